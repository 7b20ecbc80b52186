package io.kvartal.lead;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** The times at which a buyer may come on one day; there is at least one. */
public record ViewingDay(LocalDate day, List<Instant> starts) {
    public ViewingDay {
        starts = List.copyOf(starts);
    }
}
