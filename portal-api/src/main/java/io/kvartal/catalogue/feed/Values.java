package io.kvartal.catalogue.feed;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** How feeds spell numbers, truth, dates and units. */
final class Values {
    private static final Set<String> YES = Set.of("1", "да", "true", "+", "yes", "иә", "y", "t");
    private static final Set<String> NO = Set.of("0", "нет", "false", "-", "no", "жоқ", "n", "f");
    private static final Set<String> SQUARE_METRES =
            Set.of("квм", "sqm", "sqm2", "м2", "m2", "м²", "m²", "квметр", "квметров", "шаршым", "squaremeters");
    private static final Map<String, String> CURRENCIES = Map.ofEntries(
            Map.entry("KZT", "KZT"),
            Map.entry("ТГ", "KZT"),
            Map.entry("ТЕНГЕ", "KZT"),
            Map.entry("ТЕҢГЕ", "KZT"),
            Map.entry("₸", "KZT"),
            Map.entry("RUB", "RUB"),
            Map.entry("RUR", "RUB"),
            Map.entry("USD", "USD"),
            Map.entry("EUR", "EUR"));

    private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0\\u202f]");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,15}([.,]\\d{1,6})?");
    private static final Pattern SPACES_AND_POINTS = Pattern.compile("[\\s.\\u00a0]");

    private Values() {}

    /** {@code 65,4}, {@code 65.40}, {@code 21 500 000}; a mix of point and comma is ambiguous, hence unreadable. */
    static Optional<BigDecimal> decimal(String text) {
        var digits = SPACES.matcher(text).replaceAll("");
        return DECIMAL.matcher(digits).matches()
                ? Optional.of(new BigDecimal(digits.replace(',', '.')))
                : Optional.empty();
    }

    /** {@code 3}, also {@code 3.0} and {@code 3,00}. */
    static Optional<Integer> integer(String text) {
        return decimal(text)
                .map(BigDecimal::stripTrailingZeros)
                .filter(d -> d.scale() <= 0 && d.precision() - d.scale() <= 9)
                .map(BigDecimal::intValueExact);
    }

    static Optional<Boolean> truth(String text) {
        var word = text.toLowerCase(Locale.ROOT);
        return YES.contains(word)
                ? Optional.of(Boolean.TRUE)
                : NO.contains(word) ? Optional.of(Boolean.FALSE) : Optional.empty();
    }

    static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(
                    text.length() > 10
                            ? OffsetDateTime.parse(text.replace(' ', 'T')).toLocalDate()
                            : LocalDate.parse(text));
        } catch (DateTimeException unreadable) {
            return text.length() > 10 ? date(text.substring(0, 10)) : Optional.empty();
        }
    }

    static boolean squareMetres(String unit) {
        return SQUARE_METRES.contains(
                SPACES_AND_POINTS.matcher(unit.toLowerCase(Locale.ROOT)).replaceAll(""));
    }

    /** ISO code; the old RUR is RUB. */
    static Optional<String> currency(String text) {
        return Optional.ofNullable(CURRENCIES.get(text.toUpperCase(Locale.ROOT).replace(".", "")));
    }
}
