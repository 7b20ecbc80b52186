package io.kvartal.call;

import io.kvartal.catalogue.Complex;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.visitor.VisitorId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call that is over and belongs to a complex.
 *
 * @param caller the buyer; null when hidden or unreadable
 * @param dialled the number of ours that was called; null when the provider did not say
 * @param waitSec from the first ring to the answer or the end
 * @param talkSec between buyer and sales office, without menu and waiting
 * @param vendorTarget what the provider itself says, for comparison only
 */
public record FinishedCall(
        CallId id,
        Complex complex,
        Direction direction,
        @Nullable PhoneNumber caller,
        @Nullable PhoneNumber dialled,
        @Nullable VisitorId visitor,
        Attribution attribution,
        Instant startedAt,
        boolean answered,
        int waitSec,
        int talkSec,
        Outcome outcome,
        @Nullable Boolean vendorTarget,
        @Nullable Boolean vendorRepeated) {
    public boolean outbound() {
        return direction == Direction.OUT;
    }
}
