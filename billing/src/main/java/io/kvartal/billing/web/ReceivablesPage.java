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

    /** Sum of a column; columns of two currencies are not added up. */
    public Money sum(int bucket) {
        return developers.stream()
                .map(each -> each.sums().get(bucket))
                .filter(sum -> sum.currency().equals(Money.KZT))
                .reduce(Money.ZERO_KZT, Money::plus);
    }

    public Money total() {
        return developers.stream()
                .map(Aging::total)
                .filter(sum -> sum.currency().equals(Money.KZT))
                .reduce(Money.ZERO_KZT, Money::plus);
    }

    public long restricted() {
        return outlooks.values().stream()
                .filter(each -> each.restriction() != null)
                .count();
    }

    public String typed(String field) {
        return typed.getOrDefault(field, "");
    }
}
