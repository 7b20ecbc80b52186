package io.kvartal.verdict;

import static io.kvartal.contract.Channel.CALL;

import io.kvartal.contract.CrossChannelMerge;
import io.kvartal.contract.Terms;
import io.kvartal.verdict.Agreement.Clause;
import io.kvartal.verdict.History.ClientClaim;
import io.kvartal.verdict.History.Earlier;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One contact before the rules: what is known of it, what was agreed, and what came before. */
final class Case {
    final ContactFacts facts;
    final Agreement agreement;
    final Clause clause;
    final Terms terms;
    private final List<Earlier> earlier;
    final @Nullable Earlier takenOverBy;
    final List<ClientClaim> claims;
    final int billedToday;
    final int billedThisMonth;
    final int billedCallsNow;
    private boolean searched;
    private @Nullable Earlier lastBilled;

    /** @param earlier is not copied, so it must not change while the rules look at it */
    Case(
            ContactFacts facts,
            Agreement agreement,
            List<Earlier> earlier,
            @Nullable Earlier takenOverBy,
            List<ClientClaim> claims,
            int billedToday,
            int billedThisMonth,
            int billedCallsNow) {
        this.facts = facts;
        this.agreement = agreement;
        this.clause = agreement.clause(facts.complex());
        this.terms = clause.terms;
        this.earlier = earlier;
        this.takenOverBy = takenOverBy;
        this.claims = claims;
        this.billedToday = billedToday;
        this.billedThisMonth = billedThisMonth;
        this.billedCallsNow = billedCallsNow;
    }

    Case(ContactFacts facts, Agreement agreement, History history) {
        this(
                facts,
                agreement,
                history.earlier(),
                history.takenOverBy(),
                history.claims(),
                history.billedToday(),
                history.billedThisMonth(),
                history.billedCallsNow());
    }

    Instant at() {
        return facts.at();
    }

    /** A person of the portal has spoken to the buyer and calls it a target contact. */
    boolean isQualified() {
        return facts.classification() != null && facts.classification().isTarget();
    }

    private boolean inScope(Earlier one) {
        return switch (terms.uniquenessScope()) {
            case COMPLEX -> !one.isElsewhere() && one.complex().equals(facts.complex());
            case DEVELOPER -> !one.isElsewhere();
            case PORTAL -> true;
        };
    }

    /** The earlier contact in whose window this one falls. */
    @Nullable
    Earlier repeated() {
        var billed = lastBilled();
        if (billed != null) {
            return billed;
        }
        return switch (terms.uniquenessAnchor()) {
            case FIRST_BILLED -> null;
            case LAST_CONTACT -> lastAnswered();
            case FIRST_CONTACT -> firstOfWindow();
        };
    }

    private @Nullable Earlier lastAnswered() {
        for (int i = earlier.size() - 1; i >= 0; i--) {
            var one = earlier.get(i);
            if (one.answered() && inScope(one) && at().isBefore(one.at().plus(clause.window))) {
                return one;
            }
        }
        return null;
    }

    private @Nullable Earlier firstOfWindow() {
        Earlier anchor = null;
        for (int i = 0; i < earlier.size(); i++) {
            var one = earlier.get(i);
            if ((one.answered() || one.billed())
                    && inScope(one)
                    && (anchor == null || !one.at().isBefore(anchor.at().plus(clause.window)))) {
                anchor = one;
            }
        }
        return anchor != null && at().isBefore(anchor.at().plus(clause.window)) ? anchor : null;
    }

    /** Whatever the anchor: inside the window in which the person was paid for, nobody pays again. */
    private @Nullable Earlier lastBilled() {
        if (!searched) {
            searched = true;
            for (int i = earlier.size() - 1; i >= 0 && lastBilled == null; i--) {
                var one = earlier.get(i);
                if (one.billed() && inScope(one) && at().isBefore(end(one))) {
                    lastBilled = one;
                }
            }
        }
        return lastBilled;
    }

    /** A shorter window in a newer contract does not shorten what an older contract promised. */
    private Instant end(Earlier billed) {
        var promised = billed.window();
        var from = promised == null ? billed.at() : promised.from();
        var now = from.plus(clause.window);
        return promised == null || promised.until().isBefore(now) ? now : promised.until();
    }

    /** A call that replaces a form takes over its window too: the person is paid for once from the first contact on. */
    Window window() {
        var overtaken = overtaken();
        var taken = overtaken == null ? null : overtaken.window();
        return taken == null ? new Window(at(), at().plus(clause.window)) : taken;
    }

    /** The billed form that a call replaces. */
    @Nullable
    Earlier overtaken() {
        if (facts.channel() != CALL || terms.crossChannelMerge() != CrossChannelMerge.CALL_WINS) {
            return null;
        }
        var billed = lastBilled();
        return billed == null || billed.isElsewhere() || billed.channel() == CALL ? null : billed;
    }
}
