package io.kvartal.billing.web;

import io.kvartal.billing.PaymentDispute;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.TenantId;
import java.util.List;
import java.util.Map;

/** Chargebacks of all developers, open ones by their deadline. */
public record PaymentDisputesPage(Ui ui, List<PaymentDispute> disputes, Map<TenantId, String> names) implements Page {
    @Override
    public String title() {
        return ui.t("payment.disputes.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "billing-payment-disputes";
    }

    public String name(TenantId tenant) {
        return names.getOrDefault(tenant, tenant.toString());
    }
}
