package io.kvartal.platform.web;

import java.util.List;
import java.util.Set;

public record ProblemDocsPage(Ui ui, String title, List<Line> lines) implements Page {
    /** Texts of the error page itself. */
    static final Set<String> LABELS = Set.of("request", "retry", "home", "back", "code", "status", "docs");

    public record Line(String code, String text) {}

    @Override
    public Layout layout() {
        return Layout.PORTAL;
    }
}
