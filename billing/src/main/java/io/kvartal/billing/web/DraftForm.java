package io.kvartal.billing.web;

import io.kvartal.contract.BundleItem;
import io.kvartal.contract.Commission;
import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.PriceRule;
import io.kvartal.contract.WorkingHours;
import io.kvartal.shared.Money;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** A form out of a draft. */
final class DraftForm {
    private final MultiValueMap<String, String> fields = new LinkedMultiValueMap<>();

    private DraftForm() {}

    /** @param version of the draft; 0 while nothing is stored */
    static ContractForm of(ContractDraft draft, String note, int version) {
        var form = new DraftForm();
        form.set("version", version);
        form.set("note", note);
        form.model(draft);
        TermsFields.write(draft.terms(), "t.", form.fields);
        var i = 0;
        for (var own : draft.complexTerms().entrySet()) {
            form.set("c" + i + ".slug", own.getKey());
            TermsFields.write(own.getValue(), "c" + i + ".", form.fields);
            i++;
        }
        form.prices(draft.prices());
        form.bundle(draft.bundle());
        form.hours(draft.hours());
        form.rest(draft);
        return new ContractForm(form.fields, Map.of());
    }

    private void model(ContractDraft draft) {
        set("validFrom", draft.validFrom());
        set("model", draft.model());
        set("plan", draft.monthlyLeadPlan());
        set("monthlyFee", plain(draft.monthlyFee()));
        set("prepaidMonths", draft.prepaidMonths());
        set("commissionAmount", draft.commission() instanceof Commission.Flat flat ? plain(flat.amount()) : "");
        set(
                "commissionPercent",
                draft.commission() instanceof Commission.Percent share
                        ? share.percent().stripTrailingZeros().toPlainString()
                        : "");
    }

    private void prices(List<PriceRule> prices) {
        var row = 0;
        for (var rule : prices) {
            if (rule.complex() == null && rule.room() == null && rule.channel() == null && rule.source() == null) {
                set("price", plain(rule.price()));
                continue;
            }
            set("p" + row + ".complex", rule.complex());
            set("p" + row + ".room", rule.room());
            set("p" + row + ".channel", rule.channel());
            set("p" + row + ".source", rule.source());
            set("p" + row + ".price", plain(rule.price()));
            row++;
        }
    }

    private void bundle(List<BundleItem> bundle) {
        for (int row = 0; row < bundle.size(); row++) {
            set("b" + row + ".name", bundle.get(row).name());
            set("b" + row + ".price", plain(bundle.get(row).price()));
            set("b" + row + ".frequency", bundle.get(row).frequency());
        }
    }

    private void hours(WorkingHours hours) {
        set("zone", hours.zone());
        hours.week().forEach((day, open) -> {
            set("h." + day + ".from", open.from());
            set("h." + day + ".to", open.to());
        });
        set("holidays", hours.holidays().stream().map(Object::toString).collect(Collectors.joining("\n")));
    }

    private void rest(ContractDraft draft) {
        var billing = draft.billing();
        set("currency", billing.currency().getCurrencyCode());
        set("dueDays", billing.dueDays());
        set("graceDays", billing.graceDays());
        set("vat", billing.vat());
        set("restrictAfterDays", billing.restrictAfterDays());
        var disputes = draft.disputes();
        set("windowDays", disputes.windowDays());
        set("afterRecordingDays", disputes.afterRecordingDays());
        set("afterInvoiceDays", disputes.afterInvoiceDays());
        set("answerDays", disputes.answerDays());
        set("decideDays", disputes.decideDays());
        set("replacementDays", disputes.replacementDays());
        var party = draft.party();
        set("name", party.name());
        set("taxId", party.taxId());
        set("address", party.address());
        set("email", party.email());
    }

    private void set(String field, @Nullable Object value) {
        fields.set(field, value == null ? "" : value.toString());
    }

    private static String plain(@Nullable Money money) {
        return money == null ? "" : money.amount().stripTrailingZeros().toPlainString();
    }
}
