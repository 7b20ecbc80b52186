package io.kvartal.fixation;

import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A claim to a client at one developer.
 *
 * @param person hex fingerprint of the telephone
 * @param complex slug; null for all of the developer's
 * @param lead the portal's lead behind it; agencies and developers have none
 * @param claimedAt when it was made
 * @param validTill end of its term; does not bind while the client has a booking
 * @param extended how many times the term was extended; once at most
 * @param conflictAt REJECTED or UNDER_REVIEW: from when the other claim counts; never whose it is
 * @param acceptedFrom the proven day from which a person of the portal lets it count; null: it counts from {@code claimedAt}
 * @param claim what came with it
 */
public record Fixation(
        UUID id,
        TenantId tenant,
        String person,
        @Nullable String complex,
        Channel channel,
        @Nullable UUID lead,
        State state,
        Instant claimedAt,
        Instant validTill,
        int extended,
        @Nullable Instant conflictAt,
        @Nullable Instant acceptedFrom,
        Claim claim) {

    public enum State {
        /** Made by a developer; the portal has not looked at the proof yet. */
        REQUESTED,
        /** Another claim stands against it; a person decides. */
        UNDER_REVIEW,
        CONDITIONAL,
        /** The client has been at the sales office. */
        FIXED,
        BOOKED,
        CONVERTED,
        EXPIRED,
        REVOKED,
        REJECTED;

        private static final Set<State> HOLDING = EnumSet.of(CONDITIONAL, FIXED, BOOKED);

        boolean isHolding() {
            return HOLDING.contains(this);
        }

        /** Waits for a person of the portal. */
        public boolean isWaiting() {
            return this == REQUESTED || this == UNDER_REVIEW;
        }
    }

    /** Who claims. */
    public enum Channel {
        PORTAL,
        AGENCY,
        OWN;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Channel of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * What came with a claim. Proof and hint are gone when the client took the consent back; the hash of the proof stays.
     *
     * @param by who entered it
     * @param holder AGENCY: its name
     * @param hint the masked telephone, for people
     * @param proof a line of the claimant's books with its date
     * @param provenAt that date
     */
    public record Claim(
            String by,
            @Nullable String holder,
            @Nullable String hint,
            @Nullable String proof,
            @Nullable String proofHash,
            @Nullable Instant provenAt,
            boolean forgotten) {
        static final Claim OF_THE_PORTAL = new Claim("portal", null, null, null, null, null, false);
    }

    /** From when it counts against others. */
    public Instant countsFrom() {
        return acceptedFrom == null ? claimedAt : acceptedFrom;
    }

    public boolean holds(Instant at) {
        return state == State.BOOKED || (state.isHolding() && at.isBefore(validTill));
    }

    public boolean samePlace(@Nullable String otherComplex) {
        return complex == null || otherComplex == null || complex.equals(otherComplex);
    }

    /** Whether this claim stands in the way of another one for the same person from an instant on. A deal does so until it is cancelled. */
    boolean standsAgainst(@Nullable String otherComplex, Instant from, Instant until) {
        var open = state == State.BOOKED || state == State.CONVERTED || (state.isHolding() && from.isBefore(validTill));
        return open && samePlace(otherComplex) && claimedAt.isBefore(until);
    }

    Fixation with(State to, Instant till, int times) {
        return new Fixation(
                id,
                tenant,
                person,
                complex,
                channel,
                lead,
                to,
                claimedAt,
                till,
                times,
                conflictAt,
                acceptedFrom,
                claim);
    }

    Fixation against(@Nullable Instant other) {
        return new Fixation(
                id,
                tenant,
                person,
                complex,
                channel,
                lead,
                state,
                claimedAt,
                validTill,
                extended,
                other,
                acceptedFrom,
                claim);
    }

    /** The proven date counts; the other claim no longer matters. */
    Fixation accepted() {
        return new Fixation(
                id,
                tenant,
                person,
                complex,
                channel,
                lead,
                state,
                claimedAt,
                validTill,
                extended,
                null,
                claim.provenAt(),
                claim);
    }

    Fixation hashOnly() {
        var left = new Claim(claim.by(), claim.holder(), null, null, claim.proofHash(), claim.provenAt(), true);
        return new Fixation(
                id,
                tenant,
                person,
                complex,
                channel,
                lead,
                state,
                claimedAt,
                validTill,
                extended,
                conflictAt,
                acceptedFrom,
                left);
    }
}
