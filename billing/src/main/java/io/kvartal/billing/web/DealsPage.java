package io.kvartal.billing.web;

import io.kvartal.billing.Deal;
import io.kvartal.contract.Contract;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.TenantId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Declared deals and the form of a new one. @param payers developers with a commission in force */
public record DealsPage(
        Ui ui,
        List<Deal> deals,
        Map<TenantId, String> names,
        List<Contract> payers,
        Map<String, String> form,
        @Nullable String error)
        implements Page {
    @Override
    public String title() {
        return ui.t("billing.deals.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "billing-deals";
    }

    public String name(TenantId tenant) {
        return names.getOrDefault(tenant, tenant.toString());
    }

    public String typed(String field) {
        return form.getOrDefault(field, "");
    }
}
