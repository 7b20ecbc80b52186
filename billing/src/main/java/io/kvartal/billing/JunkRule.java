package io.kvartal.billing;

import io.kvartal.contract.Channel;
import io.kvartal.verdict.ContactFacts;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When a charge is junk beyond doubt, so that it is credited before anybody asks (RULES 4.2: automatic credits). Every rule says what it saw. What a
 * person has listened to and judged is never judged by a rule.
 *
 * @param threshold MANY_COMPLEXES: more complexes than this within one hour; HUNG_UP: nobody answered and the caller waited at most so many seconds
 * @param talkSec MANY_COMPLEXES: none of the talks was longer; HUNG_UP: somebody answered and the talk was at most so long; VENDOR: likewise
 */
public record JunkRule(Code code, boolean enabled, int threshold, int talkSec) {
    private static final Set<String> NEVER_A_BUYER = Set.of("spam", "robot", "test");

    public enum Code {
        /** The caller is on the portal's list of spammers and robots. */
        LISTED,
        /** A block list named the caller a spammer or a robot only after the charge, or the contract does not look at it. */
        EXCLUSION,
        /** One caller, many complexes in an hour, no talk that deserves the name. */
        MANY_COMPLEXES,
        /** Gone before anybody could speak. */
        HUNG_UP,
        /** The call tracker itself says that it was nothing, and nobody talked. */
        VENDOR
    }

    /**
     * What is known of a charged contact.
     *
     * @param facts the newest, whenever they came
     * @param listed code of the portal's own list
     * @param complexes that the same person called within an hour around it, on the whole portal
     * @param longestTalkSec of these calls
     */
    public record Seen(ContactFacts facts, @Nullable String listed, int complexes, int longestTalkSec) {}

    /** @param values stable names and texts, in alphabetical order */
    public record Finding(Code code, TreeMap<String, String> values) {}

    public JunkRule {
        if (threshold < 0 || threshold > 10_000 || talkSec < 0 || talkSec > 3_600) {
            throw new IllegalArgumentException("a junk rule out of bounds");
        }
    }

    /** Empty when the rule is off or sees nothing. */
    Optional<Finding> judge(Seen seen) {
        var facts = seen.facts();
        var values = new TreeMap<String, String>();
        boolean junk = enabled
                && facts.classification() == null
                && switch (code) {
                    case LISTED -> saw(values, "code", seen.listed());
                    case EXCLUSION ->
                        facts.exclusion() != null
                                && NEVER_A_BUYER.contains(facts.exclusion())
                                && saw(values, "code", facts.exclusion());
                    case MANY_COMPLEXES ->
                        seen.complexes() > threshold
                                && seen.longestTalkSec() <= talkSec
                                && saw(values, "complexes", seen.complexes())
                                && saw(values, "talkSec", seen.longestTalkSec());
                    case HUNG_UP -> facts.channel() == Channel.CALL && hungUp(facts, values);
                    case VENDOR ->
                        facts.channel() == Channel.CALL
                                && Boolean.FALSE.equals(facts.vendorTarget())
                                && facts.talkSec() <= talkSec
                                && saw(values, "talkSec", facts.talkSec());
                };
        return junk ? Optional.of(new Finding(code, values)) : Optional.empty();
    }

    private boolean hungUp(ContactFacts facts, TreeMap<String, String> values) {
        if (facts.returnedTalkSec() != null) {
            return false;
        }
        return facts.answered()
                ? facts.talkSec() <= talkSec && saw(values, "talkSec", facts.talkSec())
                : facts.waitSec() <= threshold && saw(values, "waitSec", facts.waitSec());
    }

    private static boolean saw(TreeMap<String, String> values, String name, @Nullable Object value) {
        if (value == null) {
            return false;
        }
        values.put(name, value.toString());
        return true;
    }
}
