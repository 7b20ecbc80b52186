package io.kvartal.search;

import io.kvartal.catalogue.Places;
import io.kvartal.mortgage.Mortgages;
import io.kvartal.mortgage.Mortgages.Today;
import io.kvartal.mortgage.Programme;
import io.kvartal.mortgage.ProgrammeLimits;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Today's lending programmes with the prices up to which they lend, worked out once for every change of them. */
@Component
class ProgrammesOfTheDay {
    private final Mortgages mortgages;
    private volatile @Nullable Day known;

    ProgrammesOfTheDay(Mortgages mortgages) {
        this.mortgages = mortgages;
    }

    record Day(Today today, ProgrammeLimits limits) {
        static Day of(Today today) {
            var cities = Places.cities().stream().map(Places.City::slug).toList();
            return new Day(today, ProgrammeLimits.of(today.programmes(), cities));
        }

        LocalDate date() {
            return today.date();
        }

        long revision() {
            return today.revision();
        }

        List<Programme> programmes() {
            return today.programmes();
        }
    }

    Mono<Day> today() {
        return mortgages.ofToday().map(today -> {
            var day = known;
            if (day == null || !day.today.equals(today)) {
                day = Day.of(today);
                known = day;
            }
            return day;
        });
    }
}
