package io.kvartal.contract;

import io.kvartal.shared.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be signed: everything of a contract version that the parties agree on.
 *
 * @param validFrom first day in force, in the zone of the working hours
 * @param complexTerms terms of single complexes (by slug) in place of the common ones
 * @param monthlyFee PLACEMENT, without VAT
 * @param prepaidMonths PLACEMENT: months that are invoiced together and in advance, 1-12; 1 for month by month
 * @param commission CPT
 * @param monthlyLeadPlan leads a month that the account manager promised; 0 for none
 * @param legalEntity the portal's company that invoices
 */
public record ContractDraft(
        LocalDate validFrom,
        CommercialModel model,
        Terms terms,
        Map<String, Terms> complexTerms,
        List<PriceRule> prices,
        @Nullable Money monthlyFee,
        int prepaidMonths,
        List<BundleItem> bundle,
        @Nullable Commission commission,
        int monthlyLeadPlan,
        WorkingHours hours,
        BillingTerms billing,
        DisputeTerms disputes,
        Party party,
        String legalEntity) {

    public static final String PORTAL = "kvartal-kz";

    public ContractDraft {
        complexTerms = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(complexTerms));
        prices = List.copyOf(prices);
        bundle = List.copyOf(bundle);
        Terms.within("prepaidMonths", prepaidMonths, 1, 12);
        Terms.within("monthlyLeadPlan", monthlyLeadPlan, 0, 1_000_000);
        if (model == CommercialModel.CPL && prices.stream().noneMatch(PriceRule::isForAll)) {
            throw new IllegalArgumentException("a CPL contract without a price for every contact");
        }
        if (model == CommercialModel.CPT && commission == null) {
            throw new IllegalArgumentException("a CPT contract without a commission");
        }
        if (model == CommercialModel.PLACEMENT && (monthlyFee == null || !monthlyFee.isPositive())) {
            throw new IllegalArgumentException("a placement without a fee");
        }
        for (int i = 0; i < prices.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (prices.get(i).hasCriteriaOf(prices.get(j))) {
                    throw new IllegalArgumentException("two prices for the same contacts");
                }
            }
        }
    }

    /** Cost per lead with one price, the usual terms and hours, due in ten days. */
    public static ContractDraft cpl(LocalDate validFrom, Party party, Money price) {
        return usual(validFrom, party, CommercialModel.CPL, List.of(PriceRule.all(price)), null, null);
    }

    public static ContractDraft cpt(LocalDate validFrom, Party party, BigDecimal percent) {
        return usual(validFrom, party, CommercialModel.CPT, List.of(), null, new Commission.Percent(percent));
    }

    public static ContractDraft placement(LocalDate validFrom, Party party, Money monthlyFee) {
        return usual(validFrom, party, CommercialModel.PLACEMENT, List.of(), monthlyFee, null);
    }

    public static ContractDraft free(LocalDate validFrom, Party party) {
        return usual(validFrom, party, CommercialModel.FREE, List.of(), null, null);
    }

    private static ContractDraft usual(
            LocalDate validFrom,
            Party party,
            CommercialModel model,
            List<PriceRule> prices,
            @Nullable Money fee,
            @Nullable Commission commission) {
        return new ContractDraft(
                validFrom,
                model,
                Terms.defaults(),
                Map.of(),
                prices,
                fee,
                1,
                List.of(),
                commission,
                0,
                WorkingHours.usual(),
                BillingTerms.USUAL,
                DisputeTerms.USUAL,
                party,
                PORTAL);
    }

    public ContractDraft withTerms(Terms other) {
        return new ContractDraft(
                validFrom,
                model,
                other,
                complexTerms,
                prices,
                monthlyFee,
                prepaidMonths,
                bundle,
                commission,
                monthlyLeadPlan,
                hours,
                billing,
                disputes,
                party,
                legalEntity);
    }

    public ContractDraft withPrices(List<PriceRule> other) {
        return new ContractDraft(
                validFrom,
                model,
                terms,
                complexTerms,
                other,
                monthlyFee,
                prepaidMonths,
                bundle,
                commission,
                monthlyLeadPlan,
                hours,
                billing,
                disputes,
                party,
                legalEntity);
    }

    public ContractDraft withPlan(int leadsAMonth) {
        return new ContractDraft(
                validFrom,
                model,
                terms,
                complexTerms,
                prices,
                monthlyFee,
                prepaidMonths,
                bundle,
                commission,
                leadsAMonth,
                hours,
                billing,
                disputes,
                party,
                legalEntity);
    }

    public ContractDraft withHours(WorkingHours other) {
        return new ContractDraft(
                validFrom,
                model,
                terms,
                complexTerms,
                prices,
                monthlyFee,
                prepaidMonths,
                bundle,
                commission,
                monthlyLeadPlan,
                other,
                billing,
                disputes,
                party,
                legalEntity);
    }

    public ContractDraft withBilling(BillingTerms other) {
        return new ContractDraft(
                validFrom,
                model,
                terms,
                complexTerms,
                prices,
                monthlyFee,
                prepaidMonths,
                bundle,
                commission,
                monthlyLeadPlan,
                hours,
                other,
                disputes,
                party,
                legalEntity);
    }

    public ContractDraft withDisputes(DisputeTerms other) {
        return new ContractDraft(
                validFrom,
                model,
                terms,
                complexTerms,
                prices,
                monthlyFee,
                prepaidMonths,
                bundle,
                commission,
                monthlyLeadPlan,
                hours,
                billing,
                other,
                party,
                legalEntity);
    }

    public ContractDraft withComplexTerms(Map<String, Terms> other) {
        return new ContractDraft(
                validFrom,
                model,
                terms,
                other,
                prices,
                monthlyFee,
                prepaidMonths,
                bundle,
                commission,
                monthlyLeadPlan,
                hours,
                billing,
                disputes,
                party,
                legalEntity);
    }

    public ContractDraft withCommission(Commission other) {
        return new ContractDraft(
                validFrom,
                model,
                terms,
                complexTerms,
                prices,
                monthlyFee,
                prepaidMonths,
                bundle,
                other,
                monthlyLeadPlan,
                hours,
                billing,
                disputes,
                party,
                legalEntity);
    }
}
