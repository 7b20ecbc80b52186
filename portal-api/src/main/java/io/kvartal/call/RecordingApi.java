package io.kvartal.call;

import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Sound over HTTP, with a token or a session; every range is authorised anew. */
@Controller
class RecordingApi {
    private final Calls calls;

    RecordingApi(Calls calls) {
        this.calls = calls;
    }

    @GetMapping({"/api/v1/cabinet/calls/{id}/recording", "/cabinet/calls/{id}/recording"})
    Mono<Void> ofMember(Member member, @PathVariable String id, ServerWebExchange exchange) {
        member.require(Role.SALES);
        var headers = exchange.getRequest().getHeaders();
        return calls.recording(
                        member.tenant(),
                        CallId.of(id),
                        member.userId() + " " + member.name(),
                        headers.getFirst(HttpHeaders.RANGE),
                        headers.getFirst(HttpHeaders.IF_RANGE))
                .flatMap(recording -> write(recording, exchange));
    }

    @GetMapping({"/api/v1/desk/calls/{id}/recording", "/desk/calls/{id}/recording"})
    Mono<Void> ofStaff(Staff staff, @PathVariable String id, ServerWebExchange exchange) {
        staff.require(Role.QUALITY, Role.OPERATOR, Role.MANAGER);
        var headers = exchange.getRequest().getHeaders();
        return calls.recording(
                        staff.access("listening to a call"),
                        CallId.of(id),
                        headers.getFirst(HttpHeaders.RANGE),
                        headers.getFirst(HttpHeaders.IF_RANGE))
                .flatMap(recording -> write(recording, exchange));
    }

    private static Mono<Void> write(Recording recording, ServerWebExchange exchange) {
        var response = exchange.getResponse();
        var headers = response.getHeaders();
        response.setStatusCode(HttpStatusCode.valueOf(recording.status()));
        headers.set(HttpHeaders.ACCEPT_RANGES, "bytes");
        headers.set(HttpHeaders.CACHE_CONTROL, "private, no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        if (recording.status() == 416) {
            headers.set(HttpHeaders.CONTENT_RANGE, "bytes */" + recording.size());
            return response.setComplete();
        }
        headers.set(HttpHeaders.CONTENT_TYPE, recording.contentType());
        headers.set(HttpHeaders.ETAG, recording.etag());
        headers.setLastModified(recording.storedAt());
        headers.setContentLength(recording.length());
        if (recording.status() == 206) {
            headers.set(
                    HttpHeaders.CONTENT_RANGE,
                    "bytes " + recording.from() + "-" + recording.to() + "/" + recording.size());
        }
        return response.writeWith(recording.content());
    }
}
