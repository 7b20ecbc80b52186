package io.kvartal.billing.web;

import io.kvartal.billing.Aging;
import io.kvartal.billing.Restriction;
import io.kvartal.billing.Restrictions;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What developers have not paid, by age; whose placement is restricted and whose soon will be.
 *
 * @param outlooks of everybody with something overdue
 * @param error of the form of a grace; null for none
 * @param typed what stood in that form
 */
public record ReceivablesPage(
        Ui ui,
        List<Aging> developers,
        Map<TenantId, Restrictions.Outlook> outlooks,
        Map<TenantId, String> names,
        @Nullable String error,
        Map<String, String> typed)
        implements Page {
    @Override
    public String title() {
        return ui.t("receivables.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "billing-receivables";
    }

    public String name(TenantId tenant) {
        return names.getOrDefault(tenant, tenant.toString());
    }

    public Restrictions.@Nullable Outlook outlook(TenantId tenant) {
        return outlooks.get(tenant);
    }

    public @Nullable Restriction restriction(TenantId tenant) {
        var outlook = outlooks.get(tenant);
        return outlook == null ? null : outlook.restriction();
    }

    public Money sum(int bucket) {
        return Aging.sum(developers, bucket);
    }

    public Money total() {
        return Aging.total(developers);
    }

    public long restricted() {
        return Restrictions.restricted(outlooks);
    }

    public String typed(String field) {
        return typed.getOrDefault(field, "");
    }
}
