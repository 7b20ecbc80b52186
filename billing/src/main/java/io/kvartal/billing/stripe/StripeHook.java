package io.kvartal.billing.stripe;

import io.kvartal.platform.TenantTx;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Takes Stripe's webhooks: the signature over the raw bytes first, then the event is stored, and only then is it acknowledged. */
@RestController
final class StripeHook {
    private static final int LARGEST_BODY = 256 * 1_024;

    private record Head(String id, String type) {}

    private final TenantTx tx;
    private final StripeEvents events;
    private final StripeProperties properties;
    private final Clock clock;

    StripeHook(TenantTx tx, StripeEvents events, StripeProperties properties, Clock clock) {
        this.tx = tx;
        this.events = events;
        this.properties = properties;
        this.clock = clock;
    }

    @PostMapping("/hooks/stripe")
    Mono<ResponseEntity<Object>> receive(
            ServerWebExchange exchange,
            @RequestHeader(name = "Stripe-Signature", required = false) @Nullable String signature) {
        return DataBufferUtils.join(exchange.getRequest().getBody(), LARGEST_BODY)
                .map(buffer -> {
                    var body = new byte[buffer.readableByteCount()];
                    buffer.read(body);
                    DataBufferUtils.release(buffer);
                    return body;
                })
                .defaultIfEmpty(new byte[0])
                .flatMap(body -> take(body, signature));
    }

    private Mono<ResponseEntity<Object>> take(byte[] body, @Nullable String signature) {
        if (!StripeSignature.isValid(signature, body, properties.webhookSecrets(), clock.instant())) {
            return refusal(
                    "stripe-hook-signature", "Stripe-Signature does not fit the body, or is older than five minutes");
        }
        return head(body)
                .map(head -> tx.portal(db -> events.store(db, head.id(), head.type(), body, clock.instant()))
                        .thenReturn(ResponseEntity.ok().<Object>build()))
                .orElseGet(() -> refusal("stripe-hook-unreadable", "The body is not an event"));
    }

    private static Optional<Head> head(byte[] body) {
        try {
            var event = JsonMapper.shared().readTree(body);
            var id = event.path("id").asString("");
            var type = event.path("type").asString("");
            return id.isEmpty() || type.isEmpty() || id.length() > 255
                    ? Optional.empty()
                    : Optional.of(new Head(id, type));
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }

    /** For Stripe's log, which one person reads in English: the request is wrong, and sending it again changes nothing. */
    private static Mono<ResponseEntity<Object>> refusal(String code, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, detail);
        problem.setType(URI.create("/docs/problems/" + code));
        problem.setProperty("code", code);
        return Mono.just(ResponseEntity.badRequest()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem));
    }
}
