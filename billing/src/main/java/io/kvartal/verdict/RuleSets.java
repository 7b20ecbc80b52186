package io.kvartal.verdict;

import io.kvartal.verdict.RuleSet.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All rule sets ever used, oldest first. A change of a rule is a new set at the end of the list, with the instant from which it holds: months before it stay
 * as they were judged.
 */
public final class RuleSets {
    private static final RuleSet FIRST = new RuleSet(
            "2026-1",
            Instant.MIN,
            List.of(
                    new Rule("identified", Rules::identified),
                    new Rule("exclusion", Rules::exclusion),
                    new Rule("channel", Rules::channel),
                    new Rule("answered", Rules::answered),
                    new Rule("call-centre", Rules::callCentre),
                    new Rule("talk", Rules::talk),
                    new Rule("uniqueness", Rules::uniqueness),
                    new Rule("known-client", Rules::knownClient),
                    new Rule("cap", Rules::cap),
                    new Rule("classification", Rules::classification),
                    new Rule("target", Rules::target)),
            false);

    /** Lines that are busy at one time are counted, and a target contact must be about something that the contract pays for. 1 December 2026 in Almaty. */
    private static final RuleSet SECOND = new RuleSet(
            "2026-2",
            Instant.parse("2026-11-30T19:00:00Z"),
            List.of(
                    new Rule("identified", Rules::identified),
                    new Rule("exclusion", Rules::exclusion),
                    new Rule("channel", Rules::channel),
                    new Rule("answered", Rules::answered),
                    new Rule("call-centre", Rules::callCentre),
                    new Rule("talk", Rules::talk),
                    new Rule("uniqueness", Rules::uniqueness),
                    new Rule("known-client", Rules::knownClient),
                    new Rule("concurrency", Rules::concurrency),
                    new Rule("cap", Rules::periodCap),
                    new Rule("classification", Rules::classification),
                    new Rule("action", Rules::action),
                    new Rule("target", Rules::target)),
            true);

    private static final List<RuleSet> ALL = List.of(FIRST, SECOND);

    private RuleSets() {}

    /** Oldest first. */
    public static List<RuleSet> all() {
        return ALL;
    }

    /** The set by which a contact of this instant is judged. */
    public static RuleSet at(Instant at) {
        for (int i = ALL.size() - 1; i > 0; i--) {
            var set = ALL.get(i);
            if (!at.isBefore(set.validFrom())) {
                return set;
            }
        }
        return ALL.getFirst();
    }

    public static Optional<RuleSet> named(String name) {
        return ALL.stream().filter(set -> set.name().equals(name)).findFirst();
    }
}
