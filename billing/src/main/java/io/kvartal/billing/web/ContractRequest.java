package io.kvartal.billing.web;

import io.kvartal.contract.BillingTerms;
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
 * A new version as somebody proposes it. What is left out stays as in the version before; the first version takes the usual values.
 *
 * @param tenant id of the developer
 */
record ContractRequest(
        @Nullable TenantId tenant,
        @Nullable LocalDate validFrom,
        @Nullable CommercialModel model,
        @Nullable Terms terms,
        @Nullable Map<String, Terms> complexTerms,
        @Nullable List<PriceRule> prices,
        @Nullable Money monthlyFee,
        @Nullable Money commissionAmount,
        @Nullable BigDecimal commissionPercent,
        @Nullable Integer monthlyLeadPlan,
        @Nullable WorkingHours hours,
        @Nullable Integer dueDays,
        @Nullable Party party) {

    /** @param last the newest version, if any */
    ContractDraft draft(@Nullable Contract last) {
        var from = validFrom;
        var kind = model != null ? model : last == null ? null : last.model();
        var company = party != null ? party : last == null ? null : last.party();
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
                    terms != null ? terms : last == null ? Terms.defaults() : last.terms(),
                    complexTerms != null ? complexTerms : last == null ? Map.of() : last.complexTerms(),
                    prices != null ? prices : last == null ? List.of() : last.prices(),
                    monthlyFee != null ? monthlyFee : last == null ? null : last.monthlyFee(),
                    last == null ? 1 : last.prepaidMonths(),
                    last == null ? List.of() : last.bundle(),
                    commission(last),
                    monthlyLeadPlan != null ? monthlyLeadPlan : last == null ? 0 : last.monthlyLeadPlan(),
                    hours != null ? hours : last == null ? WorkingHours.usual() : last.hours(),
                    billing(last),
                    last == null ? DisputeTerms.USUAL : last.disputes(),
                    company,
                    last == null ? ContractDraft.PORTAL : last.legalEntity());
        } catch (IllegalArgumentException contradiction) {
            throw new Problem.Invalid("", "contract-terms", contradiction.getMessage());
        }
    }

    private BillingTerms billing(@Nullable Contract last) {
        var before = last == null ? BillingTerms.USUAL : last.billing();
        return dueDays == null ? before : before.withDueDays(dueDays);
    }

    private @Nullable Commission commission(@Nullable Contract last) {
        if (commissionAmount != null) {
            return new Commission.Flat(commissionAmount);
        }
        if (commissionPercent != null) {
            return new Commission.Percent(commissionPercent);
        }
        return last == null ? null : last.commission();
    }
}
