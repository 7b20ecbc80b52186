package io.kvartal.search.web;

import io.kvartal.catalogue.SitemapEntries;
import io.kvartal.search.LandingSet;
import io.kvartal.search.Landings;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Sets of filters with a page of their own, for site maps. */
@Component
class LandingEntries implements SitemapEntries {
    private final Landings landings;

    LandingEntries(Landings landings) {
        this.landings = landings;
    }

    @Override
    public Mono<List<String>> paths() {
        return landings.all().map(sets -> sets.stream().map(LandingSet::path).toList());
    }
}
