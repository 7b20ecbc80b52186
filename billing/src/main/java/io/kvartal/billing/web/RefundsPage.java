package io.kvartal.billing.web;

import io.kvartal.billing.Refund;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.TenantId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refunds of all developers. @param me who looks: nobody approves a large one of his own */
public record RefundsPage(
        Ui ui,
        List<Refund> refunds,
        Map<TenantId, String> names,
        String me,
        @Nullable String error) implements Page {
    @Override
    public String title() {
        return ui.t("payment.refunds.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "billing-refunds";
    }

    public String name(TenantId tenant) {
        return names.getOrDefault(tenant, tenant.toString());
    }
}
