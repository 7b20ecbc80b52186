package io.kvartal.number;

import io.kvartal.catalogue.ComplexId;
import io.kvartal.visitor.VisitorId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is stored about a number at the time of a call, and what follows from it. Pure.
 *
 * @param leases the latest two begun before the call, newest first
 * @param memory the caller's last call to this number
 * @param ownComplex of a number that always belongs to one complex
 */
record Evidence(
        List<Held> leases,
        @Nullable Remembered memory,
        @Nullable ComplexId ownComplex) {
    record Held(ComplexId complex, VisitorId visitor, Instant from, Instant until) {
        boolean alive(Instant at) {
            return !at.plus(Numbers.CLOCK_SKEW).isBefore(from) && at.isBefore(until);
        }
    }

    record Remembered(ComplexId complex, @Nullable VisitorId visitor, Instant calledAt) {}

    /** The caller's history beats the lease; a live lease beats an old one; a lease that ended lately blurs the one that follows. */
    Resolution resolve(Instant at, NumberPolicy policy) {
        var live = leases.stream().filter(lease -> lease.alive(at)).findFirst().orElse(null);
        if (memory != null && !memory.calledAt().plus(policy.memory()).isBefore(at)) {
            return remembered(memory, live);
        }
        if (live != null) {
            return held(live, at, policy);
        }
        if (!leases.isEmpty()) {
            return late(leases.getFirst(), at, policy);
        }
        return ownComplex == null ? Resolution.NONE : new Resolution(ownComplex, null, Confidence.STATIC);
    }

    private static Resolution remembered(Remembered memory, @Nullable Held live) {
        boolean sameSession = live != null
                && live.complex().equals(memory.complex())
                && live.visitor().equals(memory.visitor());
        return new Resolution(memory.complex(), memory.visitor(), sameSession ? Confidence.EXACT : Confidence.MEMORY);
    }

    private Resolution held(Held live, Instant at, NumberPolicy policy) {
        var rival = leases.stream()
                .filter(lease -> lease != live && warm(lease, at, policy.quarantine()))
                .findFirst()
                .orElse(null);
        if (rival == null) {
            return new Resolution(live.complex(), live.visitor(), Confidence.EXACT);
        }
        boolean same = rival.complex().equals(live.complex()) && rival.visitor().equals(live.visitor());
        return same
                ? new Resolution(live.complex(), live.visitor(), Confidence.EXACT)
                : new Resolution(live.complex(), null, Confidence.SHARED);
    }

    /** Long after the lease the complex is still the best answer, since nobody else was shown the number; the visit is not. */
    private static Resolution late(Held last, Instant at, NumberPolicy policy) {
        if (last.until().plus(policy.memory()).isBefore(at)) {
            return Resolution.NONE;
        }
        return new Resolution(
                last.complex(), warm(last, at, policy.quarantine()) ? last.visitor() : null, Confidence.LATE);
    }

    private static boolean warm(Held lease, Instant at, Duration quarantine) {
        return !lease.until().plus(quarantine).isBefore(at);
    }
}
