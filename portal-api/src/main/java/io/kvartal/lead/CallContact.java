package io.kvartal.lead;

import io.kvartal.catalogue.ComplexId;
import io.kvartal.shared.PhoneNumber;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A finished call as a raw touch.
 *
 * @param call its id; the same call handed in again changes nothing
 * @param buyer null when the number was hidden or unreadable
 * @param answered by a person
 * @param talkSec between buyer and sales office, without menu and waiting
 * @param outbound the office (or the portal) called the buyer
 * @param exclusion code of the block list that the caller is on
 * @param vendorTarget what the telephony provider itself says, for comparison only
 */
public record CallContact(
        UUID call,
        ComplexId complex,
        @Nullable PhoneNumber buyer,
        Instant at,
        boolean answered,
        int waitSec,
        int talkSec,
        boolean outbound,
        @Nullable String exclusion,
        @Nullable Boolean vendorTarget,
        @Nullable Boolean vendorUnique,
        Attribution attribution) {}
