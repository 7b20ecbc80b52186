package io.kvartal.alert;

import io.kvartal.platform.web.Ui;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A letter: the same record is the HTML and the plain body.
 *
 * @param button where its one button leads, with its label
 * @param manage address of the subscription's page; null in a question, where there is none yet
 */
public record LetterPage(
        Ui ui,
        String subject,
        String lead,
        List<Line> lines,
        Link button,
        @Nullable String manage,
        String foot) {
    public record Link(String label, String href) {}

    /** @param href absolute */
    public record Line(String title, String text, String href) {}

    String plain() {
        var out = new StringBuilder(lead).append("\n\n");
        lines.forEach(line -> out.append(line.title)
                .append("\n")
                .append(line.text)
                .append("\n")
                .append(line.href)
                .append("\n\n"));
        out.append(button.label)
                .append(": ")
                .append(button.href)
                .append("\n\n")
                .append(foot)
                .append("\n");
        if (manage != null) {
            out.append(ui.t("alert.mail.manage")).append(": ").append(manage).append("\n");
        }
        return out.toString();
    }
}
