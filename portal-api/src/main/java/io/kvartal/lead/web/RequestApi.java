package io.kvartal.lead.web;

import io.kvartal.lead.LeadForm;
import io.kvartal.lead.Leads;
import io.kvartal.lead.Passport;
import io.kvartal.lead.RequestAccepted;
import io.kvartal.platform.web.Languages;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Problem;
import io.kvartal.visitor.Visitors;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The buyer's request and its passport as JSON; no login, the token is the key. */
@RestController
class RequestApi {
    private final Leads leads;
    private final Visitors visitors;
    private final RequestLimits limits;

    RequestApi(Leads leads, Visitors visitors, RequestLimits limits) {
        this.leads = leads;
        this.visitors = visitors;
        this.limits = limits;
    }

    /** @param complex slug. @param consents of {@code contact}, {@code share}, {@code quality}, {@code marketing} */
    record LeadRequest(
            @Nullable String complex,
            @Nullable String unit,
            @Nullable String name,
            @Nullable String phone,
            @Nullable String message,
            @Nullable String preferredTime,
            @Nullable String locale,
            @Nullable List<String> consents) {}

    record Answer(@Nullable Boolean called) {}

    @PostMapping("/api/v1/leads")
    Mono<ResponseEntity<RequestAccepted>> request(@RequestBody LeadRequest body, ServerWebExchange exchange) {
        return Mono.defer(() -> {
            limits.take(exchange, visitors.known(exchange), text(body.phone()));
            var unit = unit(body.unit());
            var locale = locale(body.locale(), exchange);
            return visitors.current(exchange)
                    .flatMap(visitor -> leads.request(new LeadForm(
                            text(body.complex()),
                            unit,
                            body.name(),
                            text(body.phone()),
                            body.message(),
                            body.preferredTime(),
                            locale,
                            consents(body),
                            new LeadForm.Evidence(visitor.id().value(), "api", Sender.address(exchange), null, false))))
                    .map(accepted -> answer(HttpStatus.ACCEPTED).body(accepted));
        });
    }

    @GetMapping("/api/v1/requests/{token}")
    Mono<ResponseEntity<Passport>> passport(@PathVariable String token) {
        return leads.passport(token).map(passport -> answer(HttpStatus.OK).body(passport));
    }

    @PostMapping("/api/v1/requests/{token}/answer")
    Mono<ResponseEntity<Passport>> answer(@PathVariable String token, @RequestBody Answer body) {
        var called = body.called();
        if (called == null) {
            throw new Problem.Invalid("/called", "required");
        }
        return leads.answer(token, called).map(passport -> answer(HttpStatus.OK).body(passport));
    }

    @DeleteMapping("/api/v1/requests/{token}/consents/{name}")
    Mono<ResponseEntity<Passport>> withdraw(@PathVariable String token, @PathVariable String name) {
        return leads.withdraw(token, name).map(passport -> answer(HttpStatus.OK).body(passport));
    }

    /** Private: no cache keeps it, no search engine lists it. */
    private static ResponseEntity.BodyBuilder answer(HttpStatus status) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .header("X-Robots-Tag", "noindex");
    }

    private static Set<String> consents(LeadRequest body) {
        var given = body.consents();
        var set = new TreeSet<String>();
        if (given != null) {
            given.forEach(consent -> set.add(text(consent)));
        }
        return set;
    }

    private static @Nullable UUID unit(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw new Problem.Invalid("/unit", "lead-unknown-unit");
        }
    }

    private static Lang locale(@Nullable String code, ServerWebExchange exchange) {
        return code == null
                ? Languages.of(exchange)
                : Lang.of(code).orElseThrow(() -> new Problem.Invalid("/locale", "wrong-value", code));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
