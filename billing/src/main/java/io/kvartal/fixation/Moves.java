package io.kvartal.fixation;

import static io.kvartal.fixation.Act.*;
import static io.kvartal.fixation.Fixation.State.*;

import io.kvartal.fixation.Fixation.State;
import io.kvartal.shared.Problem;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The table of a claim's life: what is not in it is refused. */
final class Moves {
    private record Row(State from, Act act, State to) {}

    private static final List<Row> ROWS = List.of(
            new Row(REQUESTED, ACCEPT, CONDITIONAL),
            new Row(REQUESTED, REJECT, REJECTED),
            new Row(REQUESTED, REVOKE, REVOKED),
            new Row(REQUESTED, FORGET, REQUESTED),
            new Row(UNDER_REVIEW, ACCEPT, CONDITIONAL),
            new Row(UNDER_REVIEW, REJECT, REJECTED),
            new Row(UNDER_REVIEW, REVOKE, REVOKED),
            new Row(UNDER_REVIEW, FORGET, UNDER_REVIEW),
            new Row(CONDITIONAL, REJECT, REJECTED),
            new Row(CONDITIONAL, VISIT, FIXED),
            new Row(CONDITIONAL, BOOK, BOOKED),
            new Row(CONDITIONAL, EXTEND, CONDITIONAL),
            new Row(CONDITIONAL, CONVERT, CONVERTED),
            new Row(CONDITIONAL, EXPIRE, EXPIRED),
            new Row(CONDITIONAL, REVOKE, REVOKED),
            new Row(CONDITIONAL, FORGET, CONDITIONAL),
            new Row(FIXED, REJECT, REJECTED),
            new Row(FIXED, VISIT, FIXED),
            new Row(FIXED, BOOK, BOOKED),
            new Row(FIXED, EXTEND, FIXED),
            new Row(FIXED, CONVERT, CONVERTED),
            new Row(FIXED, EXPIRE, EXPIRED),
            new Row(FIXED, REVOKE, REVOKED),
            new Row(FIXED, FORGET, FIXED),
            new Row(BOOKED, REJECT, REJECTED),
            new Row(BOOKED, CANCEL_BOOKING, FIXED),
            new Row(BOOKED, CONVERT, CONVERTED),
            new Row(BOOKED, REVOKE, REVOKED),
            new Row(BOOKED, FORGET, BOOKED),
            new Row(CONVERTED, REOPEN, FIXED),
            new Row(CONVERTED, FORGET, CONVERTED),
            new Row(EXPIRED, CONVERT, CONVERTED),
            new Row(EXPIRED, FORGET, EXPIRED),
            new Row(REVOKED, FORGET, REVOKED),
            new Row(REJECTED, FORGET, REJECTED));

    /** Acts that the end of a term forbids, whether or not anybody has noted it yet. A deal counts by its attribution, not by the term. */
    private static final Set<Act> ONLY_IN_TERM = EnumSet.of(VISIT, BOOK, EXTEND);

    private static final Map<State, Map<Act, State>> TABLE = table();

    private Moves() {}

    private static Map<State, Map<Act, State>> table() {
        var table = new EnumMap<State, Map<Act, State>>(State.class);
        for (var row : ROWS) {
            table.computeIfAbsent(row.from, from -> new EnumMap<>(Act.class)).put(row.act, row.to);
        }
        return table;
    }

    static Optional<State> next(State from, Act act) {
        return Optional.ofNullable(TABLE.getOrDefault(from, Map.of()).get(act));
    }

    static boolean possible(Fixation claim, Act act, Instant at) {
        return next(claim.state(), act).isPresent()
                && (!ONLY_IN_TERM.contains(act) || claim.holds(at))
                && (act != EXTEND || claim.extended() == 0)
                && (act != EXPIRE || !at.isBefore(claim.validTill()));
    }

    /**
     * The claim after the act.
     *
     * @throws Problem.Conflict when its state or its term does not allow it
     */
    static Fixation apply(Fixation claim, Act act, Instant at, Policy policy) {
        if (act == EXTEND && claim.extended() > 0) {
            throw new Problem.Conflict("fixation-extended-already");
        }
        if (!possible(claim, act, at)) {
            throw new Problem.Conflict(claim.state().isWaiting() ? "fixation-waiting" : "fixation-over");
        }
        var to = next(claim.state(), act).orElseThrow();
        return switch (act) {
            case ACCEPT -> claim.accepted().with(to, at.plus(policy.conditional()), claim.extended());
            case VISIT -> claim.with(to, later(claim.validTill(), at.plus(policy.afterVisit())), claim.extended());
            case EXTEND -> claim.with(to, claim.validTill().plus(policy.extension()), claim.extended() + 1);
            case FORGET -> claim.hashOnly();
            case CLAIM, REJECT, BOOK, CANCEL_BOOKING, CONVERT, REOPEN, EXPIRE, REVOKE ->
                claim.with(to, claim.validTill(), claim.extended());
        };
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
