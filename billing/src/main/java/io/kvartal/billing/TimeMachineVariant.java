package io.kvartal.billing;

import io.kvartal.contract.CommercialModel;
import io.kvartal.contract.Commission;
import io.kvartal.contract.Contract;
import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.CrossChannelMerge;
import io.kvartal.contract.MissedRule;
import io.kvartal.contract.PriceRule;
import io.kvartal.contract.Terms;
import io.kvartal.contract.UniquenessAnchor;
import io.kvartal.contract.UniquenessScope;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is supposed in place of what was signed, in every version and in the terms of every complex. What is null stays as agreed.
 *
 * @param monthlyCap contacts; 0: without this cap; likewise the day's
 * @param price one price for all contacts, without VAT, in place of the price book
 * @param priceFactor on every price of the price book, above 0
 * @param monthlyFee PLACEMENT, without VAT
 */
public record TimeMachineVariant(
        @Nullable CommercialModel model,
        @Nullable Integer minTalkSec,
        @Nullable Integer reviewFromSec,
        @Nullable Integer uniquenessDays,
        @Nullable UniquenessScope scope,
        @Nullable UniquenessAnchor anchor,
        @Nullable MissedRule missed,
        @Nullable CrossChannelMerge merge,
        @Nullable Integer monthlyCap,
        @Nullable Integer dailyCap,
        @Nullable Money price,
        @Nullable BigDecimal priceFactor,
        @Nullable Commission commission,
        @Nullable Money monthlyFee) {

    public static final TimeMachineVariant AS_SIGNED =
            new TimeMachineVariant(null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    /** One cell of the grid: the window and the threshold, all else as signed. */
    public static TimeMachineVariant of(int uniquenessDays, int minTalkSec) {
        return new TimeMachineVariant(
                null, minTalkSec, null, uniquenessDays, null, null, null, null, null, null, null, null, null, null);
    }

    public static TimeMachineVariant cpt(Commission commission) {
        return new TimeMachineVariant(
                CommercialModel.CPT,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                commission,
                null);
    }

    /** The version as it would have been. @throws Problem.Invalid when the other model lacks its price */
    Contract on(Contract signed) {
        if (equals(AS_SIGNED)) {
            return signed;
        }
        var complexes = new LinkedHashMap<String, Terms>();
        signed.complexTerms().forEach((complex, terms) -> complexes.put(complex, on(terms)));
        return signed.supposing(priced(signed)
                .withTerms(on(signed.terms()))
                .withComplexTerms(complexes)
                .withHours(signed.hours())
                .withBilling(signed.billing())
                .withPlan(signed.monthlyLeadPlan()));
    }

    private ContractDraft priced(Contract signed) {
        var from = signed.validFrom();
        var party = signed.party();
        return switch (model == null ? signed.model() : model) {
            case CPL -> {
                var prices = prices(signed);
                yield ContractDraft.cpl(from, party, prices.getFirst().price()).withPrices(prices);
            }
            case CPT ->
                ContractDraft.cpt(from, party, BigDecimal.ONE)
                        .withCommission(agreed(commission, signed.commission(), "commission"));
            case PLACEMENT ->
                ContractDraft.placement(from, party, agreed(monthlyFee, signed.monthlyFee(), "monthlyFee"));
            case FREE -> ContractDraft.free(from, party);
        };
    }

    private List<PriceRule> prices(Contract signed) {
        if (price != null) {
            return List.of(PriceRule.all(price));
        }
        if (signed.prices().isEmpty()) {
            throw missing("price");
        }
        var factor = priceFactor;
        return factor == null
                ? signed.prices()
                : signed.prices().stream()
                        .map(rule -> new PriceRule(
                                rule.complex(),
                                rule.room(),
                                rule.channel(),
                                rule.source(),
                                rule.price().times(factor)))
                        .toList();
    }

    private Terms on(Terms signed) {
        var changed = signed.withUniqueness(
                Objects.requireNonNullElse(uniquenessDays, signed.uniquenessDays()),
                Objects.requireNonNullElse(scope, signed.uniquenessScope()),
                Objects.requireNonNullElse(anchor, signed.uniquenessAnchor()));
        return changed.withMinTalkSec(Objects.requireNonNullElse(minTalkSec, signed.minTalkSec()))
                .withReviewFromSec(Objects.requireNonNullElse(reviewFromSec, signed.reviewFromSec()))
                .withMissed(Objects.requireNonNullElse(missed, signed.missedInHours()))
                .withMerge(Objects.requireNonNullElse(merge, signed.crossChannelMerge()))
                .withCaps(cap(monthlyCap, signed.monthlyCap()), cap(dailyCap, signed.dailyCap()));
    }

    private static @Nullable Integer cap(@Nullable Integer supposed, @Nullable Integer signed) {
        return supposed == null ? signed : supposed == 0 ? null : supposed;
    }

    private static <T> T agreed(@Nullable T supposed, @Nullable T signed, String what) {
        if (supposed != null) {
            return supposed;
        }
        if (signed == null) {
            throw missing(what);
        }
        return signed;
    }

    private static Problem missing(String what) {
        return new Problem.Invalid("/v", "time-machine-" + what + "-missing");
    }

    /** Whether contacts are paid for under it, given the model that was signed. */
    public boolean paysContacts(CommercialModel signed) {
        return (model == null ? signed : model) == CommercialModel.CPL;
    }
}
