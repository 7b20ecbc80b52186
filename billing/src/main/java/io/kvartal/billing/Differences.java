package io.kvartal.billing;

import io.kvartal.contract.CommercialModel;
import io.kvartal.contract.Contract;
import io.kvartal.shared.Money;
import io.kvartal.verdict.Receipt;
import io.kvartal.verdict.ReceiptJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What new verdicts change in the books: a contact that became billable is charged, one that no longer is gets its charge reversed, and one that costs
 * something else gets both. Pure.
 *
 * @param reversed charges that lose their ground; they go first, so that their hold on the person is free
 * @param kept charges that stand on another receipt than before: what they hold (whom, from when to when) may have moved
 */
record Differences(List<Judged> judged, List<Charge> reversed, List<Kept> kept) {
    /** A verdict that is to be stored. @param price what to charge now; null: nothing new */
    record Judged(
            Facts.Known known,
            Receipt receipt,
            int seq,
            Contract contract,
            @Nullable Money price) {}

    record Kept(Charge charge, Judged judged) {}

    static Differences between(
            Map<UUID, Facts.Known> known,
            Map<UUID, Receipt> receipts,
            Map<UUID, Assessments.Current> stored,
            Map<UUID, Charge> live,
            Function<Instant, Contract> contracts) {
        var judged = new ArrayList<Judged>();
        var reversed = new ArrayList<Charge>();
        var kept = new ArrayList<Kept>();
        receipts.forEach((contact, receipt) -> {
            var before = stored.get(contact);
            var fact = known.get(contact);
            if (fact == null || (before != null && before.receipt().equals(ReceiptJson.write(receipt)))) {
                return;
            }
            var contract = contracts.apply(receipt.facts().at());
            var charge = live.get(contact);
            var owed = priceOf(receipt, contract);
            var stands = charge != null && standsOn(charge, receipt, owed);
            var next = new Judged(fact, receipt, before == null ? 1 : before.seq() + 1, contract, stands ? null : owed);
            if (charge != null) {
                if (stands) {
                    kept.add(new Kept(charge, next));
                } else {
                    reversed.add(charge);
                }
            }
            judged.add(next);
        });
        return new Differences(List.copyOf(judged), List.copyOf(reversed), List.copyOf(kept));
    }

    /** Whether the charge says what would be charged now: an earlier contact of its lead that becomes known brings an older price. */
    private static boolean standsOn(Charge charge, Receipt receipt, @Nullable Money owed) {
        var facts = receipt.facts();
        return charge.amount().equals(owed)
                && charge.occurredAt().equals(facts.at())
                && facts.complex().equals(charge.complex())
                && facts.channel() == charge.channel();
    }

    static @Nullable Money priceOf(Receipt receipt, Contract contract) {
        var priced = receipt.price();
        return contract.model() == CommercialModel.CPL && priced != null ? priced.amount() : null;
    }
}
