package io.kvartal.billing.web;

import io.kvartal.contract.BillingTerms;
import io.kvartal.contract.BundleItem;
import io.kvartal.contract.CommercialModel;
import io.kvartal.contract.Commission;
import io.kvartal.contract.Contract;
import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.DisputeTerms;
import io.kvartal.contract.Party;
import io.kvartal.contract.PriceRule;
import io.kvartal.contract.Terms;
import io.kvartal.contract.WorkingHours;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A new version as somebody proposes it. What is left out stays as in the draft or the version before; the first version takes the usual values.
 *
 * @param tenant id of the developer
 * @param dueDays in place of the whole {@code billing}
 * @param note of a draft: why the contract changes
 * @param version of the draft that the edit began from; 0 or absent for a new one
 */
record ContractRequest(
        @Nullable TenantId tenant,
        @Nullable LocalDate validFrom,
        @Nullable CommercialModel model,
        @Nullable Terms terms,
        @Nullable Map<String, Terms> complexTerms,
        @Nullable List<PriceRule> prices,
        @Nullable Money monthlyFee,
        @Nullable Integer prepaidMonths,
        @Nullable List<BundleItem> bundle,
        @Nullable Money commissionAmount,
        @Nullable BigDecimal commissionPercent,
        @Nullable Integer monthlyLeadPlan,
        @Nullable WorkingHours hours,
        @Nullable Integer dueDays,
        @Nullable BillingTerms billing,
        @Nullable DisputeTerms disputes,
        @Nullable Party party,
        @Nullable String note,
        @Nullable Integer version) {

    /** @param last the newest version, if any */
    ContractDraft draft(@Nullable Contract last) {
        if (validFrom == null) {
            throw new Problem.Invalid("/validFrom", "required");
        }
        return over(last == null ? null : last.redraft(validFrom));
    }

    /** @param before what stays where nothing is said */
    ContractDraft over(@Nullable ContractDraft before) {
        var from = validFrom != null ? validFrom : before == null ? null : before.validFrom();
        var kind = model != null ? model : before == null ? null : before.model();
        var company = party != null ? party : before == null ? null : before.party();
        if (from == null) {
            throw new Problem.Invalid("/validFrom", "required");
        }
        if (kind == null) {
            throw new Problem.Invalid("/model", "required");
        }
        if (company == null) {
            throw new Problem.Invalid("/party", "required");
        }
        try {
            return new ContractDraft(
                    from,
                    kind,
                    terms != null ? terms : before == null ? Terms.defaults() : before.terms(),
                    complexTerms != null ? complexTerms : before == null ? Map.of() : before.complexTerms(),
                    prices != null ? prices : before == null ? List.of() : before.prices(),
                    monthlyFee != null ? monthlyFee : before == null ? null : before.monthlyFee(),
                    prepaidMonths != null ? prepaidMonths : before == null ? 1 : before.prepaidMonths(),
                    bundle != null ? bundle : before == null ? List.of() : before.bundle(),
                    commission(before),
                    monthlyLeadPlan != null ? monthlyLeadPlan : before == null ? 0 : before.monthlyLeadPlan(),
                    hours != null ? hours : before == null ? WorkingHours.usual() : before.hours(),
                    billing(before),
                    disputes != null ? disputes : before == null ? DisputeTerms.USUAL : before.disputes(),
                    company,
                    before == null ? ContractDraft.PORTAL : before.legalEntity());
        } catch (IllegalArgumentException contradiction) {
            throw new Problem.Invalid("", "contract-terms", contradiction.getMessage());
        }
    }

    private BillingTerms billing(@Nullable ContractDraft before) {
        var terms = billing != null ? billing : before == null ? BillingTerms.USUAL : before.billing();
        return dueDays == null ? terms : terms.withDueDays(dueDays);
    }

    private @Nullable Commission commission(@Nullable ContractDraft before) {
        if (commissionAmount != null) {
            return new Commission.Flat(commissionAmount);
        }
        if (commissionPercent != null) {
            return new Commission.Percent(commissionPercent);
        }
        return before == null ? null : before.commission();
    }
}
