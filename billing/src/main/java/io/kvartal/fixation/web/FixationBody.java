package io.kvartal.fixation.web;

import io.kvartal.fixation.Fixation;
import io.kvartal.fixation.Fixation.Channel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A claim as JSON.
 *
 * @param conflictAt from when the claim counts that stands in the way; whose it is is not said
 * @param lead the portal's lead; null for others
 * @param holder the agency; staff alone see it
 */
record FixationBody(
        String id,
        @Nullable String tenant,
        @Nullable String client,
        @Nullable String complex,
        @Nullable String channel,
        @Nullable String lead,
        String state,
        Instant claimedAt,
        Instant countsFrom,
        @Nullable Instant validTill,
        boolean extended,
        @Nullable Instant conflictAt,
        @Nullable String holder,
        @Nullable String proof) {

    /** For the developer: a claim of the own or of the portal's on a lead that was handed over. */
    static FixationBody own(Fixation claim) {
        return of(claim, false);
    }

    static FixationBody full(Fixation claim) {
        return of(claim, true);
    }

    private static FixationBody of(Fixation claim, boolean staff) {
        var lead = claim.lead();
        return new FixationBody(
                claim.id().toString(),
                staff ? claim.tenant().toString() : null,
                claim.claim().hint(),
                claim.complex(),
                claim.channel().code(),
                lead == null ? null : lead.toString(),
                claim.state().name(),
                claim.claimedAt(),
                claim.countsFrom(),
                claim.state() == Fixation.State.BOOKED ? null : claim.validTill(),
                claim.extended() > 0,
                claim.conflictAt(),
                staff ? claim.claim().holder() : null,
                staff || claim.channel() == Channel.OWN ? claim.claim().proof() : null);
    }
}
