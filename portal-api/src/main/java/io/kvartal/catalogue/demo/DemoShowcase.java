package io.kvartal.catalogue.demo;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.Storefront;
import io.kvartal.catalogue.Storefront.Building;
import io.kvartal.catalogue.content.HandOvers;
import io.kvartal.catalogue.content.Part;
import io.kvartal.catalogue.content.Showcase;
import io.kvartal.catalogue.content.Surroundings;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Gives the demo's complexes what editors maintain. A complex that has a presentation keeps it. */
@Component
@ConditionalOnProperty("kvartal.demo")
class DemoShowcase {
    private static final String EDITOR = "Kvartal demo";

    private final Catalogue catalogue;
    private final Storefront storefront;
    private final Showcase showcase;
    private final Surroundings surroundings;
    private final HandOvers handOvers;

    DemoShowcase(
            Catalogue catalogue,
            Storefront storefront,
            Showcase showcase,
            Surroundings surroundings,
            HandOvers handOvers) {
        this.catalogue = catalogue;
        this.storefront = storefront;
        this.showcase = showcase;
        this.surroundings = surroundings;
        this.handOvers = handOvers;
    }

    Mono<Void> load(LocalDate today) {
        Map<String, DemoComplex> plans =
                DemoComplex.ALL.stream().collect(Collectors.toMap(DemoComplex::key, Function.identity()));
        return catalogue
                .complexes()
                .flatMapMany(Flux::fromIterable)
                .concatMap(complex -> Mono.justOrEmpty(Optional.ofNullable(plans.get(DemoComplex.key(complex))))
                        .flatMap(plan -> furnish(complex, plan, today)))
                .then();
    }

    private Mono<Void> furnish(Complex complex, DemoComplex plan, LocalDate today) {
        return showcase.draft(complex.id())
                .filter(draft -> draft.version() == 0)
                .flatMap(none -> storefront.view(complex.slug()))
                .flatMap(view -> showcase.save(
                                complex.id(),
                                0,
                                Part.FACTS,
                                DemoPresentation.of(complex, plan, view.buildings(), today),
                                EDITOR)
                        .then(showcase.publish(complex.id(), 1, EDITOR))
                        .then(surroundings.add(DemoPlaces.around(complex, plan.index(), today)))
                        .then(promises(complex, plan, view.buildings(), today)));
    }

    /** What was promised twenty months ago: some developers keep their word, some do not. */
    private Mono<Void> promises(Complex complex, DemoComplex plan, List<Building> buildings, LocalDate today) {
        var random = new Random(plan.index() * 19L);
        int worst = plan.developer().length() % 3;
        var said = today.minusMonths(20).atStartOfDay().toInstant(ZoneOffset.UTC);
        return Flux.fromIterable(buildings)
                .concatMap(building -> handOvers.earlier(
                        complex.id(),
                        building.name(),
                        said,
                        building.builtYear() * 4 + building.readyQuarter() - 1 - (random.nextInt(3) == 0 ? worst : 0)))
                .then();
    }
}
