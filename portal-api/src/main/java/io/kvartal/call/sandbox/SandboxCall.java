package io.kvartal.call.sandbox;

import io.kvartal.call.CallId;
import io.kvartal.shared.PhoneNumber;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call that never was.
 *
 * @param number of ours that is called
 * @param caller null for a hidden number
 * @param talkSec 0 when nobody answers
 * @param voices which pair of voices speaks, 0 to 7
 */
public record SandboxCall(
        UUID id,
        PhoneNumber number,
        @Nullable PhoneNumber caller,
        Instant startedAt,
        int waitSec,
        int talkSec,
        int voices) {
    static final int LONGEST_TALK = 600;
    static final int LONGEST_WAIT = 120;

    public SandboxCall {
        if (waitSec < 0
                || waitSec > LONGEST_WAIT
                || talkSec < 0
                || talkSec > LONGEST_TALK
                || voices < 0
                || voices > 7) {
            throw new IllegalArgumentException("no such call");
        }
    }

    public boolean answered() {
        return talkSec > 0;
    }

    /** The provider's id of it. */
    public String externalId() {
        return "sbx-" + id;
    }

    /** Our own id of it, known beforehand. */
    public CallId callId() {
        return CallId.of(SandboxPhone.PROVIDER, externalId());
    }

    /** Calls of the same length and voices sound the same, so they share one stored sound. */
    public String recordingName() {
        return "v" + voices + "-w" + waitSec + "-t" + talkSec + ".wav";
    }
}
