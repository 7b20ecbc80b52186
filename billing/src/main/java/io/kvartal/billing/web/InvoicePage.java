package io.kvartal.billing.web;

import io.kvartal.billing.Invoice;
import io.kvartal.billing.InvoiceAct;
import io.kvartal.billing.InvoiceCard;
import io.kvartal.billing.InvoiceLine;
import io.kvartal.billing.InvoiceState;
import io.kvartal.billing.InvoiceTexts;
import io.kvartal.billing.InvoiceView;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** An invoice down to the charges behind its lines. @param staff seen by the portal: acts in place of payment; @param error of the last act */
public record InvoicePage(
        Ui ui, InvoiceCard card, boolean staff, @Nullable String error) implements Page {
    @Override
    public String title() {
        return InvoiceTexts.title(invoice(), ui);
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return staff ? "billing-invoices" : "cabinet-billing";
    }

    public InvoiceView view() {
        return card.view();
    }

    public Invoice invoice() {
        return card.view().invoice();
    }

    public String line(InvoiceLine line) {
        return InvoiceTexts.line(line, ui);
    }

    public @Nullable String late(InvoiceLine line) {
        return InvoiceTexts.late(line, invoice(), ui).orElse(null);
    }

    public String href() {
        return href(staff, invoice());
    }

    static String href(boolean staff, Invoice invoice) {
        return staff
                ? "/billing/invoices/" + invoice.tenant() + "/" + invoice.id()
                : "/cabinet/billing/invoices/" + invoice.id();
    }

    public String earlier(InvoiceLine.Earlier earlier) {
        return staff
                ? "/billing/invoices/" + invoice().tenant() + "/" + earlier.invoice()
                : "/cabinet/billing/invoices/" + earlier.invoice();
    }

    public boolean hasCounts() {
        return view().lines().stream().anyMatch(line -> line.counts() != null);
    }

    public boolean draft() {
        return invoice().state() == InvoiceState.DRAFT;
    }

    public Money open() {
        return invoice().total().minus(invoice().paid());
    }

    public boolean payable() {
        return !staff && invoice().state() == InvoiceState.FINAL;
    }

    public boolean finalisable() {
        return staff && draft();
    }

    public boolean voidable() {
        return staff
                && invoice().state() == InvoiceState.FINAL
                && invoice().paid().isZero();
    }

    public boolean collectible() {
        return staff && invoice().state() == InvoiceState.FINAL;
    }

    public boolean overdue() {
        return invoice().isOverdue(LocalDate.ofInstant(ui.now(), Ui.ZONE));
    }

    /** Reasons that staff wrote down are not for the developer. */
    public String reason(InvoiceAct act) {
        return switch (act.kind()) {
            case SETTLED, RECOVERED ->
                act.reason() + " " + invoice().total().currency().getCurrencyCode();
            case DRAFTED, FINALISED, VOIDED, WRITTEN_OFF -> staff ? act.reason() : "";
        };
    }
}
