package io.kvartal.mortgage;

import io.kvartal.shared.Money;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The dearest home of every programme, by city and by whether the house stands: flat, so that a query can join it. */
public record ProgrammeLimits(List<Limit> limits) {
    public ProgrammeLimits {
        limits = List.copyOf(limits);
    }

    public record Limit(String programme, String city, boolean finished, long maxPriceMinor) {}

    public static ProgrammeLimits of(List<Programme> programmes, Collection<String> cities) {
        var limits = new ArrayList<Limit>();
        for (var programme : programmes) {
            for (var city : cities) {
                for (var finished : List.of(true, false)) {
                    if (programme.capKind() == Programme.CapKind.NONE) {
                        limits.add(new Limit(programme.code(), city, finished, Long.MAX_VALUE));
                    } else {
                        programme
                                .dearest(city, finished)
                                .ifPresent(max -> limits.add(new Limit(programme.code(), city, finished, max.minor())));
                    }
                }
            }
        }
        return new ProgrammeLimits(limits);
    }

    public boolean fits(Collection<String> programmes, Money price, String city, boolean finished) {
        return limits.stream()
                .anyMatch(l -> programmes.contains(l.programme)
                        && l.city.equals(city)
                        && l.finished == finished
                        && price.minor() <= l.maxPriceMinor);
    }
}
