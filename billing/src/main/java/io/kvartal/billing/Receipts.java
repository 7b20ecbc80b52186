package io.kvartal.billing;

import io.kvartal.contract.ContractId;
import io.kvartal.verdict.Agreements;
import io.kvartal.verdict.ContactFacts;
import io.kvartal.verdict.Receipt;
import io.kvartal.verdict.ReceiptJson;
import io.kvartal.verdict.RuleSets;
import io.kvartal.verdict.VerdictEngine;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** From a stored verdict back to its receipt. */
final class Receipts {
    private Receipts() {}

    /**
     * @param hash hex, of the receipt as written
     * @param text the receipt itself: rows from before receipts were derived
     * @param made what it is derived from; null in such rows
     */
    record Stored(
            UUID id,
            UUID contact,
            int seq,
            UUID lead,
            String ruleSet,
            Instant assessedAt,
            String hash,
            @Nullable String text,
            @Nullable Made made) {}

    record Made(
            ContractId contract,
            ContractId priceBook,
            ContactFacts facts,
            @Nullable String history) {}

    /** @throws ReceiptChanged rather than showing another receipt than the one that was given */
    static Receipt of(Stored stored, Agreements agreements) {
        if (stored.text() != null) {
            return ReceiptJson.receipt(stored.text());
        }
        var receipt = derive(stored, agreements);
        var hash = HexFormat.of().formatHex(ReceiptJson.hash(receipt));
        if (!hash.equals(stored.hash())) {
            throw new ReceiptChanged(stored.id(), stored.hash(), hash);
        }
        return receipt;
    }

    /** By the very rules that were used then. */
    static Receipt derive(Stored stored, Agreements agreements) {
        var made = stored.made();
        if (made == null) {
            throw new IllegalStateException("assessment " + stored.id() + " keeps its text and nothing else");
        }
        var rules = RuleSets.named(stored.ruleSet())
                .orElseThrow(() -> new IllegalStateException(
                        "assessment " + stored.id() + " was made by unknown rules " + stored.ruleSet()));
        return VerdictEngine.explain(
                rules,
                made.facts(),
                agreements.byId(made.contract()),
                agreements.byId(made.priceBook()),
                ReceiptJson.history(made.history()));
    }
}
