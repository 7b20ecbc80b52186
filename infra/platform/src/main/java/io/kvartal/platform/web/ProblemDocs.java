package io.kvartal.platform.web;

import io.kvartal.shared.Problem;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.reactive.result.view.Rendering;

/** Where the {@code type} of a problem leads: what the code means, in words. */
@Controller
class ProblemDocs {
    private static final String PREFIX = "problem.";

    private final Messages texts;

    ProblemDocs(Messages texts) {
        this.texts = texts;
    }

    @GetMapping("/docs/problems")
    Rendering all(Ui ui) {
        return Pages.render("platform/problem/docs", new ProblemDocsPage(ui, ui.t("problem.docs"), lines(ui, null)));
    }

    @GetMapping("/docs/problems/{code}")
    Rendering one(@PathVariable String code, Ui ui) {
        var lines = lines(ui, code);
        if (lines.isEmpty()) {
            throw new Problem.NotFound("problem");
        }
        return Pages.render("platform/problem/docs", new ProblemDocsPage(ui, code, lines));
    }

    private List<ProblemDocsPage.Line> lines(Ui ui, @org.jspecify.annotations.Nullable String only) {
        return texts.keys(ui.lang()).stream()
                .filter(key -> key.startsWith(PREFIX) && key.indexOf('.', PREFIX.length()) < 0)
                .map(key -> key.substring(PREFIX.length()))
                .filter(code -> only == null || only.equals(code))
                .filter(code -> !ProblemDocsPage.LABELS.contains(code))
                .map(code -> new ProblemDocsPage.Line(code, texts.sentence(ui.lang(), PREFIX + code)))
                .toList();
    }
}
