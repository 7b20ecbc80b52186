package io.kvartal.call;

import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.Role;
import io.kvartal.shared.Problem;
import io.kvartal.shared.Slice;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The developer's calls as JSON. */
@RestController
class CallApi {
    private static final ZoneId ZONE = ZoneId.of("Asia/Almaty");

    private final Calls calls;

    CallApi(Calls calls) {
        this.calls = calls;
    }

    record CallAttribution(
            @Nullable String source,
            @Nullable String medium,
            @Nullable String campaign,
            @Nullable String term,
            @Nullable String page,
            String confidence) {}

    record CallRecording(
            String state, @Nullable String url, @Nullable Integer durationMs) {}

    /** @param callerPhone E.164, masked while the lead is with the portal's call centre */
    record CallRow(
            String id,
            @Nullable String lead,
            String complex,
            String direction,
            @Nullable String callerPhone,
            @Nullable String number,
            Instant startedAt,
            int waitSec,
            int talkSec,
            String outcome,
            CallAttribution attribution,
            CallRecording recording,
            @Nullable String verdict) {
        static CallRow of(CallView call) {
            var caller = call.caller();
            var dialled = call.dialled();
            var lead = call.lead();
            var who = call.attribution();
            return new CallRow(
                    call.id().toString(),
                    lead == null ? null : lead.lead().toString(),
                    call.complex(),
                    call.direction().code(),
                    caller == null ? null : call.phoneOpen() ? caller.e164() : caller.masked(),
                    dialled == null ? null : dialled.e164(),
                    call.startedAt(),
                    call.waitSec(),
                    call.talkSec(),
                    call.outcome().code(),
                    new CallAttribution(
                            who.source(),
                            who.medium(),
                            who.campaign(),
                            who.term(),
                            who.page(),
                            who.confidence().name().toLowerCase(Locale.ROOT)),
                    new CallRecording(
                            call.recording().name(),
                            call.playable() ? "/api/v1/cabinet/calls/" + call.id() + "/recording" : null,
                            call.recordingMillis()),
                    lead == null ? null : lead.verdict());
        }
    }

    @GetMapping("/api/v1/cabinet/calls")
    Mono<Slice<CallRow>> list(
            Member member,
            @RequestParam(required = false) @Nullable String complex,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String outcome,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        member.require(Role.SALES);
        var filter = new CallFilter(complex, instant("/from", from), instant("/to", to), outcome(outcome), source);
        return calls.list(member.tenant(), filter, cursor, limit).map(page -> page.map(CallRow::of));
    }

    @GetMapping("/api/v1/cabinet/calls/{id}")
    Mono<CallRow> one(Member member, @PathVariable String id) {
        member.require(Role.SALES);
        return calls.call(member.tenant(), CallId.of(id)).map(CallRow::of);
    }

    /** An instant, or a day in Almaty. */
    private static @Nullable Instant instant(String pointer, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZONE).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeParseException wrong) {
            throw new Problem.Invalid(pointer, "invalid-instant");
        }
    }

    private static @Nullable Outcome outcome(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return Outcome.of(text);
        } catch (IllegalArgumentException unknown) {
            throw new Problem.Invalid("/outcome", "invalid-outcome");
        }
    }
}
