package io.kvartal.catalogue.web;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.Storefront;
import io.kvartal.catalogue.content.HandOvers;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Developers' public profiles. */
@Controller
class DeveloperPages {
    private final Catalogue catalogue;
    private final Storefront storefront;
    private final HandOvers handOvers;

    DeveloperPages(Catalogue catalogue, Storefront storefront, HandOvers handOvers) {
        this.catalogue = catalogue;
        this.storefront = storefront;
        this.handOvers = handOvers;
    }

    @GetMapping("/{lang:ru|kk|en}/developer/{slug}")
    Mono<Rendering> developer(@PathVariable String slug, Ui ui) {
        return catalogue
                .developer(slug)
                .flatMap(developer -> catalogue.complexesOf(developer.id()).flatMap(complexes -> storefront
                        .stock(complexes.stream().map(Complex::id).toList())
                        .flatMap(stock -> handOvers
                                .of(developer.id())
                                .map(buildings -> Pages.render(
                                        "catalogue/developer",
                                        new DeveloperPage(ui, developer, complexes, stock, buildings))))));
    }
}
