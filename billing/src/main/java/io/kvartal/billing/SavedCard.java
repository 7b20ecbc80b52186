package io.kvartal.billing;

import java.time.Instant;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * The card with which a tenant pays.
 *
 * @param method the gateway's id of it
 * @param failure code of the sentence that says why the last payment by itself did not work: message key {@code payment.failure.<code>}
 */
public record SavedCard(
        String method,
        String brand,
        String last4,
        YearMonth expires,
        boolean autopay,
        Instant savedAt,
        @Nullable String failure,
        @Nullable Instant failedAt) {
    public boolean isExpired(YearMonth now) {
        return expires.isBefore(now);
    }
}
