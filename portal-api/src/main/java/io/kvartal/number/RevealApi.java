package io.kvartal.number;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.visitor.Visitors;
import java.time.Instant;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Shows a number as JSON. A script has read no page, so the reserve of the pool is not for it. */
@RestController
class RevealApi {
    private final Catalogue catalogue;
    private final Visitors visitors;
    private final Numbers numbers;
    private final RevealLimits limits;

    RevealApi(Catalogue catalogue, Visitors visitors, Numbers numbers, RevealLimits limits) {
        this.catalogue = catalogue;
        this.visitors = visitors;
        this.numbers = numbers;
        this.limits = limits;
    }

    record ShownNumber(String number, String display, Instant expiresAt, String kind) {}

    @PostMapping("/api/v1/complexes/{slug}/phone-reveals")
    Mono<ResponseEntity<ShownNumber>> reveal(@PathVariable String slug, ServerWebExchange exchange) {
        var leave = limits.leave(visitors.known(exchange).orElse(null), RevealPages.address(exchange), false);
        if (leave instanceof Leave.Refused refused) {
            return Mono.error(new TooMany(refused.pause()));
        }
        return catalogue
                .complex(slug)
                .flatMap(complex ->
                        visitors.current(exchange).flatMap(visitor -> numbers.reveal(visitor.id(), complex, leave)))
                .map(shown -> ResponseEntity.status(HttpStatus.CREATED)
                        .cacheControl(CacheControl.noStore())
                        .header(HttpHeaders.VARY, HttpHeaders.COOKIE)
                        .body(new ShownNumber(
                                shown.number().e164(),
                                shown.number().display(),
                                shown.expiresAt(),
                                shown.kind().code())));
    }
}
