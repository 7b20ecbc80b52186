package io.kvartal.platform.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kvartal.shared.Lang;
import java.util.List;

/** RFC 9457 with our members {@code code}, {@code requestId} and {@code errors}. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ProblemBody(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String code,
        String requestId,
        List<Line> errors) {
    /** @param pointer JSON pointer (RFC 6901) into the request's body, or the parameter's name after a slash */
    record Line(String pointer, String code, String message) {}

    static ProblemBody of(Fault fault, Messages texts, Lang lang, String path, String requestId) {
        var errors = fault.errors().stream()
                .map(error ->
                        new Line(error.pointer(), error.code(), sentence(texts, lang, error.code(), error.args())))
                .toList();
        return new ProblemBody(
                "/docs/problems/" + fault.code(),
                title(fault, texts, lang),
                fault.status().value(),
                detail(fault, texts, lang),
                path,
                fault.code(),
                requestId,
                errors);
    }

    static String title(Fault fault, Messages texts, Lang lang) {
        var key = "problem.title." + fault.kind();
        return texts.text(lang, texts.has(lang, key) ? key : "problem.title.bad-request");
    }

    static String detail(Fault fault, Messages texts, Lang lang) {
        var key = "problem." + fault.code();
        return texts.has(lang, key)
                ? texts.text(lang, key, fault.args().toArray())
                : texts.text(lang, "problem." + fault.kind());
    }

    private static String sentence(Messages texts, Lang lang, String code, Object[] args) {
        var key = "problem." + code;
        return texts.has(lang, key) ? texts.text(lang, key, args) : texts.text(lang, "problem.wrong");
    }
}
