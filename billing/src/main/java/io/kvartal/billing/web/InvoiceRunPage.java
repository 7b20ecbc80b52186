package io.kvartal.billing.web;

import io.kvartal.billing.InvoiceRun;
import io.kvartal.billing.InvoiceRunStatus;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.TenantId;
import java.time.LocalDate;
import java.util.Map;

/** How far a run is, and what it made. */
public record InvoiceRunPage(Ui ui, InvoiceRunStatus status, InvoiceRun run, Map<TenantId, String> names)
        implements Page {
    @Override
    public String title() {
        return ui.t("invoice.run.title", ui.month(status.period().month()));
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

    public String href() {
        return "/billing/invoice-runs/" + status.id();
    }

    public LocalDate today() {
        return LocalDate.ofInstant(ui.now(), Ui.ZONE);
    }

    public String reason(String code) {
        return reason(ui, code);
    }

    /** A code of a parked tenant in words. */
    static String reason(Ui ui, String code) {
        var key = "invoice.parked." + code;
        return ui.has(key) ? ui.t(key) : ui.t("billing.invoices.parked");
    }
}
