package io.kvartal.verdict;

import io.kvartal.contract.ContractId;
import io.kvartal.contract.PriceRule;
import io.kvartal.shared.Money;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why a contact is billable or not: the rule that fired, every rule evaluated up to it with the values it compared, and by which contract.
 *
 * @param rule the last of {@code evaluated}
 * @param ruleSet version of the rules themselves
 * @param replaces contact whose place this one takes in the bill (a call after a form)
 * @param window for billable contacts: when the person is paid for
 * @param price for billable contacts of contracts that price contacts
 * @param vendorDiffers the call tracker's own flags say otherwise
 * @param vendor how they differ and by which rule of ours; null when they do not, and in receipts of rule sets before 2026-2
 */
public record Receipt(
        Verdict verdict,
        String rule,
        List<EvaluatedRule> evaluated,
        ContractId contract,
        int contractVersion,
        String ruleSet,
        @Nullable UUID replaces,
        @Nullable Window window,
        @Nullable Priced price,
        boolean vendorDiffers,
        ContactFacts facts,
        @Nullable VendorDifference vendor) {

    public Receipt {
        evaluated = List.copyOf(evaluated);
    }

    /** One rule: its stable name (message key {@code verdict.rule.<name>}) and what it looked at. */
    public record EvaluatedRule(String rule, boolean fired, List<Compared> values) {
        public EvaluatedRule {
            values = List.copyOf(values);
        }
    }

    /** One value: its stable name (message key {@code verdict.value.<name>}) and its text. */
    public record Compared(String name, String value) {}

    /** The price rule that matched, in the contract in force when the lead was created. */
    public record Priced(Money amount, PriceRule rule, ContractId contract, int contractVersion) {}
}
