package io.kvartal.callback;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The queue as everybody sees it.
 *
 * @param due how many wait now, by reason; zero where none
 * @param later how many are planned
 * @param nextDue when the next one may be taken; null when the queue is empty
 * @param callsToday calls that this caller made since midnight, and how many of them reached the buyer
 * @param first the head of the queue, in its order
 */
public record Queue(
        Map<Reason, Long> due,
        long later,
        @Nullable Instant nextDue,
        boolean quiet,
        long callsToday,
        long reachedToday,
        List<Callback> first) {
    public long dueNow() {
        return due.values().stream().mapToLong(Long::longValue).sum();
    }
}
