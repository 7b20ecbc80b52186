package io.kvartal.dispute;

import io.kvartal.shared.Problem;
import java.util.Arrays;
import java.util.Locale;

/** What a developer may hold against a lead, and what must be shown for it (RULES 4.2). */
public enum Reason {
    /** Not about a new flat of this developer: needs the second of the recording where that is heard. */
    NON_TARGET(Evidence.SECOND),
    /** The same person came before: needs the other lead. */
    DUPLICATE(Evidence.LEAD),
    /** Already in the developer's books: needs the dated line of the CRM. */
    KNOWN_CLIENT(Evidence.DATED_TEXT),
    NOT_CONNECTED(Evidence.NONE),
    SPAM(Evidence.NONE),
    WRONG_NUMBER(Evidence.NONE),
    WRONG_AREA(Evidence.NONE);

    enum Evidence {
        NONE,
        SECOND,
        LEAD,
        DATED_TEXT
    }

    private final Evidence evidence;

    Reason(Evidence evidence) {
        this.evidence = evidence;
    }

    Evidence evidence() {
        return evidence;
    }

    /** {@code NON_TARGET}, {@code non-target}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Reason of(String text) {
        var wanted = text.strip().replace('_', '-');
        return Arrays.stream(values())
                .filter(reason -> reason.code().equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(() -> new Problem.Invalid(
                        "/reason",
                        "dispute.reason",
                        String.join(
                                ", ", Arrays.stream(values()).map(Reason::code).toList())));
    }
}
