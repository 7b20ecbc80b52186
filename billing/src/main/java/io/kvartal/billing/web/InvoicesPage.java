package io.kvartal.billing.web;

import io.kvartal.billing.Invoice;
import io.kvartal.billing.InvoiceRun;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Invoices of all developers for a month, and the run that makes them. @param run what was just done */
public record InvoicesPage(
        Ui ui,
        BillingPeriod period,
        List<Invoice> invoices,
        Map<TenantId, String> names,
        @Nullable InvoiceRun run) implements Page {
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

    public String name(TenantId tenant) {
        return names.getOrDefault(tenant, tenant.toString());
    }

    public Money total() {
        return invoices.stream().map(Invoice::total).reduce(Money.ZERO_KZT, Money::plus);
    }

    public Money paid() {
        return invoices.stream().map(Invoice::paid).reduce(Money.ZERO_KZT, Money::plus);
    }

    public LocalDate today() {
        return LocalDate.ofInstant(ui.now(), Ui.ZONE);
    }

    public BillingPeriod next() {
        return new BillingPeriod(period.month().plusMonths(1));
    }
}
