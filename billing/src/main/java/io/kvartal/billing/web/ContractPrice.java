package io.kvartal.billing.web;

import io.kvartal.contract.Commission;
import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.PriceRule;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import java.util.Comparator;

/** What a developer pays, in short. */
final class ContractPrice {
    private ContractPrice() {}

    static String of(Ui ui, ContractDraft contract) {
        var fee = contract.monthlyFee();
        return switch (contract.model()) {
            case CPL -> perLead(ui, contract);
            case CPT ->
                switch (contract.commission()) {
                    case Commission.Flat flat -> ui.t("contract.pays.deal", ui.money(flat.amount()));
                    case Commission.Percent share ->
                        ui.t("contract.pays.deal", ui.t("contract.share", share.percent()));
                    case null -> "";
                };
            case PLACEMENT -> ui.t("contract.pays.month", ui.money(fee == null ? Money.ZERO_KZT : fee));
            case FREE -> ui.t("contract.pays.nothing");
        };
    }

    private static String perLead(Ui ui, ContractDraft contract) {
        var prices = contract.prices().stream().map(PriceRule::price).toList();
        var least = prices.stream().min(Comparator.naturalOrder()).orElse(Money.ZERO_KZT);
        var most = prices.stream().max(Comparator.naturalOrder()).orElse(Money.ZERO_KZT);
        return least.equals(most)
                ? ui.t("contract.pays.lead", ui.money(least))
                : ui.t("contract.pays.leads", ui.money(least), ui.money(most));
    }
}
