package io.kvartal.billing.sandbox;

import io.kvartal.billing.stripe.SelfAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The provider's HTTP API. Its paths and shapes are Stripe's, so they are matched against Stripe's document and not mapped one by one. */
@RestController
@ConditionalOnProperty("kvartal.demo")
final class SandboxApi {
    private static final String BASE = "/sandbox/stripe";
    private static final int LARGEST_BODY = 512 * 1_024;

    private final SandboxStripe stripe;
    private final SelfAddress address;

    SandboxApi(SandboxStripe stripe, SelfAddress address) {
        this.stripe = stripe;
        this.address = address;
    }

    @RequestMapping(BASE + "/v1/**")
    Mono<ResponseEntity<String>> call(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        var version = request.getHeaders().getFirst("Stripe-Version");
        if (!isAuthorised(request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION))) {
            return Mono.just(response(StripeFailure.unauthorised().answer(), version));
        }
        return body(exchange)
                .flatMap(body -> {
                    var query = request.getURI().getRawQuery();
                    var encoded = query == null ? body : body + "&" + query;
                    return stripe.handle(
                            new SandboxStripe.Call(
                                    request.getMethod().name(),
                                    request.getPath().value().substring(BASE.length()),
                                    StripeForm.read(encoded),
                                    request.getHeaders().getFirst("Idempotency-Key")),
                            address.ofPeople() + BASE + "/pay/");
                })
                .onErrorResume(StripeFailure.class, refused -> Mono.just(refused.answer()))
                .map(answer -> response(answer, version));
    }

    private static boolean isAuthorised(@Nullable String header) {
        return header != null && header.startsWith("Bearer sk_test_");
    }

    private static Mono<String> body(ServerWebExchange exchange) {
        return DataBufferUtils.join(exchange.getRequest().getBody(), LARGEST_BODY)
                .map(buffer -> {
                    var text = buffer.toString(StandardCharsets.UTF_8);
                    DataBufferUtils.release(buffer);
                    return text;
                })
                .defaultIfEmpty("")
                .onErrorMap(
                        DataBufferLimitException.class,
                        large -> StripeFailure.invalid("parameter_invalid", null, "The request body is too large"));
    }

    private static ResponseEntity<String> response(Answer answer, @Nullable String version) {
        var response = ResponseEntity.status(answer.status())
                .contentType(MediaType.APPLICATION_JSON)
                .header("Request-Id", Documents.id("req_", 14));
        if (answer.replayed()) {
            response.header("Idempotent-Replayed", "true");
        }
        if (version != null) {
            response.header("Stripe-Version", version);
        }
        return response.body(answer.body());
    }
}
