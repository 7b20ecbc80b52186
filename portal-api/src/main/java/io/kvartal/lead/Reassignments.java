package io.kvartal.lead;

import static io.kvartal.lead.StoredLeads.must;

import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Rows of {@code lead.reassignment}. */
@Repository
class Reassignments {

    /** A lead and whose it is. */
    record Place(TenantId tenant, LeadId lead) {}

    Mono<Void> add(DatabaseClient db, Place from, Place to, String actor, Instant at) {
        return db.sql("""
            insert into lead.reassignment (from_developer, from_lead, to_developer, to_lead, actor, at)
            values (:from, :fromLead, :to, :toLead, :actor, :at)
            """)
                .bind("from", from.tenant().value())
                .bind("fromLead", from.lead().value())
                .bind("to", to.tenant().value())
                .bind("toLead", to.lead().value())
                .bind("actor", actor)
                .bind("at", at)
                .then();
    }

    /** Where the lead is now: itself, when it never moved. */
    Mono<Place> follow(DatabaseClient db, Place start) {
        return db.sql("""
            select to_developer, to_lead from lead.reassignment where from_developer = :from and from_lead = :lead
            """)
                .bind("from", start.tenant().value())
                .bind("lead", start.lead().value())
                .map(row -> new Place(
                        new TenantId(must(row, "to_developer", UUID.class)),
                        new LeadId(must(row, "to_lead", UUID.class))))
                .one()
                .flatMap(next -> follow(db, next))
                .defaultIfEmpty(start);
    }
}
