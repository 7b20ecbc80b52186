package io.kvartal.alert.web;

import io.kvartal.alert.Alerts;
import io.kvartal.platform.web.Languages;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The address in {@code List-Unsubscribe} (RFC 8058). A mail program posts there without cookies, and that ends the letters; a person who opens it, or a
 * filter that follows links, gets a page with a button.
 */
@RestController
class UnsubscribeHook {
    private final Alerts alerts;

    UnsubscribeHook(Alerts alerts) {
        this.alerts = alerts;
    }

    @PostMapping("/hooks/mail/unsubscribe/{key}")
    Mono<ResponseEntity<Void>> end(@PathVariable String key) {
        return alerts.end(key).thenReturn(ResponseEntity.ok().build());
    }

    @GetMapping("/hooks/mail/unsubscribe/{key}")
    Mono<ResponseEntity<Void>> show(@PathVariable String key, ServerWebExchange exchange) {
        return alerts.of(key).map(found -> ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/" + Languages.of(exchange).code() + "/alerts/" + key))
                .build());
    }
}
