package io.kvartal.call;

import io.kvartal.call.telephony.CallEvent;
import io.kvartal.call.telephony.Phase;
import io.kvartal.shared.PhoneNumber;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call put together from all notices about it. Each fact comes from the notice that knows most: the end of the call before its recording, that
 * before the pick-up, that before the ring. So the order of arrival and repetitions change nothing. Pure.
 */
record Assembly(List<CallEvent> events) {
    private static final List<Phase> BY_KNOWLEDGE =
            List.of(Phase.AFTER_CALL, Phase.RECORDING, Phase.PICK_UP, Phase.BEFORE_CALL);

    Assembly {
        events = events.stream()
                .sorted(Comparator.comparingInt(event -> BY_KNOWLEDGE.indexOf(event.phase())))
                .toList();
    }

    boolean finished() {
        return events.stream().anyMatch(event -> event.phase() == Phase.AFTER_CALL);
    }

    Direction direction() {
        return Direction.of(events.getFirst().direction());
    }

    /** The buyer's number: who was called when the office calls, else who calls. */
    @Nullable
    PhoneNumber buyer() {
        return direction() == Direction.OUT ? first(CallEvent::dialled) : first(CallEvent::caller);
    }

    /** Our number. */
    @Nullable
    PhoneNumber line() {
        return direction() == Direction.OUT ? first(CallEvent::caller) : first(CallEvent::dialled);
    }

    int waitSec() {
        var wait = first(CallEvent::waitSec);
        return wait == null ? 0 : wait;
    }

    int talkSec() {
        var talk = first(CallEvent::talkSec);
        return talk == null || !answered() ? 0 : talk;
    }

    boolean answered() {
        var answered = first(CallEvent::answered);
        return answered != null && answered;
    }

    Outcome outcome() {
        if (answered()) {
            return Outcome.ANSWERED;
        }
        var disposition = first(CallEvent::disposition);
        return switch (disposition == null ? "" : disposition.toUpperCase(Locale.ROOT)) {
            case "BUSY" -> Outcome.BUSY;
            case "FAILED" -> Outcome.FAILED;
            case "VOICEMAIL" -> Outcome.VOICEMAIL;
            default -> Outcome.MISSED;
        };
    }

    /** @param received when its first notice came, for accounts that send no time */
    Instant startedAt(Instant received) {
        var told = first(CallEvent::startedAt);
        var talk = first(CallEvent::talkSec);
        return told != null ? told : received.minusSeconds(waitSec() + (talk == null ? 0L : talk));
    }

    @Nullable
    String recordingUrl() {
        return first(CallEvent::recordingUrl);
    }

    /** Nobody records a call that nobody took; and some providers say themselves that there is nothing. */
    boolean recordingPossible() {
        return recordingUrl() != null || (answered() && !Boolean.FALSE.equals(first(CallEvent::hasRecording)));
    }

    @Nullable
    Boolean vendorTarget() {
        return first(CallEvent::vendorTarget);
    }

    @Nullable
    Boolean vendorRepeated() {
        return first(CallEvent::vendorRepeated);
    }

    @Nullable
    String source() {
        return first(CallEvent::source);
    }

    @Nullable
    String medium() {
        return first(CallEvent::medium);
    }

    @Nullable
    String campaign() {
        return first(CallEvent::campaign);
    }

    @Nullable
    String term() {
        return first(CallEvent::term);
    }

    @Nullable
    String landing() {
        return first(CallEvent::landing);
    }

    private <T> @Nullable T first(Function<CallEvent, @Nullable T> fact) {
        for (var event : events) {
            var value = fact.apply(event);
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
