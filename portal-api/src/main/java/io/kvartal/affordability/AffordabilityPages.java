package io.kvartal.affordability;

import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** {@code /{lang}/affordability}: one GET form, so that an answer has an address; nothing is kept. */
@Controller
class AffordabilityPages {
    private final Affordability affordability;

    AffordabilityPages(Affordability affordability) {
        this.affordability = affordability;
    }

    @GetMapping("/{lang:ru|kk|en}/affordability")
    Mono<Rendering> page(@RequestParam MultiValueMap<String, String> params, Ui ui) {
        var form = HouseholdForm.of(params);
        return Mono.justOrEmpty(form.household())
                .flatMap(affordability::options)
                .defaultIfEmpty(List.of())
                .map(options -> Pages.render("affordability/page", new AffordabilityPage(ui, form, options)));
    }
}
