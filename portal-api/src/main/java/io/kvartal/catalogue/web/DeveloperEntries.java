package io.kvartal.catalogue.web;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.SitemapEntries;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Developers' profiles, for site maps. */
@Component
class DeveloperEntries implements SitemapEntries {
    private final Catalogue catalogue;

    DeveloperEntries(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public Mono<List<String>> paths() {
        return catalogue.developers().map(all -> all.stream()
                .map(developer -> "/developer/" + developer.slug())
                .toList());
    }
}
