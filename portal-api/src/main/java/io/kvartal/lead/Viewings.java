package io.kvartal.lead;

import static io.kvartal.platform.Sql.required;

import io.kvartal.catalogue.ComplexId;
import io.kvartal.catalogue.Storefront;
import io.kvartal.contract.Contracts;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Visits that buyers wish for: rows of {@code lead.viewing}, and their lines on the timeline. */
@Component
class Viewings {
    private final LeadStore store;
    private final Contracts contracts;
    private final Storefront storefront;
    private final Clock clock;

    Viewings(LeadStore store, Contracts contracts, Storefront storefront, Clock clock) {
        this.store = store;
        this.contracts = contracts;
        this.storefront = storefront;
        this.clock = clock;
    }

    /**
     * None while neither a permit nor a guarantee is published: nothing may be sold there.
     *
     * @throws Problem.NotFound while the developer has no contract
     */
    Mono<List<ViewingDay>> times(TenantId developer, ComplexId complex) {
        return contracts.inForce(developer, clock.instant()).flatMap(contract -> storefront
                .bookable(complex)
                .map(bookable ->
                        bookable ? ViewingTimes.of(contract.hours(), clock.instant()) : List.<ViewingDay>of()));
    }

    /** @throws Problem.Invalid when the office cannot be visited then */
    Mono<Void> check(TenantId developer, ComplexId complex, Instant at) {
        return times(developer, complex)
                .filter(days -> ViewingTimes.offers(days, at))
                .switchIfEmpty(Mono.error(() -> new Problem.Invalid("/viewing", "lead-viewing-not-offered")))
                .then();
    }

    Mono<Optional<Viewing>> of(DatabaseClient db, StoredLead lead) {
        return db.sql("""
            select starts_at, minutes, cancelled_at from lead.viewing where tenant_id = :tenant and lead_id = :lead
            """)
                .bind("tenant", lead.tenant().value())
                .bind("lead", lead.id().value())
                .map(row -> Optional.of(new Viewing(
                        required(row, "starts_at", Instant.class),
                        required(row, "minutes", Integer.class),
                        row.get("cancelled_at", Instant.class) != null,
                        0)))
                .one()
                .defaultIfEmpty(Optional.empty());
    }

    /** The first wish of this lead, or another time. */
    Mono<Void> book(DatabaseClient db, StoredLead lead, Instant at) {
        return of(db, lead).flatMap(before -> {
            var open = before.filter(viewing -> !viewing.cancelled());
            var kind = open.isPresent() ? EventKind.VIEWING_MOVED : EventKind.VIEWING_BOOKED;
            return upsert(db, lead, at).then(note(db, lead, kind, at));
        });
    }

    /** Nothing happens when there is none. */
    Mono<Void> cancel(DatabaseClient db, StoredLead lead) {
        return db.sql("""
            update lead.viewing set cancelled_at = :now, changed_at = :now
             where tenant_id = :tenant and lead_id = :lead and cancelled_at is null returning starts_at
            """)
                .bind("now", clock.instant())
                .bind("tenant", lead.tenant().value())
                .bind("lead", lead.id().value())
                .map(row -> required(row, "starts_at", Instant.class))
                .one()
                .flatMap(at -> note(db, lead, EventKind.VIEWING_CANCELLED, at));
    }

    private Mono<Void> upsert(DatabaseClient db, StoredLead lead, Instant at) {
        return db.sql("""
            insert into lead.viewing (tenant_id, id, lead_id, starts_at, minutes, created_at, changed_at)
            values (:tenant, :id, :lead, :at, :minutes, :now, :now)
            on conflict (tenant_id, lead_id) do update
            set starts_at = excluded.starts_at, cancelled_at = null, changed_at = excluded.changed_at
            """)
                .bind("tenant", lead.tenant().value())
                .bind("id", Ids.next())
                .bind("lead", lead.id().value())
                .bind("at", at)
                .bind("minutes", (int) ViewingTimes.LENGTH.toMinutes())
                .bind("now", clock.instant())
                .then();
    }

    private Mono<Void> note(DatabaseClient db, StoredLead lead, EventKind kind, Instant at) {
        return store.timeline()
                .add(db, lead, kind, Timeline.BUYER, clock.instant(), Map.of("viewingAt", at.toString()));
    }
}
