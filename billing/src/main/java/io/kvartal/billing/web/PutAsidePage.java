package io.kvartal.billing.web;

import io.kvartal.billing.stripe.Parked;
import io.kvartal.billing.stripe.ParkedEvent;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.TenantId;
import java.util.List;
import java.util.Map;

/** What waits for a person because the product could not decide. */
public record PutAsidePage(Ui ui, List<ParkedEvent> events, List<Parked> invoices, Map<TenantId, String> names)
        implements Page {
    @Override
    public String title() {
        return ui.t("payment.aside.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "billing-reconciliation";
    }

    public String name(TenantId tenant) {
        return names.getOrDefault(tenant, tenant.toString());
    }
}
