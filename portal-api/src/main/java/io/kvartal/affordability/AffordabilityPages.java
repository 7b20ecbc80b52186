package io.kvartal.affordability;

import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.search.ActsOfCards;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code /{lang}/affordability}: one GET form, so that an answer has an address; nothing is kept. */
@Controller
class AffordabilityPages {
    private final Affordability affordability;
    private final ActsOfCards acts;

    AffordabilityPages(Affordability affordability, ActsOfCards acts) {
        this.affordability = affordability;
        this.acts = acts;
    }

    @GetMapping("/{lang:ru|kk|en}/affordability")
    Mono<Rendering> page(@RequestParam MultiValueMap<String, String> params, Ui ui, ServerWebExchange exchange) {
        var form = HouseholdForm.of(params);
        return Mono.justOrEmpty(form.household())
                .flatMap(affordability::options)
                .defaultIfEmpty(List.of())
                .flatMap(options -> acts.on(ui, exchange)
                        .map(acts ->
                                Pages.render("affordability/page", new AffordabilityPage(ui, form, options, acts))));
    }
}
