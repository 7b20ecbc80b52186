package io.kvartal.billing.web;

import io.kvartal.contract.Commission;
import io.kvartal.contract.Contract;
import io.kvartal.contract.Party;
import io.kvartal.contract.PriceRule;
import io.kvartal.contract.Terms;
import io.kvartal.contract.WorkingHours;
import io.kvartal.shared.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** @param validTo first day no longer in force */
record ContractBody(
        String id,
        String tenant,
        int version,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        String model,
        Terms terms,
        Map<String, Terms> complexTerms,
        List<PriceRule> prices,
        @Nullable Money monthlyFee,
        @Nullable Money commissionAmount,
        @Nullable BigDecimal commissionPercent,
        int monthlyLeadPlan,
        WorkingHours hours,
        int dueDays,
        Party party) {

    static ContractBody of(Contract contract) {
        var commission = contract.commission();
        return new ContractBody(
                contract.id().toString(),
                contract.tenant().toString(),
                contract.version(),
                contract.validFrom(),
                contract.validTo(),
                contract.model().name(),
                contract.terms(),
                contract.complexTerms(),
                contract.prices(),
                contract.monthlyFee(),
                commission instanceof Commission.Flat flat ? flat.amount() : null,
                commission instanceof Commission.Percent percent ? percent.percent() : null,
                contract.monthlyLeadPlan(),
                contract.hours(),
                contract.billing().dueDays(),
                contract.party());
    }
}
