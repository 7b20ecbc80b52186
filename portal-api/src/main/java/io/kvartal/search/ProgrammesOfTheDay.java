package io.kvartal.search;

import io.kvartal.catalogue.Places;
import io.kvartal.mortgage.Mortgages;
import io.kvartal.mortgage.Programme;
import io.kvartal.mortgage.ProgrammeLimits;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The lending programmes in force, asked once a day: they are dated rows that only a release of the product brings. */
@Component
class ProgrammesOfTheDay {
    private final Mortgages mortgages;
    private volatile @Nullable Day known;

    ProgrammesOfTheDay(Mortgages mortgages) {
        this.mortgages = mortgages;
    }

    record Day(LocalDate date, List<Programme> programmes, ProgrammeLimits limits) {
        static Day of(LocalDate date, List<Programme> programmes) {
            var cities = Places.cities().stream().map(Places.City::slug).toList();
            return new Day(date, programmes, ProgrammeLimits.of(programmes, cities));
        }
    }

    Mono<Day> today() {
        return Mono.defer(() -> {
            var today = mortgages.today();
            var day = known;
            if (day != null && day.date.equals(today)) {
                return Mono.just(day);
            }
            return mortgages
                    .inForce(today)
                    .map(programmes -> Day.of(today, programmes))
                    .doOnNext(read -> known = read);
        });
    }
}
