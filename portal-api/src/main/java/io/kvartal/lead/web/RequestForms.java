package io.kvartal.lead.web;

import io.kvartal.catalogue.Complex;
import io.kvartal.lead.Leads;
import io.kvartal.platform.web.Ui;
import io.kvartal.visitor.FormClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Makes request forms, each with its signed time. */
@Component
class RequestForms {
    private static final String PROMISE = RequestForms.class.getName();

    private final Leads leads;
    private final FormClock clock;

    RequestForms(Leads leads, FormClock clock) {
        this.leads = leads;
        this.clock = clock;
    }

    Mono<RequestFormPage> page(Ui ui, Complex complex, Map<String, String> values, Map<String, String> errors) {
        return leads.promiseNow(complex).map(by -> page(ui, complex, values, errors, by, null));
    }

    /** On the complex page, where several pieces ask for the promise. */
    Mono<RequestFormPage> page(Ui ui, Complex complex, ServerWebExchange exchange) {
        return promise(complex, exchange).map(by -> page(ui, complex, Map.of(), Map.of(), by, null));
    }

    /** With a time for a visit. */
    Mono<RequestFormPage> viewing(Ui ui, Complex complex, Map<String, String> values, Map<String, String> errors) {
        return leads.promiseNow(complex)
                .flatMap(by -> leads.viewingTimes(complex).map(days -> {
                    var times = new TimesField(ui, days, values.getOrDefault("viewing", ""), errors.get("viewing"));
                    return page(ui, complex, values, errors, by, times);
                }));
    }

    /** Asked once per request. @throws io.kvartal.shared.Problem.NotFound while the developer has no contract */
    Mono<Instant> promise(Complex complex, ServerWebExchange exchange) {
        return Mono.defer(() -> {
            var known = exchange.<Instant>getAttribute(PROMISE);
            return known != null
                    ? Mono.just(known)
                    : leads.promiseNow(complex)
                            .doOnNext(by -> exchange.getAttributes().put(PROMISE, by));
        });
    }

    private RequestFormPage page(
            Ui ui,
            Complex complex,
            Map<String, String> values,
            Map<String, String> errors,
            Instant by,
            @Nullable TimesField times) {
        return new RequestFormPage(ui, complex.slug(), complex.name(), values, errors, clock.stamp(), by, times);
    }

    Duration since(@Nullable String stamp) {
        return clock.since(stamp);
    }
}
