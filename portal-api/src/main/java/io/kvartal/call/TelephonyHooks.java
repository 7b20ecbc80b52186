package io.kvartal.call;

import io.kvartal.shared.Problem;
import java.util.Map;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where providers post. 200 is said only when the notice is on disk; nobody sends it again. */
@RestController
class TelephonyHooks {
    private static final int MOST_BYTES = 256 * 1024;

    private final Receiver receiver;
    private final Router router;

    TelephonyHooks(Receiver receiver, Router router) {
        this.receiver = receiver;
        this.router = router;
    }

    @RequestMapping(
            path = "/hooks/telephony/{provider}/{secret}",
            method = {RequestMethod.POST, RequestMethod.GET, RequestMethod.PUT})
    Mono<ResponseEntity<Map<String, String>>> notice(
            @PathVariable String provider, @PathVariable String secret, ServerWebExchange exchange) {
        return sender(provider, secret)
                .flatMap(sender -> message(exchange).flatMap(message -> receiver.receive(sender, message)))
                .map(answer -> switch (answer) {
                    case Receiver.Answer.Stored stored -> ResponseEntity.ok(Map.of("status", "stored"));
                    case Receiver.Answer.Unreadable(var why) ->
                        ResponseEntity.badRequest().body(Map.of("status", "unreadable", "reason", why));
                });
    }

    record Routed(String number, String destination, String reason) {}

    @RequestMapping(
            path = "/hooks/telephony/{provider}/{secret}/route",
            method = {RequestMethod.POST, RequestMethod.GET})
    Mono<Routed> route(@PathVariable String provider, @PathVariable String secret, ServerWebExchange exchange) {
        return sender(provider, secret)
                .flatMap(sender -> message(exchange).flatMap(message -> router.route(sender, message)))
                .map(plan -> new Routed(
                        plan.target().e164(),
                        plan.target().e164().substring(1),
                        plan.reason().name()));
    }

    private Mono<Receiver.Sender> sender(String provider, String secret) {
        return receiver.sender(provider, secret).map(found -> found.orElseThrow(() -> new Problem.NotFound("hook")));
    }

    /** A GET carries everything in its query. */
    private Mono<Receiver.Message> message(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        var type = request.getHeaders().getFirst("Content-Type");
        var query = request.getURI().getRawQuery();
        return DataBufferUtils.join(request.getBody(), MOST_BYTES)
                .map(buffer -> {
                    var bytes = new byte[buffer.readableByteCount()];
                    buffer.read(bytes);
                    DataBufferUtils.release(buffer);
                    return bytes;
                })
                .defaultIfEmpty(new byte[0])
                .onErrorMap(
                        DataBufferLimitException.class,
                        tooLong -> new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE))
                .map(bytes -> receiver.message(
                        request.getQueryParams().getFirst("event"),
                        type == null ? "" : type.toLowerCase(java.util.Locale.ROOT),
                        query == null ? "" : query,
                        bytes));
    }
}
