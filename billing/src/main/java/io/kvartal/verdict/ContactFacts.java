package io.kvartal.verdict;

import io.kvartal.contract.Channel;
import io.kvartal.contract.RoomClass;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one contact. Later knowledge is a new record for the same contact, never a change of the old one.
 *
 * @param at when the call started or the form was sent
 * @param person hex fingerprint of the telephone; null when hidden or invalid
 * @param exclusion code of a block list that the contact stands on
 * @param answered CALL: a human picked up; other channels: somebody reached the buyer
 * @param talkSec between buyer and sales office, IVR and waiting excluded
 * @param complex slug
 * @param vendorTarget what the call tracker thinks; it decides nothing, a difference is marked
 * @param byCallCentre the portal's call centre answered: billable only after it has qualified the buyer
 * @param returnedTalkSec how long they talked when the office called a missed buyer back
 */
public record ContactFacts(
        UUID contact,
        Channel channel,
        Instant at,
        @Nullable String person,
        @Nullable String exclusion,
        boolean answered,
        int waitSec,
        int talkSec,
        String complex,
        @Nullable RoomClass room,
        @Nullable String source,
        @Nullable Classification classification,
        @Nullable Boolean vendorTarget,
        @Nullable Boolean vendorUnique,
        boolean byCallCentre,
        @Nullable Integer returnedTalkSec) {

    public ContactFacts {
        if (waitSec < 0 || talkSec < 0 || (returnedTalkSec != null && returnedTalkSec < 0)) {
            throw new IllegalArgumentException("seconds below zero");
        }
    }

    /** Answered by the sales office, nothing returned. */
    public ContactFacts(
            UUID contact,
            Channel channel,
            Instant at,
            @Nullable String person,
            @Nullable String exclusion,
            boolean answered,
            int waitSec,
            int talkSec,
            String complex,
            @Nullable RoomClass room,
            @Nullable String source,
            @Nullable Classification classification,
            @Nullable Boolean vendorTarget,
            @Nullable Boolean vendorUnique) {
        this(
                contact,
                channel,
                at,
                person,
                exclusion,
                answered,
                waitSec,
                talkSec,
                complex,
                room,
                source,
                classification,
                vendorTarget,
                vendorUnique,
                false,
                null);
    }

    /** The same contact after somebody has listened to it. */
    public ContactFacts classified(Classification word) {
        return new ContactFacts(
                contact,
                channel,
                at,
                person,
                exclusion,
                answered,
                waitSec,
                talkSec,
                complex,
                room,
                source,
                word,
                vendorTarget,
                vendorUnique,
                byCallCentre,
                returnedTalkSec);
    }

    /** The same missed contact after the office has called back. */
    public ContactFacts returned(int talked) {
        return new ContactFacts(
                contact,
                channel,
                at,
                person,
                exclusion,
                answered,
                waitSec,
                talkSec,
                complex,
                room,
                source,
                classification,
                vendorTarget,
                vendorUnique,
                byCallCentre,
                talked);
    }

    /** The same form or message after somebody has reached the buyer. */
    public ContactFacts reached() {
        return new ContactFacts(
                contact,
                channel,
                at,
                person,
                exclusion,
                true,
                waitSec,
                talkSec,
                complex,
                room,
                source,
                classification,
                vendorTarget,
                vendorUnique,
                byCallCentre,
                returnedTalkSec);
    }

    /** The same contact with the portal's call centre on the line. */
    public ContactFacts atCallCentre() {
        return new ContactFacts(
                contact,
                channel,
                at,
                person,
                exclusion,
                answered,
                waitSec,
                talkSec,
                complex,
                room,
                source,
                classification,
                vendorTarget,
                vendorUnique,
                true,
                returnedTalkSec);
    }
}
