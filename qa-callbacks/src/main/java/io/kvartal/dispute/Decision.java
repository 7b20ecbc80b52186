package io.kvartal.dispute;

import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the portal answers.
 *
 * @param amount what is credited when the claim is upheld in part
 * @param percent the same as a percentage of what is left of the charge, above 0 and below 100; half of it when neither is said
 */
public record Decision(
        Verdict verdict,
        Remedy remedy,
        String note,
        @Nullable Money amount,
        @Nullable BigDecimal percent) {
    private static final int LONGEST = 2000;
    private static final BigDecimal HALF = new BigDecimal("0.5");

    public enum Verdict {
        UPHELD,
        PARTIAL,
        REJECTED
    }

    public enum Remedy {
        CREDIT,
        REPLACEMENT,
        NONE
    }

    public Decision {
        if (note.length() > LONGEST) {
            throw new Problem.Invalid("/note", "dispute.note-long", LONGEST);
        }
        if (verdict != Verdict.UPHELD && note.isBlank()) {
            throw new Problem.Invalid("/note", "dispute.needs-note");
        }
        if ((verdict == Verdict.REJECTED) != (remedy == Remedy.NONE)) {
            throw new Problem.Invalid(
                    "/remedy", verdict == Verdict.REJECTED ? "dispute.remedy-without-right" : "dispute.remedy-missing");
        }
        if (verdict == Verdict.PARTIAL && remedy != Remedy.CREDIT) {
            throw new Problem.Invalid("/remedy", "dispute.partial-is-credit");
        }
        if (amount != null && (verdict != Verdict.PARTIAL || !amount.isPositive() || percent != null)) {
            throw new Problem.Invalid("/amount", "dispute.amount");
        }
        if (percent != null
                && (verdict != Verdict.PARTIAL
                        || percent.signum() <= 0
                        || percent.compareTo(BigDecimal.valueOf(100)) >= 0)) {
            throw new Problem.Invalid("/percent", "dispute.percent");
        }
    }

    public Decision(Verdict verdict, Remedy remedy, String note, @Nullable Money amount) {
        this(verdict, remedy, note, amount, null);
    }

    public static Decision of(String verdict, @Nullable String remedy, @Nullable String note, @Nullable Money amount) {
        return of(verdict, remedy, note, amount, null);
    }

    public static Decision of(
            String verdict,
            @Nullable String remedy,
            @Nullable String note,
            @Nullable Money amount,
            @Nullable BigDecimal percent) {
        return new Decision(
                choice(Verdict.values(), "/verdict", verdict),
                choice(Remedy.values(), "/remedy", remedy == null ? "none" : remedy),
                note == null ? "" : note.strip(),
                amount,
                percent);
    }

    /** How much of what is left of the charge goes back. Never more than that rest. */
    Money credit(Money rest) {
        if (remedy != Remedy.CREDIT) {
            return Money.zero(rest.currency());
        }
        if (verdict == Verdict.UPHELD) {
            return rest;
        }
        var part = amount != null ? amount : rest.times(percent == null ? HALF : percent.movePointLeft(2));
        if (part.compareTo(rest) > 0) {
            throw new Problem.Invalid(
                    "/amount", "dispute.amount-too-much", rest.amount().toPlainString());
        }
        return part;
    }

    private static <E extends Enum<E>> E choice(E[] values, String pointer, String text) {
        return Arrays.stream(values)
                .filter(value -> value.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new Problem.Invalid(
                        pointer,
                        "dispute.choice",
                        String.join(
                                ", ",
                                Arrays.stream(values)
                                        .map(value -> value.name().toLowerCase(Locale.ROOT))
                                        .toList())));
    }
}
