package io.kvartal.billing.web;

import io.kvartal.contract.Contract;
import io.kvartal.contract.PriceRule;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import java.util.Comparator;
import java.util.List;

/** All contracts in force. */
public record ContractsPage(Ui ui, List<Contract> contracts) implements Page {
    @Override
    public String title() {
        return ui.t("billing.contracts.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "billing-contracts";
    }

    /** What the developer pays, in short. */
    public String price(Contract contract) {
        return price(ui, contract);
    }

    static String price(Ui ui, Contract contract) {
        var fee = contract.monthlyFee();
        return switch (contract.model()) {
            case CPL -> {
                var prices = contract.prices().stream().map(PriceRule::price).toList();
                Money least = prices.stream().min(Comparator.naturalOrder()).orElse(Money.ZERO_KZT);
                Money most = prices.stream().max(Comparator.naturalOrder()).orElse(Money.ZERO_KZT);
                yield least.equals(most)
                        ? ui.t("billing.price.lead", ui.money(least))
                        : ui.t("billing.price.leads", ui.money(least), ui.money(most));
            }
            case CPT ->
                switch (contract.commission()) {
                    case io.kvartal.contract.Commission.Flat flat ->
                        ui.t("billing.price.deal", ui.money(flat.amount()));
                    case io.kvartal.contract.Commission.Percent share ->
                        ui.t("billing.price.deal", ui.number(share.percent()) + " %");
                    case null -> "";
                };
            case PLACEMENT -> ui.t("billing.price.month", ui.money(fee == null ? Money.ZERO_KZT : fee));
            case FREE -> ui.t("billing.price.free");
        };
    }
}
