package io.kvartal.billing;

import io.kvartal.shared.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway says of a chargeback now, whatever happened before.
 *
 * @param withdrawn whether it took the money, with {@code fee} on top
 * @param returned whether the money came back, with {@code feeBack} of the fee
 */
public record DisputeNews(
        String gatewayId,
        String gatewayPayment,
        Money amount,
        Money fee,
        Money feeBack,
        String reason,
        PaymentDispute.State state,
        boolean withdrawn,
        boolean returned,
        Instant openedAt,
        @Nullable Instant dueAt) {}
