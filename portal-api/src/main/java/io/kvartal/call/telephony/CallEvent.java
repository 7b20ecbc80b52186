package io.kvartal.call.telephony;

import io.kvartal.shared.PhoneNumber;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One notice about a call, in our words. Everything but phase and id may be missing: each account sends what it likes.
 *
 * @param externalId the provider's id of the call, or one made from its caller and time where there is none
 * @param answered null when the notice does not say
 * @param talkSec time between buyer and office alone
 * @param hasRecording null when the notice does not say
 */
public record CallEvent(
        Phase phase,
        String externalId,
        String direction,
        @Nullable PhoneNumber caller,
        @Nullable PhoneNumber dialled,
        @Nullable Instant startedAt,
        @Nullable String disposition,
        @Nullable Boolean answered,
        @Nullable Integer waitSec,
        @Nullable Integer talkSec,
        @Nullable Boolean hasRecording,
        @Nullable String recordingUrl,
        @Nullable Boolean vendorTarget,
        @Nullable Boolean vendorRepeated,
        @Nullable String source,
        @Nullable String medium,
        @Nullable String campaign,
        @Nullable String term,
        @Nullable String landing) {}
