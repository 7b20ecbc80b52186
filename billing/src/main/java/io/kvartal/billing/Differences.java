package io.kvartal.billing;

import io.kvartal.contract.CommercialModel;
import io.kvartal.contract.Contract;
import io.kvartal.contract.ContractId;
import io.kvartal.shared.Money;
import io.kvartal.verdict.ContactFacts;
import io.kvartal.verdict.History;
import io.kvartal.verdict.Receipt;
import io.kvartal.verdict.Receipt.Priced;
import io.kvartal.verdict.ReceiptJson;
import io.kvartal.verdict.Timeline.Step;
import io.kvartal.verdict.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What new verdicts change in the books: a contact that became billable is charged, one that no longer is gets its charge reversed. Pure.
 *
 * @param reversed charges that lose their ground; they go first, so that their hold on the person is free
 * @param kept charges that stand though what they hold has moved
 */
record Differences(List<Judged> judged, List<Charge> reversed, List<Kept> kept) {
    /** A verdict that is to be stored. @param price what to charge now; null: nothing new */
    record Judged(
            Facts.Known known,
            Receipt receipt,
            History history,
            int seq,
            Contract contract,
            ContractId priceBook,
            @Nullable Money price) {}

    record Kept(Charge charge, Judged judged) {}

    static Differences between(
            Map<UUID, Facts.Known> known,
            List<Step> steps,
            Map<UUID, Assessments.Current> stored,
            Map<UUID, Charges.Live> live) {
        var judged = new ArrayList<Judged>();
        var reversed = new ArrayList<Charge>();
        var kept = new ArrayList<Kept>();
        for (var step : steps) {
            var contact = step.facts().contact();
            var before = stored.get(contact);
            var fact = known.get(contact);
            var receipt = step.receipt();
            if (fact == null || (before != null && says(before, fact, ReceiptJson.hash(receipt)))) {
                continue;
            }
            var charged = live.get(contact);
            var owed = priceOf(step.decision().price(), step.contract());
            var stands = charged != null && stands(charged, step, owed);
            var next = new Judged(
                    fact,
                    receipt,
                    step.history(),
                    before == null ? 1 : before.seq() + 1,
                    step.contract(),
                    step.priceBook().id(),
                    stands ? null : owed);
            if (charged != null && !stands) {
                reversed.add(charged.charge());
            } else if (charged != null && !holds(charged, step)) {
                kept.add(new Kept(charged.charge(), next));
            }
            judged.add(next);
        }
        return new Differences(List.copyOf(judged), List.copyOf(reversed), List.copyOf(kept));
    }

    /** Whether the stored verdict says just this, of just these facts: a contact that only moved to another lead gets a verdict there. */
    private static boolean says(Assessments.Current before, Facts.Known fact, byte[] hash) {
        return (before.factSeq() == null || before.factSeq() == fact.seq())
                && before.hash().equals(HexFormat.of().formatHex(hash));
    }

    /** Another amount is another charge; so is another person or window to hold, unless somebody has credited by hand what is owed all the same. */
    static boolean stands(Charges.Live charged, Step step, @Nullable Money owed) {
        return charged.charge().amount().equals(owed)
                && (!charged.charge().credited().isZero() || holds(charged, step));
    }

    /** Whether what the charge holds is what the verdict says it must hold. */
    static boolean holds(Charges.Live charged, Step step) {
        var window = step.decision().window();
        return window != null
                && Objects.equals(charged.person(), step.facts().person())
                && same(charged.from(), step.facts().at())
                && same(charged.until(), heldUntil(window, step.facts(), step.contract()));
    }

    /** The database keeps microseconds. */
    private static boolean same(Instant one, Instant other) {
        return Duration.between(one, other).abs().toMillis() == 0;
    }

    /** A call that takes over a form may lie beyond the window that the form was promised: then the window of its own contract counts. */
    static Instant heldUntil(Window window, ContactFacts facts, Contract contract) {
        var own = window.from()
                .plus(Duration.ofDays(contract.termsFor(facts.complex()).uniquenessDays()));
        return window.until().isBefore(own) ? own : window.until();
    }

    static @Nullable Money priceOf(@Nullable Priced priced, Contract contract) {
        return contract.model() == CommercialModel.CPL && priced != null ? priced.amount() : null;
    }
}
