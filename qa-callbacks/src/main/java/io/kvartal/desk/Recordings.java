package io.kvartal.desk;

import io.kvartal.call.CallId;
import io.kvartal.call.CallView;
import io.kvartal.call.Calls;
import io.kvartal.lead.LeadCard;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The recordings behind a lead, oldest first. */
@Component
public class Recordings {
    /**
     * One that can be played.
     *
     * @param seconds of talk
     * @param staffUrl for portal staff, {@code memberUrl} for the developer; every listen is on record
     */
    public record Playable(CallId call, Instant at, int seconds, String staffUrl, String memberUrl) {
        static Playable of(CallView call) {
            var millis = call.recordingMillis();
            return new Playable(
                    call.id(),
                    call.startedAt(),
                    millis == null ? call.talkSec() : Math.ceilDiv(millis, 1000),
                    "/desk/calls/" + call.id() + "/recording",
                    call.recordingUrl());
        }
    }

    private final Calls calls;

    Recordings(Calls calls) {
        this.calls = calls;
    }

    public Mono<List<Playable>> of(TenantId tenant, LeadCard card) {
        var ids = card.contacts().stream()
                .filter(touch -> touch.kind().equals("CALL"))
                .map(touch -> CallId.of(touch.source()))
                .toList();
        return ids.isEmpty()
                ? Mono.just(List.of())
                : calls.calls(tenant, ids).map(found -> found.stream()
                        .filter(CallView::playable)
                        .map(Playable::of)
                        .sorted(Comparator.comparing(Playable::at))
                        .toList());
    }
}
