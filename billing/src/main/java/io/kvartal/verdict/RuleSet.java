package io.kvartal.verdict;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one time, in their order; the first that fires is the reason. A rule set that was ever used is never changed: what it says today about an
 * old contact is what it said then.
 *
 * @param name stands in every receipt
 * @param validFrom contacts from this instant on are judged by it, until the next one begins
 * @param explainsVendor its receipts tell where the call tracker's flags differ, and by which rule
 */
public record RuleSet(String name, Instant validFrom, List<Rule> rules, boolean explainsVendor) {
    public RuleSet {
        rules = List.copyOf(rules);
    }

    /** Its stable name (message key {@code verdict.rule.<name>}) and what it decides. */
    public static final class Rule {
        final String name;
        final Test test;

        Rule(String name, Test test) {
            this.name = name;
            this.test = test;
        }

        public String name() {
            return name;
        }
    }

    /** Null when the rule has nothing against the contact. */
    interface Test {
        @Nullable
        Verdict apply(Case contact, Sink values);
    }
}
