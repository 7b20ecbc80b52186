package io.kvartal.lead;

import static java.util.Objects.requireNonNull;

import io.kvartal.catalogue.ComplexId;
import io.kvartal.contract.Channel;
import io.kvartal.contract.CommercialModel;
import io.kvartal.platform.Sql;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Rows of {@code lead.lead}. */
@Repository
class StoredLeads {
    static final String COLUMNS = """
        tenant_id, id, complex_id, complex, complex_name, unit_id, person, phone_enc, name, locale, channel, source, medium,
        campaign, term, page, confidence, visitor, stage, refusal, handling, model, taken_at, qualified, verdict, disputed,
        assignee, promised_by, promise_kept_at, first_contact_at, withdrawn_at, lost_at, lost_reason, created_at,
        last_contact_at, version
        """;

    /**
     * Makes touches of one buyer about one complex come one after another until the transaction ends; otherwise a form and a
     * call in the same second would make two leads.
     */
    Mono<Void> queueUp(DatabaseClient db, String key) {
        return db.sql("select pg_advisory_xact_lock(hashtextextended(:key, 41))")
                .bind("key", key)
                .then();
    }

    /** The lead that a new touch of this buyer belongs to, locked; none when it is closed, lost or too long ago. */
    Mono<Optional<StoredLead>> open(
            DatabaseClient db, TenantId tenant, byte[] person, ComplexId complex, Instant from, Instant to) {
        return db.sql("select " + COLUMNS + """
             from lead.lead
            where tenant_id = :tenant and person = :person and complex_id = :complex
              and lost_at is null and withdrawn_at is null and stage not in ('DEAL', 'REFUSED')
              and last_contact_at >= :from and created_at <= :to
            order by created_at desc limit 1 for update
            """)
                .bind("tenant", tenant.value())
                .bind("person", person)
                .bind("complex", complex.value())
                .bind("from", from)
                .bind("to", to)
                .map(StoredLeads::read)
                .one()
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    /** @throws Problem.NotFound (as an error signal) when this tenant has no such lead */
    Mono<StoredLead> get(DatabaseClient db, TenantId tenant, LeadId id) {
        return one(db, "select " + COLUMNS + " from lead.lead where tenant_id = :tenant and id = :id", tenant, id);
    }

    /** Only a staff transaction sees leads of more than one tenant. */
    Mono<TenantId> developerOf(DatabaseClient db, LeadId id) {
        return db.sql("select tenant_id from lead.lead where id = :id")
                .bind("id", id.value())
                .map(row -> new TenantId(must(row, "tenant_id", UUID.class)))
                .one()
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("lead")));
    }

    /** The same, locked until the transaction ends. */
    Mono<StoredLead> lock(DatabaseClient db, TenantId tenant, LeadId id) {
        return one(
                db,
                "select " + COLUMNS + " from lead.lead where tenant_id = :tenant and id = :id for update",
                tenant,
                id);
    }

    private static Mono<StoredLead> one(DatabaseClient db, String sql, TenantId tenant, LeadId id) {
        return db.sql(sql)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map(StoredLeads::read)
                .one()
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("lead")));
    }

    Mono<Void> add(DatabaseClient db, StoredLead lead) {
        var insert = db.sql("""
            insert into lead.lead (tenant_id, id, complex_id, complex, complex_name, unit_id, person, phone_enc, name, locale,
                channel, source, medium, campaign, term, page, confidence, visitor, stage, handling, model, taken_at, qualified,
                promised_by, first_contact_at, created_at, last_contact_at)
            values (:tenant, :id, :complexId, :complex, :complexName, :unit, :person, :phone, :name, :locale,
                :channel, :source, :medium, :campaign, :term, :page, :confidence, :visitor, :stage, :handling, :model, :takenAt,
                :qualified, :promisedBy, :firstContactAt, :createdAt, :lastContactAt)
            """)
                .bind("tenant", lead.tenant().value())
                .bind("id", lead.id().value())
                .bind("complexId", lead.complexId().value())
                .bind("complex", lead.complex())
                .bind("complexName", lead.complexName())
                .bind("locale", lead.locale().code())
                .bind("channel", lead.channel().name())
                .bind("stage", lead.stage().name())
                .bind("handling", lead.handling().name())
                .bind("model", lead.model().name())
                .bind("createdAt", lead.createdAt())
                .bind("lastContactAt", lead.lastContactAt());
        insert = Sql.bind(insert, "unit", lead.unit(), UUID.class);
        insert = Sql.bind(insert, "person", lead.person(), byte[].class);
        insert = Sql.bind(insert, "phone", lead.phone(), byte[].class);
        insert = Sql.bind(insert, "name", lead.name(), String.class);
        insert = Sql.bind(insert, "takenAt", lead.takenAt(), Instant.class);
        insert = Sql.bind(insert, "qualified", lead.qualified(), String.class);
        insert = Sql.bind(insert, "promisedBy", lead.promisedBy(), Instant.class);
        insert = Sql.bind(insert, "firstContactAt", lead.firstContactAt(), Instant.class);
        return attribution(insert, lead.attribution()).then();
    }

    /** A further touch: the lead is fresh again, and learns a name or a unit that it did not know. */
    Mono<Void> joined(DatabaseClient db, StoredLead lead, Instant at, @Nullable String name, @Nullable UUID unit) {
        var update = db.sql("""
            update lead.lead
               set last_contact_at = greatest(last_contact_at, :at), name = coalesce(name, :name),
                   unit_id = coalesce(unit_id, :unit), version = version + 1
             where tenant_id = :tenant and id = :id
            """).bind("at", at);
        update = Sql.bind(update, "name", name, String.class);
        update = Sql.bind(update, "unit", unit, UUID.class);
        return of(update, lead).then();
    }

    Mono<Void> promised(DatabaseClient db, StoredLead lead, Instant by) {
        return of(db.sql("""
            update lead.lead set promised_by = :by, promise_kept_at = null, broken_minutes = 0
             where tenant_id = :tenant and id = :id
            """).bind("by", by), lead).then();
    }

    /** Two people spoke. */
    Mono<Void> spoken(DatabaseClient db, StoredLead lead, Instant at) {
        return of(db.sql("""
            update lead.lead
               set first_contact_at = least(coalesce(first_contact_at, :at), :at),
                   promise_kept_at = case when promised_by is null then null else coalesce(promise_kept_at, :at) end,
                   version = version + 1
             where tenant_id = :tenant and id = :id
            """).bind("at", at), lead).then();
    }

    Mono<Void> broken(DatabaseClient db, StoredLead lead, int minutes) {
        return of(
                        db.sql("update lead.lead set broken_minutes = :minutes where tenant_id = :tenant and id = :id")
                                .bind("minutes", minutes),
                        lead)
                .then();
    }

    /** From the call centre to the developer; a new lead is then in work. */
    Mono<Void> handed(DatabaseClient db, StoredLead lead, Stage stage, Instant at) {
        return of(db.sql("""
            update lead.lead set handling = 'DEVELOPER', taken_at = :at, stage = :stage, version = version + 1
             where tenant_id = :tenant and id = :id
            """).bind("at", at).bind("stage", stage.name()), lead).then();
    }

    Mono<Void> moved(DatabaseClient db, StoredLead lead, Stage stage, @Nullable String refusal) {
        var update = db.sql("""
            update lead.lead set stage = :stage, refusal = :refusal, version = version + 1
             where tenant_id = :tenant and id = :id and version = :version
            """).bind("stage", stage.name()).bind("version", lead.version());
        return of(Sql.bind(update, "refusal", refusal, String.class), lead).then();
    }

    Mono<Void> assigned(DatabaseClient db, StoredLead lead, @Nullable String assignee) {
        var update = db.sql("""
            update lead.lead set assignee = :assignee, version = version + 1 where tenant_id = :tenant and id = :id
            """);
        return of(Sql.bind(update, "assignee", assignee, String.class), lead).then();
    }

    Mono<Void> qualified(DatabaseClient db, StoredLead lead, String classification) {
        return of(db.sql("""
            update lead.lead set qualified = :classification, version = version + 1 where tenant_id = :tenant and id = :id
            """).bind("classification", classification), lead).then();
    }

    Mono<Void> disputed(DatabaseClient db, StoredLead lead, boolean open) {
        return of(db.sql("""
            update lead.lead set disputed = :open, version = version + 1 where tenant_id = :tenant and id = :id
            """).bind("open", open), lead).then();
    }

    Mono<Void> withdrawn(DatabaseClient db, StoredLead lead, Instant at) {
        return of(db.sql("""
            update lead.lead set withdrawn_at = coalesce(withdrawn_at, :at), version = version + 1
             where tenant_id = :tenant and id = :id
            """).bind("at", at), lead).then();
    }

    Mono<Void> lost(DatabaseClient db, StoredLead lead, Instant at, String reason) {
        return of(db.sql("""
            update lead.lead set lost_at = :at, lost_reason = :reason, version = version + 1
             where tenant_id = :tenant and id = :id
            """).bind("at", at).bind("reason", reason), lead).then();
    }

    private static GenericExecuteSpec of(GenericExecuteSpec statement, StoredLead lead) {
        return statement
                .bind("tenant", lead.tenant().value())
                .bind("id", lead.id().value());
    }

    static GenericExecuteSpec attribution(GenericExecuteSpec insert, Attribution from) {
        insert = Sql.bind(insert, "source", from.source(), String.class);
        insert = Sql.bind(insert, "medium", from.medium(), String.class);
        insert = Sql.bind(insert, "campaign", from.campaign(), String.class);
        insert = Sql.bind(insert, "term", from.term(), String.class);
        insert = Sql.bind(insert, "page", from.page(), String.class);
        insert = Sql.bind(insert, "confidence", from.confidence(), String.class);
        return Sql.bind(insert, "visitor", from.visitor(), UUID.class);
    }

    static StoredLead read(Readable row) {
        return new StoredLead(
                new TenantId(must(row, "tenant_id", UUID.class)),
                new LeadId(must(row, "id", UUID.class)),
                new ComplexId(must(row, "complex_id", UUID.class)),
                must(row, "complex", String.class),
                must(row, "complex_name", String.class),
                row.get("unit_id", UUID.class),
                row.get("person", byte[].class),
                row.get("phone_enc", byte[].class),
                row.get("name", String.class),
                Lang.of(must(row, "locale", String.class)).orElseThrow(),
                Channel.valueOf(must(row, "channel", String.class)),
                new Attribution(
                        row.get("visitor", UUID.class),
                        row.get("source", String.class),
                        row.get("medium", String.class),
                        row.get("campaign", String.class),
                        row.get("term", String.class),
                        row.get("page", String.class),
                        row.get("confidence", String.class)),
                Stage.valueOf(must(row, "stage", String.class)),
                row.get("refusal", String.class),
                Handling.valueOf(must(row, "handling", String.class)),
                CommercialModel.valueOf(must(row, "model", String.class)),
                row.get("taken_at", Instant.class),
                row.get("qualified", String.class),
                row.get("verdict", String.class),
                must(row, "disputed", Boolean.class),
                row.get("assignee", String.class),
                row.get("promised_by", Instant.class),
                row.get("promise_kept_at", Instant.class),
                row.get("first_contact_at", Instant.class),
                row.get("withdrawn_at", Instant.class),
                row.get("lost_at", Instant.class),
                row.get("lost_reason", String.class),
                must(row, "created_at", Instant.class),
                must(row, "last_contact_at", Instant.class),
                must(row, "version", Integer.class));
    }

    static <T> T must(Readable row, String column, Class<T> type) {
        return requireNonNull(row.get(column, type));
    }
}
