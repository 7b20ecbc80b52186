package io.kvartal.billing;

import io.kvartal.platform.web.Ui;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A letter about an invoice.
 *
 * @param facts name and value, such as the sum and the due date
 * @param warning what happens when nothing is paid; null when the contract never restricts
 */
public record InvoiceLetterPage(
        Ui ui,
        String subject,
        String intro,
        List<Fact> facts,
        @Nullable String warning,
        String payUrl) {
    public record Fact(String name, String value) {}

    String plain() {
        var text = new StringBuilder(intro).append("\n\n");
        facts.forEach(fact ->
                text.append(fact.name()).append(": ").append(fact.value()).append('\n'));
        if (warning != null) {
            text.append('\n').append(warning).append('\n');
        }
        return text.append('\n')
                .append(ui.t("billing.pay"))
                .append(": ")
                .append(payUrl)
                .append("\n\n")
                .append(ui.t("reminder.foot"))
                .toString();
    }
}
