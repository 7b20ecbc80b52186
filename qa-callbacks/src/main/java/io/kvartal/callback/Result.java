package io.kvartal.callback;

import io.kvartal.shared.Problem;
import java.util.Arrays;
import java.util.Locale;

/** What came of one call to the buyer. In JSON and forms: {@code not-contacted}. */
public enum Result {
    CONTACTED,
    NOT_CONTACTED,
    NO_ANSWER,
    REFUSED,
    WRONG_NUMBER;

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Only the unreached buyer is tried again. */
    boolean endsTheCallback() {
        return this != NO_ANSWER;
    }

    static Result of(String code) {
        return Arrays.stream(values())
                .filter(result -> result.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new Problem.Invalid("/result", "callback.result", code));
    }
}
