package io.kvartal.catalogue.demo;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Developer;
import io.kvartal.shared.PhoneNumber;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Fills the catalogue of the demo through the same import that developers use, with a quarter of price history. Running it again changes nothing. */
@Component
@ConditionalOnProperty("kvartal.demo")
public class DemoCatalogue {
    private static final List<Integer> PAST = List.of(92, 61, 30, 0);
    private static final List<Integer> TODAY = List.of(0);

    private final Catalogue catalogue;
    private final DemoShowcase showcase;

    DemoCatalogue(Catalogue catalogue, DemoShowcase showcase) {
        this.catalogue = catalogue;
        this.showcase = showcase;
    }

    public Mono<Void> load(LocalDate today, boolean withPast) {
        return Flux.fromIterable(DemoFeeds.developers())
                .concatMap(catalogue::register)
                .concatMap(developer -> feeds(developer, today, withPast ? PAST : TODAY))
                .then(staticNumbers())
                .then(showcase.load(today));
    }

    private Mono<Void> feeds(Developer developer, LocalDate today, List<Integer> daysAgo) {
        return catalogue
                .complexesOf(developer.id())
                .filter(List::isEmpty)
                .flatMapMany(none -> Flux.fromIterable(daysAgo))
                .concatMap(days -> catalogue.importYrl(
                        developer.id(),
                        DataBufferUtils.readInputStream(
                                        () -> DemoFeeds.feed(developer.slug(), today.minusDays(days), today),
                                        DefaultDataBufferFactory.sharedInstance,
                                        16_384)
                                .subscribeOn(Schedulers.boundedElastic()),
                        false))
                .then();
    }

    private Mono<Void> staticNumbers() {
        Map<String, DemoComplex> byName = DemoComplex.ALL.stream().collect(Collectors.toMap(DemoComplex::key, c -> c));
        return catalogue
                .complexes()
                .flatMapMany(Flux::fromIterable)
                .filter(c -> c.staticNumber() == null && byName.containsKey(DemoComplex.key(c)))
                .concatMap(c -> catalogue.assignStaticNumber(
                        c.id(),
                        new PhoneNumber(java.util.Objects.requireNonNull(byName.get(DemoComplex.key(c)))
                                .staticNumber())))
                .then();
    }
}
