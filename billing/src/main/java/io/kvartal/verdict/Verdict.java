package io.kvartal.verdict;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The ten outcomes. Only {@link Target} is billable. */
public sealed interface Verdict {
    /** Stable name, such as {@code TOO_SHORT}; with the prefix {@code verdict.} also a message key. */
    String code();

    /** What the code alone does not say: the reason, the other lead, the date. */
    default @Nullable String detail() {
        return null;
    }

    default boolean billable() {
        return this instanceof Target;
    }

    record Target() implements Verdict {
        @Override
        public String code() {
            return "TARGET";
        }
    }

    /** @param lead of the contact that this one repeats; null when another developer's, about whom nothing is told */
    record Duplicate(@Nullable UUID lead) implements Verdict {
        @Override
        public String code() {
            return "DUPLICATE";
        }

        @Override
        public @Nullable String detail() {
            return lead == null ? null : lead.toString();
        }
    }

    record TooShort() implements Verdict {
        @Override
        public String code() {
            return "TOO_SHORT";
        }
    }

    /** @param why {@code band}: talk near the threshold; {@code call-centre}: not yet qualified */
    record NeedsListening(String why) implements Verdict {
        @Override
        public String code() {
            return "NEEDS_LISTENING";
        }

        @Override
        public String detail() {
            return why;
        }
    }

    /** @param why {@code in-hours}, {@code not-returned}, {@code out-of-hours}, {@code awaiting-contact} */
    record Missed(String why) implements Verdict {
        @Override
        public String code() {
            return "MISSED";
        }

        @Override
        public String detail() {
            return why;
        }
    }

    record Excluded(String reason) implements Verdict {
        @Override
        public String code() {
            return "EXCLUDED";
        }

        @Override
        public String detail() {
            return reason;
        }
    }

    record Unverifiable() implements Verdict {
        @Override
        public String code() {
            return "UNVERIFIABLE";
        }
    }

    /** @param since date of the earlier claim to the client */
    record KnownClient(Instant since) implements Verdict {
        @Override
        public String code() {
            return "KNOWN_CLIENT";
        }

        @Override
        public String detail() {
            return since.toString();
        }
    }

    /** @param cap {@code daily}, {@code monthly} or, since 2026-2, {@code concurrency} */
    record OverCap(String cap) implements Verdict {
        @Override
        public String code() {
            return "OVER_CAP";
        }

        @Override
        public String detail() {
            return cap;
        }
    }

    record NonTarget(String reason) implements Verdict {
        @Override
        public String code() {
            return "NON_TARGET";
        }

        @Override
        public String detail() {
            return reason;
        }
    }
}
