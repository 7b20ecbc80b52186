package io.kvartal.billing.web;

import io.kvartal.billing.Deal;
import io.kvartal.billing.Declaration;
import io.kvartal.billing.DeclaredDeal;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A month of deals to declare. @param rows of the form, as typed @param complexes slug to name */
public record CabinetDealsPage(
        Ui ui,
        Declaration declaration,
        List<DealRow> rows,
        Map<String, String> complexes,
        boolean isCurrent,
        @Nullable String error)
        implements Page {
    @Override
    public String title() {
        return ui.t("fixation.deals.title", ui.month(declaration.period().month()));
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "cabinet-deals";
    }

    public BillingPeriod next() {
        return new BillingPeriod(declaration.period().month().plusMonths(1));
    }

    public @Nullable Deal deal(DeclaredDeal hit) {
        var id = hit.deal();
        return id == null ? null : declaration.deals().get(id);
    }

    public boolean isLate() {
        return !declaration.isDeclared()
                && LocalDate.ofInstant(ui.now(), Ui.ZONE).isAfter(declaration.dueOn());
    }

    public Money commission() {
        return declaration.hits().stream()
                .map(this::deal)
                .filter(deal -> deal != null && deal.cancelled() == null)
                .map(Deal::commission)
                .reduce(Money.ZERO_KZT, Money::plus);
    }

    public String state(DeclaredDeal hit) {
        var deal = deal(hit);
        return deal != null && deal.cancelled() != null
                ? ui.t("fixation.deals.state.CANCELLED")
                : ui.t("fixation.deals.state." + hit.state().name());
    }
}
