package io.kvartal.billing.web;

import io.kvartal.contract.BillingTerms;
import io.kvartal.contract.BundleItem;
import io.kvartal.contract.Commission;
import io.kvartal.contract.Contract;
import io.kvartal.contract.DisputeTerms;
import io.kvartal.contract.Party;
import io.kvartal.contract.PriceRule;
import io.kvartal.contract.Terms;
import io.kvartal.contract.WorkingHours;
import io.kvartal.shared.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * @param state {@code APPROVED} while its first day is ahead, {@code IN_FORCE}, {@code SUPERSEDED}
 * @param validTo first day no longer in force
 * @param dueDays the same as in {@code billing}
 */
record ContractBody(
        String id,
        String tenant,
        int version,
        String state,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        String model,
        Terms terms,
        Map<String, Terms> complexTerms,
        List<PriceRule> prices,
        @Nullable Money monthlyFee,
        int prepaidMonths,
        List<BundleItem> bundle,
        @Nullable Money commissionAmount,
        @Nullable BigDecimal commissionPercent,
        int monthlyLeadPlan,
        WorkingHours hours,
        int dueDays,
        BillingTerms billing,
        DisputeTerms disputes,
        Party party,
        String legalEntity,
        Instant signedAt) {

    static ContractBody of(Contract contract, Instant now) {
        var commission = contract.commission();
        return new ContractBody(
                contract.id().toString(),
                contract.tenant().toString(),
                contract.version(),
                contract.state(now).name(),
                contract.validFrom(),
                contract.validTo(),
                contract.model().name(),
                contract.terms(),
                contract.complexTerms(),
                contract.prices(),
                contract.monthlyFee(),
                contract.prepaidMonths(),
                contract.bundle(),
                commission instanceof Commission.Flat flat ? flat.amount() : null,
                commission instanceof Commission.Percent percent ? percent.percent() : null,
                contract.monthlyLeadPlan(),
                contract.hours(),
                contract.billing().dueDays(),
                contract.billing(),
                contract.disputes(),
                contract.party(),
                contract.legalEntity(),
                contract.signedAt());
    }
}
