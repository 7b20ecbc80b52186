package io.kvartal.mortgage;

import io.kvartal.shared.LocalizedText;
import io.kvartal.shared.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One lending programme as it stands between two dates.
 *
 * @param rate per cent a year
 * @param downFinished least own share in per cent for a home that is handed over; {@code downUnfinished} for one that is being built
 * @param caps by city slug, {@code *} elsewhere; of the price or of the loan as {@code capKind} says
 * @param general open to anybody who meets the conditions, not to one group of people
 * @param monthsWithoutHome how long the borrower must have owned no dwelling; 0 = does not matter
 */
public record Programme(
        String code,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        LocalizedText name,
        BigDecimal rate,
        BigDecimal downFinished,
        BigDecimal downUnfinished,
        int maxMonths,
        CapKind capKind,
        Map<String, Money> caps,
        boolean general,
        int monthsWithoutHome,
        LocalizedText conditions,
        String sourceUrl,
        LocalDate checkedAt) {
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    public enum CapKind {
        PRICE,
        LOAN,
        NONE
    }

    public Programme {
        caps = Map.copyOf(caps);
    }

    public boolean inForce(LocalDate on) {
        return !on.isBefore(validFrom) && (validTo == null || !on.isAfter(validTo));
    }

    public Optional<Money> cap(String city) {
        return Optional.ofNullable(caps.getOrDefault(city, caps.get("*")));
    }

    public BigDecimal leastDownPercent(boolean finished) {
        return finished ? downFinished : downUnfinished;
    }

    /** Whole tenge, rounded up: less would be too little. */
    public Money leastDown(Money price, boolean finished) {
        var tenge = price.amount().multiply(leastDownPercent(finished)).divide(HUNDRED, 0, RoundingMode.CEILING);
        return Money.of(tenge, price.currency());
    }

    /** The dearest home that fits with the least own share; empty when there is no limit. */
    public Optional<Money> dearest(String city, boolean finished) {
        return switch (capKind) {
            case NONE -> Optional.empty();
            case PRICE -> cap(city);
            case LOAN ->
                cap(city)
                        .map(cap -> Money.of(
                                cap.amount()
                                        .multiply(HUNDRED)
                                        .divide(HUNDRED.subtract(leastDownPercent(finished)), 0, RoundingMode.FLOOR),
                                cap.currency()));
        };
    }

    public boolean fits(Money price, String city, boolean finished) {
        return capKind == CapKind.NONE
                || dearest(city, finished)
                        .map(limit -> price.compareTo(limit) <= 0)
                        .orElse(false);
    }
}
