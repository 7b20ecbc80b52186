package io.kvartal.affordability;

import io.kvartal.catalogue.SitemapEntries;
import io.kvartal.mortgage.Mortgages;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Pages of programmes, for site maps. */
@Component
class ProgrammeEntries implements SitemapEntries {
    private final Mortgages mortgages;

    ProgrammeEntries(Mortgages mortgages) {
        this.mortgages = mortgages;
    }

    @Override
    public Mono<List<String>> paths() {
        return mortgages.inForce().map(all -> all.stream()
                .map(programme -> "/programme/" + programme.code())
                .toList());
    }
}
