package io.kvartal.call;

import io.kvartal.shared.PhoneNumber;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call as the developer's screens show it.
 *
 * @param caller null when hidden; show it masked unless {@code phoneOpen}
 * @param lead what became of it; null for what is no lead
 * @param peaks about 800 heights of the waveform, 0 to 127; empty when unknown
 */
public record CallView(
        CallId id,
        String complex,
        Direction direction,
        @Nullable PhoneNumber caller,
        boolean phoneOpen,
        @Nullable PhoneNumber dialled,
        Instant startedAt,
        boolean answered,
        int waitSec,
        int talkSec,
        Outcome outcome,
        Attribution attribution,
        RecordingState recording,
        @Nullable Integer recordingMillis,
        List<Integer> peaks,
        @Nullable CallLead lead) {
    CallView with(@Nullable CallLead found) {
        return new CallView(
                id,
                complex,
                direction,
                caller,
                found != null && found.phoneOpen(),
                dialled,
                startedAt,
                answered,
                waitSec,
                talkSec,
                outcome,
                attribution,
                recording,
                recordingMillis,
                peaks,
                found);
    }

    public String shownCaller() {
        return caller == null ? "" : phoneOpen ? caller.display() : caller.masked();
    }

    public boolean playable() {
        return recording == RecordingState.STORED;
    }

    /** For a member with a session. */
    public String recordingUrl() {
        return "/cabinet/calls/" + id + "/recording";
    }
}
