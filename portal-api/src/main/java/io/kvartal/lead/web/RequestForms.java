package io.kvartal.lead.web;

import io.kvartal.catalogue.Complex;
import io.kvartal.lead.Leads;
import io.kvartal.platform.web.Ui;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes request forms, each with its signed time. */
@Component
class RequestForms {
    private final Leads leads;
    private final FormClock clock;

    RequestForms(Leads leads, FormClock clock) {
        this.leads = leads;
        this.clock = clock;
    }

    Mono<RequestFormPage> page(Ui ui, Complex complex, Map<String, String> values, Map<String, String> errors) {
        return leads.promiseNow(complex)
                .map(by -> new RequestFormPage(ui, complex.slug(), complex.name(), values, errors, clock.stamp(), by));
    }

    Duration since(@Nullable String stamp) {
        return clock.since(stamp);
    }
}
