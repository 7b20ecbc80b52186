package io.kvartal.fixation.web;

import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Problem;
import java.util.stream.Collectors;
import org.springframework.util.MultiValueMap;

/** A refusal in words, for the form that comes back with it. */
final class Sentences {
    private Sentences() {}

    static String of(Ui ui, Problem wrong) {
        return wrong instanceof Problem.Invalid invalid
                ? invalid.errors().stream()
                        .map(error -> ui.t("problem." + error.code(), error.args()))
                        .collect(Collectors.joining(" "))
                : ui.t("problem." + wrong.code(), wrong.args());
    }

    /** The reason as it was typed; the use case says whether it will do. */
    static String reason(MultiValueMap<String, String> form) {
        var reason = form.getFirst("reason");
        return reason == null ? "" : reason;
    }
}
