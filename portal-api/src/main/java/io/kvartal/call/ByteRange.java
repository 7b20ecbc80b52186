package io.kvartal.call;

import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a Range header asks of a body of known length (RFC 9110, 14.1.2). Pure. */
sealed interface ByteRange {
    /** All of it: no range, several at once (which nobody needs for sound), or something unreadable. */
    record Whole(long size) implements ByteRange {}

    /** Both ends counted from 0 and inside. */
    record Part(long from, long to, long size) implements ByteRange {
        long length() {
            return to - from + 1;
        }
    }

    /** Nothing of it lies inside: 416. */
    record Outside(long size) implements ByteRange {}

    Pattern ONE = Pattern.compile("bytes\\s*=\\s*(\\d*)\\s*-\\s*(\\d*)\\s*");

    static ByteRange of(@Nullable String header, long size) {
        var match = header == null ? null : ONE.matcher(header);
        if (match == null
                || !match.matches()
                || (match.group(1).isEmpty() && match.group(2).isEmpty())) {
            return new Whole(size);
        }
        if (match.group(1).isEmpty()) {
            long last = number(match.group(2));
            return last == 0 || size == 0 ? new Outside(size) : new Part(Math.max(0, size - last), size - 1, size);
        }
        long from = number(match.group(1));
        long to = match.group(2).isEmpty() ? Long.MAX_VALUE : number(match.group(2));
        if (to < from) {
            return new Whole(size);
        }
        return from >= size ? new Outside(size) : new Part(from, Math.min(to, size - 1), size);
    }

    /** Beyond a long is beyond the body too. */
    private static long number(String digits) {
        return digits.length() < 19
                ? Long.parseLong(digits)
                : new BigInteger(digits).min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact();
    }
}
