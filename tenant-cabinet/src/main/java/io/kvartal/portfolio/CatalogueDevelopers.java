package io.kvartal.portfolio;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.contract.DeveloperDirectory;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The developers of the catalogue, for those below who must not know it: so that a list of contracts shows who has none. */
@Component
class CatalogueDevelopers implements DeveloperDirectory {
    private final Catalogue catalogue;

    CatalogueDevelopers(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public Mono<List<Developer>> developers() {
        return catalogue.developers().map(all -> all.stream()
                .map(developer -> new Developer(developer.id(), developer.name()))
                .toList());
    }
}
