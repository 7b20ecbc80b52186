package io.kvartal.search;

import io.kvartal.catalogue.Places;
import io.kvartal.mortgage.Mortgages;
import io.kvartal.mortgage.Programme;
import io.kvartal.mortgage.ProgrammeLimits;
import io.kvartal.mortgage.ProgrammesListener;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The lending programmes in force, kept in memory for the day. A change that this process makes is in place when it is over; of one made by another
 * process a job hears within seconds.
 */
@Component
class ProgrammesOfTheDay implements ProgrammesListener {
    private final Mortgages mortgages;
    private volatile @Nullable Day known;

    ProgrammesOfTheDay(Mortgages mortgages) {
        this.mortgages = mortgages;
    }

    /** @param revision of the programmes that were read */
    record Day(LocalDate date, long revision, List<Programme> programmes, ProgrammeLimits limits) {
        static Day of(LocalDate date, long revision, List<Programme> programmes) {
            var cities = Places.cities().stream().map(Places.City::slug).toList();
            return new Day(date, revision, programmes, ProgrammeLimits.of(programmes, cities));
        }
    }

    Mono<Day> today() {
        return Mono.defer(() -> {
            var today = mortgages.today();
            var day = known;
            return day != null && day.date.equals(today) ? Mono.just(day) : load(today);
        });
    }

    @Override
    public Mono<Void> changed() {
        return Mono.defer(() -> load(mortgages.today())).then();
    }

    Mono<Void> refresh() {
        return mortgages
                .revision()
                .filter(revision -> known != null && known.revision != revision)
                .flatMap(newer -> changed());
    }

    /** The revision first: programmes that change in between are read again for it. */
    private Mono<Day> load(LocalDate today) {
        return mortgages.revision().flatMap(revision -> mortgages
                .inForce(today)
                .map(programmes -> Day.of(today, revision, programmes))
                .doOnNext(read -> known = read));
    }
}
