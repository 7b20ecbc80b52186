package io.kvartal.billing.web;

import io.kvartal.billing.InvoiceForecast;
import io.kvartal.billing.InvoiceRunStatus;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What closing a month would do, and the runs before. */
public record InvoiceForecastPage(
        Ui ui, InvoiceForecast forecast, Map<TenantId, String> names, List<InvoiceRunStatus> runs) implements Page {
    @Override
    public String title() {
        return ui.t("invoice.run.title", ui.month(forecast.period().month()));
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

    /** By currency. */
    public List<Money> totals() {
        var sums = new TreeMap<String, Money>();
        forecast.rows().forEach(row -> sums.merge(row.total().currency().getCurrencyCode(), row.total(), Money::plus));
        return List.copyOf(sums.values());
    }

    public boolean empty() {
        return forecast.rows().isEmpty() && forecast.parked().isEmpty();
    }

    public String reason(String code) {
        return InvoiceRunPage.reason(ui, code);
    }
}
