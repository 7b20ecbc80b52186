package io.kvartal.billing.stripe;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Stripe's webhook signature {@code t=<seconds>,v1=<hex>}: HMAC-SHA-256 over {@code <seconds>.<raw body>}.
 *
 * <p>The raw bytes are signed, so they are checked before anything reads them as text.
 */
public final class StripeSignature {
    static final Duration TOLERANCE = Duration.ofSeconds(300);
    private static final int LONGEST_HEADER = 2_048;

    private StripeSignature() {}

    public static String sign(String secret, Instant at, byte[] body) {
        var seconds = at.getEpochSecond();
        return "t=%d,v1=%s".formatted(seconds, HexFormat.of().formatHex(mac(secret, seconds, body)));
    }

    /** Whether one of the secrets signed the body not longer ago (and not further ahead) than the tolerance. */
    static boolean isValid(@Nullable String header, byte[] body, List<String> secrets, Instant now) {
        if (header == null || header.length() > LONGEST_HEADER) {
            return false;
        }
        var seconds = -1L;
        var signatures = new ArrayList<byte[]>();
        try {
            for (var part : header.split(",")) {
                var pair = part.trim().split("=", 2);
                if (pair[0].equals("t")) {
                    seconds = Long.parseLong(pair[1]);
                } else if (pair[0].equals("v1")) {
                    signatures.add(HexFormat.of().parseHex(pair[1]));
                }
            }
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException unreadable) {
            return false;
        }
        return isRecent(seconds, now) && isSigned(seconds, body, signatures, secrets);
    }

    private static boolean isRecent(long seconds, Instant now) {
        return seconds >= 0 && Math.abs(now.getEpochSecond() - seconds) <= TOLERANCE.toSeconds();
    }

    /** Every pair is compared in constant time, and all of them are compared. */
    private static boolean isSigned(long seconds, byte[] body, List<byte[]> signatures, List<String> secrets) {
        var signed = false;
        for (var secret : secrets) {
            var expected = mac(secret, seconds, body);
            for (var signature : signatures) {
                signed |= MessageDigest.isEqual(expected, signature);
            }
        }
        return signed;
    }

    private static byte[] mac(String secret, long seconds, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
