package io.kvartal.billing.web;

import io.kvartal.billing.Deal;
import io.kvartal.billing.DeclaredDeal;
import io.kvartal.billing.Suspicion;
import io.kvartal.contract.Contract;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.TenantId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Declared deals and the form of a new one. @param payers developers with a commission in force */
public record DealsPage(
        Ui ui,
        List<Deal> deals,
        Map<TenantId, String> names,
        List<Contract> payers,
        Watch watch,
        Map<String, String> form,
        @Nullable String error)
        implements Page {

    /** What staff look after. @param undeclared contracts of those who are late with {@code period} */
    public record Watch(
            BillingPeriod period, List<DeclaredDeal> pending, List<Suspicion> heard, List<Contract> undeclared) {}

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

    public String doubts(DeclaredDeal hit) {
        return hit.why().stream()
                .sorted()
                .map(doubt -> ui.t("fixation.doubt." + doubt.name()))
                .collect(Collectors.joining("; "));
    }

    public LocalDate today() {
        return LocalDate.ofInstant(ui.now(), Ui.ZONE);
    }
}
