package io.kvartal.billing.bank;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds our invoice numbers in what an accountant typed: with or without dash and zeros, in Latin or in the Cyrillic letters that look the same. */
final class InvoiceNumbers {
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final Pattern PREFIXED =
            Pattern.compile("(?<![\\p{L}\\d])[KК][VВ][\\s\\-–—_№#.:]*(\\d{1,9})(?!\\d)", FLAGS);
    /** Without the letters only in full length after a word for invoice: shorter figures may be anything. */
    private static final Pattern BARE = Pattern.compile(
            "(?:сч[её]т\\p{L}{0,3}|сч\\.|шот\\p{L}{0,4}|invoice|inv\\.)\\D{0,30}?(0\\d{5})(?!\\d)", FLAGS);

    private InvoiceNumbers() {}

    /** As we write them: {@code KV-000042}; in the order of the text. */
    static Set<String> in(String text) {
        var found = new LinkedHashSet<String>();
        for (var pattern : new Pattern[] {PREFIXED, BARE}) {
            var match = pattern.matcher(text);
            while (match.find()) {
                found.add("KV-%06d".formatted(Long.parseLong(match.group(1))));
            }
        }
        return found;
    }
}
