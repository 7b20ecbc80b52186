package io.kvartal.billing.web;

import io.kvartal.billing.InvoiceFilter;
import io.kvartal.billing.InvoiceList;
import io.kvartal.billing.InvoiceState;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.BillingPeriod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Invoices of all developers: one month, or all. @param month to go on from; the filter's period, or the last whole month */
public record InvoicesPage(Ui ui, InvoiceFilter filter, BillingPeriod month, InvoiceList list) implements Page {
    /** What the state filter offers. */
    public static final List<String> STATES = List.of("DRAFT", "FINAL", "OVERDUE", "PAID", "VOID", "UNCOLLECTIBLE");

    static final String ALL = "all";

    @Override
    public String title() {
        return ui.t("billing.invoices.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "billing-invoices";
    }

    public String heading() {
        var period = filter.period();
        return period == null ? ui.t("invoice.list.all") : title() + ": " + ui.month(period.month());
    }

    public LocalDate today() {
        return LocalDate.ofInstant(ui.now(), Ui.ZONE);
    }

    public BillingPeriod next() {
        return new BillingPeriod(month.month().plusMonths(1));
    }

    /** As the filter form spells it; empty for all. */
    public String state() {
        var state = filter.state();
        return filter.overdue() ? "OVERDUE" : state == null ? "" : state.name();
    }

    public String stateText(String state) {
        return ui.t("billing.invoice.state."
                + (state.equals("OVERDUE")
                        ? "overdue"
                        : InvoiceState.valueOf(state).name()));
    }

    public String periodText() {
        var period = filter.period();
        return period == null ? ALL : period.toString();
    }

    /** The same filter for another month, first page. @param period null for all */
    public String href(@Nullable BillingPeriod period) {
        return href(period == null ? ALL : period.toString(), 1);
    }

    public String href(int page) {
        return href(periodText(), page);
    }

    private String href(String period, int page) {
        return "/billing/invoices?period=" + period + "&state=" + state() + "&q="
                + URLEncoder.encode(filter.text(), StandardCharsets.UTF_8) + (page == 1 ? "" : "&page=" + page);
    }

    public boolean filtered() {
        return !state().isEmpty() || !filter.text().isEmpty();
    }
}
