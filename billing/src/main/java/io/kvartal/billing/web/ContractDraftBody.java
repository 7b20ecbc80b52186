package io.kvartal.billing.web;

import io.kvartal.contract.BillingTerms;
import io.kvartal.contract.BundleItem;
import io.kvartal.contract.Commission;
import io.kvartal.contract.DisputeTerms;
import io.kvartal.contract.Party;
import io.kvartal.contract.PriceRule;
import io.kvartal.contract.Proposal;
import io.kvartal.contract.Sentence;
import io.kvartal.contract.Terms;
import io.kvartal.contract.WorkingHours;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An open draft.
 *
 * @param version for the next {@code PUT}, {@code DELETE} or approval
 * @param editor who changed it last, and so may not approve it
 * @param differences from the version that was signed last, in words of the asked language
 */
record ContractDraftBody(
        String id,
        String tenant,
        int version,
        String note,
        String author,
        String editor,
        Instant editedAt,
        LocalDate validFrom,
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
        BillingTerms billing,
        DisputeTerms disputes,
        Party party,
        String legalEntity,
        List<DifferenceBody> differences) {

    record DifferenceBody(String group, @Nullable String complex, String kind, String text) {
        static DifferenceBody of(Sentence sentence, ContractWords words) {
            return new DifferenceBody(
                    sentence.group().name(), sentence.complex(), sentence.kind().name(), words.sentence(sentence));
        }
    }

    static ContractDraftBody of(Proposal draft, List<Sentence> differences, Ui ui) {
        var content = draft.content();
        var commission = content.commission();
        var words = new ContractWords(ui);
        return new ContractDraftBody(
                draft.id().toString(),
                draft.tenant().toString(),
                draft.version(),
                draft.note(),
                draft.author().name(),
                draft.editor().name(),
                draft.editedAt(),
                content.validFrom(),
                content.model().name(),
                content.terms(),
                content.complexTerms(),
                content.prices(),
                content.monthlyFee(),
                content.prepaidMonths(),
                content.bundle(),
                commission instanceof Commission.Flat flat ? flat.amount() : null,
                commission instanceof Commission.Percent percent ? percent.percent() : null,
                content.monthlyLeadPlan(),
                content.hours(),
                content.billing(),
                content.disputes(),
                content.party(),
                content.legalEntity(),
                differences.stream()
                        .map(sentence -> DifferenceBody.of(sentence, words))
                        .toList());
    }
}
