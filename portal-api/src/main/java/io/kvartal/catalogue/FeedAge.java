package io.kvartal.catalogue;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;

/** A feed that nobody has made anew for a week shows yesterday's prices. */
final class FeedAge {
    private static final int STALE_DAYS = 7;

    private FeedAge() {}

    static List<ImportWarning> remarks(String generationDate, LocalDate today) {
        try {
            var made = LocalDate.parse(generationDate.substring(0, Math.min(10, generationDate.length())));
            return made.isBefore(today.minusDays(STALE_DAYS))
                    ? List.of(new ImportWarning(1, "", "STALE_FEED", List.of(made.toString()), false))
                    : List.of();
        } catch (DateTimeException unreadable) {
            return List.of(new ImportWarning(1, "", "MISSING_GENERATION_DATE", List.of(), false));
        }
    }
}
