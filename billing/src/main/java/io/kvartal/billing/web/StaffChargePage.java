package io.kvartal.billing.web;

import io.kvartal.billing.ChargeView;
import io.kvartal.billing.CreditNote;
import io.kvartal.billing.Credits;
import io.kvartal.billing.InvoiceTexts;
import io.kvartal.billing.JunkWords;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code /billing/charges/{tenant}/{id}}: why it was charged, what reduced it, and goodwill.
 *
 * @param lines its credit notes with their numbers
 * @param mayCredit billing staff, while something is left
 * @param typed what stood in the form that came back
 */
public record StaffChargePage(
        Ui ui,
        ChargeView view,
        String developer,
        List<Credits.Line> lines,
        boolean mayCredit,
        Map<String, String> typed,
        @Nullable String problem)
        implements Page {
    @Override
    public String title() {
        return ui.t("billing.charge.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "billing-invoices";
    }

    public String text() {
        return InvoiceTexts.charge(view.charge(), ui);
    }

    public String words(CreditNote note) {
        return JunkWords.of(note, ui);
    }

    /** The books keep ids; people read "system" or a person's id. */
    public String actor(String actor) {
        return actor.equals("system") ? ui.t("ui.brand") : actor.substring(actor.indexOf(' ') + 1);
    }

    public String number(CreditNote note) {
        return lines.stream()
                .filter(line -> line.id().equals(note.id()))
                .map(Credits.Line::number)
                .filter(number -> number != null)
                .findFirst()
                .orElse(ui.t("credits.note.soon"));
    }

    public String typed(String field) {
        return typed.getOrDefault(field, "");
    }
}
