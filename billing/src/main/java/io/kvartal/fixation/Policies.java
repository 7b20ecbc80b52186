package io.kvartal.fixation;

import static io.kvartal.platform.Sql.required;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** {@code fixation.policy}: the row with the latest first day that has come. */
final class Policies {
    Mono<Policy> on(DatabaseClient db, LocalDate day) {
        return db.sql("""
            select conditional_days, fixed_days, extension_days, tie_minutes, reminder_days from fixation.policy
            where valid_from <= :day order by valid_from desc limit 1\
            """)
                .bind("day", day)
                .map(Policies::policy)
                .one()
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("no terms of fixations on " + day)));
    }

    private static Policy policy(Readable row) {
        return new Policy(
                Duration.ofDays(required(row, "conditional_days", Integer.class)),
                Duration.ofDays(required(row, "fixed_days", Integer.class)),
                Duration.ofDays(required(row, "extension_days", Integer.class)),
                Duration.ofMinutes(required(row, "tie_minutes", Integer.class)),
                List.of(required(row, "reminder_days", Integer[].class)));
    }
}
