package io.kvartal.catalogue.web;

import io.kvartal.catalogue.Storefront;
import io.kvartal.catalogue.Storefront.Offer;
import io.kvartal.catalogue.content.HandOvers;
import io.kvartal.catalogue.content.Presentation;
import io.kvartal.catalogue.content.Showcase;
import io.kvartal.catalogue.content.Surroundings;
import io.kvartal.catalogue.web.ComplexPage.More;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Mono;

/** Gathers what stands around the facts of a feed on the page of a complex. */
@Component
class Backdrop {
    private final Showcase showcase;
    private final Surroundings surroundings;
    private final HandOvers handOvers;

    Backdrop(Showcase showcase, Surroundings surroundings, HandOvers handOvers) {
        this.showcase = showcase;
        this.surroundings = surroundings;
        this.handOvers = handOvers;
    }

    Mono<More> of(Storefront.View view, MultiValueMap<String, String> params) {
        return showcase.published(view.complex().id()).flatMap(content -> of(view, content, params, false));
    }

    /** With a draft in place of what is published. */
    Mono<More> of(Storefront.View view, Presentation draft, MultiValueMap<String, String> params) {
        return of(view, draft, params, true);
    }

    private Mono<More> of(
            Storefront.View view, Presentation content, MultiValueMap<String, String> params, boolean preview) {
        return surroundings.of(view.complex()).flatMap(nearby -> handOvers
                .of(view.complex().developer())
                .map(record -> new More(
                        content,
                        nearby,
                        record,
                        params.getOrDefault("view", java.util.List.of("")).getFirst(),
                        chosen(view, params.getFirst("unit")),
                        preview)));
    }

    private static @Nullable Offer chosen(Storefront.View view, @Nullable String unit) {
        return view.offers().stream()
                .filter(offer -> offer.unit().id().toString().equals(unit))
                .findFirst()
                .orElse(null);
    }
}
