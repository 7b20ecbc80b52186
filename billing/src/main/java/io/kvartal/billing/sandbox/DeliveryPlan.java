package io.kvartal.billing.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * When an event is sent, each of its times being one sending: everything comes at least twice, and what happened first tends to arrive last. The plan
 * follows from the event's id alone, so it can be repeated.
 */
final class DeliveryPlan {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    static final int MOST_ATTEMPTS = 60;

    private DeliveryPlan() {}

    static List<Duration> of(String type, String eventId) {
        var random = new SplittableRandom(eventId.hashCode());
        return switch (type) {
            case "invoice.paid" -> List.of(Duration.ZERO, millis(random, 2_000, 6_000), millis(random, 15_000, 40_000));
            case "invoice.payment_succeeded" -> List.of(millis(random, 0, 2_000), millis(random, 5_000, 9_000));
            case "charge.dispute.created", "charge.dispute.closed", "refund.failed", "checkout.session.completed" ->
                List.of(millis(random, 0, 3_000), millis(random, 4_000, 30_000));
            case "charge.dispute.funds_withdrawn",
                    "charge.dispute.funds_reinstated",
                    "charge.dispute.updated",
                    "refund.created",
                    "charge.refunded",
                    "payout.paid" -> List.of(millis(random, 0, 2_000), millis(random, 2_000, 20_000));
            case "invoice.created", "invoice.finalized", "invoice.voided", "invoice.payment_failed" ->
                List.of(millis(random, 3_000, 6_000), millis(random, 8_000, 20_000));
            default -> List.of();
        };
    }

    private static Duration millis(SplittableRandom random, int from, int to) {
        return Duration.ofMillis(random.nextInt(from, to));
    }

    /** The wait after a sending that was not answered with 2xx. */
    static Duration waitAfter(int attempts) {
        var wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempts - 1, 10));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
