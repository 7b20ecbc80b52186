package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import java.time.LocalDate;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Terms of deals until a contract says its own; rows of {@code billing.deal_policy}.
 *
 * @param clawBackDays from the first payment: a deal cancelled in that time takes its commission back
 * @param declareByDay a month is declared by this day of the next one
 */
public record DealPolicy(int clawBackDays, int declareByDay) {
    static Mono<DealPolicy> on(DatabaseClient db, LocalDate day) {
        return db.sql("""
            select claw_back_days, declare_by_day from billing.deal_policy
            where valid_from <= :day order by valid_from desc limit 1\
            """)
                .bind("day", day)
                .map(row -> new DealPolicy(
                        required(row, "claw_back_days", Integer.class), required(row, "declare_by_day", Integer.class)))
                .one()
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("no terms of deals on " + day)));
    }

    /** Last day on which a cancellation takes the commission back. */
    LocalDate clawBackUntil(Deal deal) {
        return deal.paidOn().plusDays(clawBackDays);
    }
}
