package io.kvartal.dispute;

import io.kvartal.billing.ChargeId;
import io.kvartal.dispute.Dispute.Ruling;
import io.kvartal.lead.LeadId;
import io.kvartal.platform.Sql;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** {@code dispute.dispute}. */
@Component
class DisputeRows {
    private static final String SELECT = """
        select tenant_id, id, lead_id, charge_id, complex, complex_name, reason, comment, at_second, state, opened_at,
            opened_by, answer_by, decide_by, verdict, remedy, credited_minor, currency, note, decided_at, decided_by,
            by_silence, other_lead, answered_at, evidence_by, warned_at, version
        from dispute.dispute
        """;
    private static final String EXPIRED = "state = 'EVIDENCE_NEEDED' and evidence_by < :now";
    private static final String OVERDUE =
            "state in ('OPEN', 'UNDER_REVIEW', 'LISTENING', 'APPEALED') and decide_by < :now";

    /** @throws Problem.Conflict when the lead is contested already */
    Mono<Void> insert(DatabaseClient db, Dispute dispute, String currency) {
        var insert = db.sql("""
            insert into dispute.dispute (tenant_id, id, lead_id, charge_id, complex, complex_name, reason, comment,
                at_second, other_lead, state, opened_at, opened_by, answer_by, decide_by, currency)
            values (:tenant, :id, :lead, :charge, :complex, :name, :reason, :comment,
                :second, :other, :state, :openedAt, :openedBy, :answerBy, :decideBy, :currency)
            """)
                .bind("tenant", dispute.tenant().value())
                .bind("id", dispute.id().value())
                .bind("lead", dispute.lead().value())
                .bind("charge", dispute.charge().value())
                .bind("complex", dispute.complex())
                .bind("name", dispute.complexName())
                .bind("reason", dispute.claim().reason().name())
                .bind("comment", dispute.claim().comment())
                .bind("state", dispute.state().name())
                .bind("openedAt", dispute.openedAt())
                .bind("openedBy", dispute.openedBy())
                .bind("answerBy", dispute.answerBy())
                .bind("decideBy", dispute.decideBy())
                .bind("currency", currency);
        var other = dispute.claim().otherLead();
        insert = Sql.bind(insert, "other", other == null ? null : other.value(), UUID.class);
        return Sql.bind(insert, "second", dispute.claim().atSecond(), Integer.class)
                .then()
                .onErrorMap(DuplicateKeyException.class, twice -> new Problem.Conflict("dispute.exists"));
    }

    Mono<Dispute> ofTenant(DatabaseClient db, TenantId tenant, DisputeId id) {
        return db.sql(SELECT + " where tenant_id = :tenant and id = :id for update")
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map(DisputeRows::read)
                .one()
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("dispute")));
    }

    Mono<Dispute> ofLead(DatabaseClient db, TenantId tenant, LeadId lead) {
        return db.sql(SELECT + """
             where tenant_id = :tenant and lead_id = :lead
            order by (state = 'WITHDRAWN'), opened_at desc limit 1
            """)
                .bind("tenant", tenant.value())
                .bind("lead", lead.value())
                .map(DisputeRows::read)
                .one();
    }

    /** For staff. */
    Mono<Dispute> ofLead(DatabaseClient db, LeadId lead) {
        return db.sql(SELECT + """
             where lead_id = :lead order by (state = 'WITHDRAWN'), opened_at desc limit 1
            """)
                .bind("lead", lead.value())
                .map(DisputeRows::read)
                .one();
    }

    /** For staff, who do not know whose it is. */
    Mono<Dispute> lock(DatabaseClient db, DisputeId id) {
        return db.sql(SELECT + " where id = :id for update")
                .bind("id", id.value())
                .map(DisputeRows::read)
                .one()
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("dispute")));
    }

    /** What waits for the portal first, by its deadline; then the rest, newest first. */
    Mono<List<Dispute>> list(DatabaseClient db, boolean openOnly, int limit) {
        return db.sql(SELECT + """
             where not :openOnly or state in ('OPEN', 'EVIDENCE_NEEDED', 'UNDER_REVIEW', 'LISTENING', 'APPEALED')
            order by case when state in ('OPEN', 'UNDER_REVIEW', 'LISTENING', 'APPEALED') then decide_by end
                nulls last, opened_at desc limit :limit
            """)
                .bind("openOnly", openOnly)
                .bind("limit", limit)
                .map(DisputeRows::read)
                .all()
                .collectList();
    }

    Mono<List<Dispute>> listOfTenant(DatabaseClient db, TenantId tenant) {
        return db.sql(SELECT + " where tenant_id = :tenant order by opened_at desc limit 500")
                .bind("tenant", tenant.value())
                .map(DisputeRows::read)
                .all()
                .collectList();
    }

    /** What the portal kept silent about, the oldest deadline first. */
    Mono<List<DisputeId>> overdue(DatabaseClient db, Instant now) {
        return ids(db.sql("select id from dispute.dispute where " + OVERDUE + " order by decide_by limit 1000")
                .bind("now", now));
    }

    /** Empty when somebody answered meanwhile, or another replica is at it. */
    Mono<Dispute> lockOverdue(DatabaseClient db, DisputeId id, Instant now) {
        return db.sql(SELECT + " where id = :id and " + OVERDUE + " for update skip locked")
                .bind("id", id.value())
                .bind("now", now)
                .map(DisputeRows::read)
                .one();
    }

    /** @param evidenceBy until when the developer answers; null when nothing is asked now */
    Mono<Void> move(
            DatabaseClient db, Dispute dispute, DisputeState to, Instant decideBy, @Nullable Instant evidenceBy) {
        var update = db.sql("""
            update dispute.dispute set state = :state, decide_by = :decideBy, evidence_by = :evidenceBy, warned_at = null,
                version = version + 1
            where tenant_id = :tenant and id = :id and version = :version
            """);
        return updated(Sql.bind(update, "evidenceBy", evidenceBy, Instant.class)
                .bind("state", to.name())
                .bind("decideBy", decideBy)
                .bind("tenant", dispute.tenant().value())
                .bind("id", dispute.id().value())
                .bind("version", dispute.version()));
    }

    /** A person's decision is an answer too; the clock's is none. */
    Mono<Void> rule(DatabaseClient db, Dispute dispute, DisputeState to, Ruling ruling) {
        var update = db.sql("""
            update dispute.dispute set state = :state, verdict = :verdict, remedy = :remedy,
                credited_minor = :credited, note = :note, decided_at = :at, decided_by = :by,
                by_silence = :silence, answered_at = coalesce(answered_at, :answered), version = version + 1
            where tenant_id = :tenant and id = :id and version = :version
            """);
        var answered = ruling.by().equals("system") ? null : ruling.at();
        return updated(Sql.bind(update, "answered", answered, Instant.class)
                .bind("state", to.name())
                .bind("verdict", ruling.verdict().name())
                .bind("remedy", ruling.remedy().name())
                .bind("credited", ruling.credited().minor())
                .bind("note", ruling.note())
                .bind("at", ruling.at())
                .bind("by", ruling.by())
                .bind("silence", ruling.bySilence())
                .bind("tenant", dispute.tenant().value())
                .bind("id", dispute.id().value())
                .bind("version", dispute.version()));
    }

    /** The portal has said something. Only the first time counts. */
    Mono<Void> answered(DatabaseClient db, Dispute dispute, Instant now) {
        return db.sql("""
            update dispute.dispute set answered_at = :now where tenant_id = :tenant and id = :id and answered_at is null
            """)
                .bind("now", now)
                .bind("tenant", dispute.tenant().value())
                .bind("id", dispute.id().value())
                .then();
    }

    /** Questions to the developer that end by then and have had no warning. */
    Mono<List<DisputeId>> unwarned(DatabaseClient db, Instant until) {
        return ids(db.sql("""
            select id from dispute.dispute
            where state = 'EVIDENCE_NEEDED' and evidence_by < :until and warned_at is null order by evidence_by limit 1000
            """).bind("until", until));
    }

    /** Empty when it was answered or warned of meanwhile. */
    Mono<Dispute> warn(DatabaseClient db, DisputeId id, Instant now) {
        return db.sql("""
            update dispute.dispute set warned_at = :now
            where id = :id and state = 'EVIDENCE_NEEDED' and warned_at is null
            """)
                .bind("now", now)
                .bind("id", id.value())
                .fetch()
                .rowsUpdated()
                .flatMap(rows -> rows == 1 ? lock(db, id) : Mono.empty());
    }

    /** Questions that the developer left without an answer. */
    Mono<List<DisputeId>> expired(DatabaseClient db, Instant now) {
        return ids(db.sql("select id from dispute.dispute where " + EXPIRED + " order by evidence_by limit 1000")
                .bind("now", now));
    }

    Mono<Dispute> lockExpired(DatabaseClient db, DisputeId id, Instant now) {
        return db.sql(SELECT + " where id = :id and " + EXPIRED + " for update skip locked")
                .bind("id", id.value())
                .bind("now", now)
                .map(DisputeRows::read)
                .one();
    }

    Mono<List<Dispute>> ofSession(DatabaseClient db, TenantId tenant, SessionId session) {
        return db.sql(SELECT + """
             where tenant_id = :tenant and id in (select s.dispute_id from dispute.session_dispute s
                where s.tenant_id = :tenant and s.session_id = :session) order by opened_at, id
            """)
                .bind("tenant", tenant.value())
                .bind("session", session.value())
                .map(DisputeRows::read)
                .all()
                .collectList();
    }

    /** What both sides have agreed to hear together is not decided by silence before. */
    Mono<Void> waitUntil(DatabaseClient db, ListeningSession session, Instant until) {
        return db.sql("""
            update dispute.dispute d set decide_by = greatest(d.decide_by, :until), version = d.version + 1
            where d.tenant_id = :tenant and d.state = 'LISTENING' and d.id in (select s.dispute_id
                from dispute.session_dispute s where s.tenant_id = :tenant and s.session_id = :session)
            """)
                .bind("until", until)
                .bind("tenant", session.tenant().value())
                .bind("session", session.id().value())
                .then();
    }

    /** Decided for the first time since then, whoever's they are. */
    Mono<List<Dispute>> decidedSince(DatabaseClient db, Instant since) {
        return db.sql(SELECT + """
             where decided_at >= :since and verdict is not null and not by_silence and decided_by <> 'system'
            order by decided_at
            """)
                .bind("since", since)
                .map(DisputeRows::read)
                .all()
                .collectList();
    }

    /** Opened since then, of one tenant or of all that the transaction may see. */
    Mono<List<Dispute>> since(DatabaseClient db, @Nullable TenantId tenant, Instant since) {
        var select = db.sql(SELECT + """
             where opened_at >= :since and (cast(:tenant as uuid) is null or tenant_id = :tenant) order by opened_at
            """).bind("since", since);
        return Sql.bind(select, "tenant", tenant == null ? null : tenant.value(), UUID.class)
                .map(DisputeRows::read)
                .all()
                .collectList();
    }

    private static Mono<List<DisputeId>> ids(DatabaseClient.GenericExecuteSpec select) {
        return select.map(row -> new DisputeId(Objects.requireNonNull(row.get("id", UUID.class))))
                .all()
                .collectList();
    }

    private static Mono<Void> updated(DatabaseClient.GenericExecuteSpec update) {
        return update.fetch()
                .rowsUpdated()
                .flatMap(rows ->
                        rows == 1 ? Mono.<Void>empty() : Mono.error(new Problem.Conflict("dispute.changed-meanwhile")));
    }

    private static Dispute read(Readable row) {
        var verdict = row.get("verdict", String.class);
        var other = row.get("other_lead", UUID.class);
        return new Dispute(
                new DisputeId(row.get("id", UUID.class)),
                new TenantId(row.get("tenant_id", UUID.class)),
                new LeadId(row.get("lead_id", UUID.class)),
                new ChargeId(row.get("charge_id", UUID.class)),
                row.get("complex", String.class),
                row.get("complex_name", String.class),
                new Claim(
                        Reason.valueOf(row.get("reason", String.class)),
                        row.get("comment", String.class),
                        row.get("at_second", Integer.class),
                        other == null ? null : new LeadId(other)),
                DisputeState.valueOf(row.get("state", String.class)),
                row.get("opened_at", Instant.class),
                row.get("opened_by", String.class),
                row.get("answer_by", Instant.class),
                row.get("decide_by", Instant.class),
                verdict == null
                        ? null
                        : new Ruling(
                                Decision.Verdict.valueOf(verdict),
                                Decision.Remedy.valueOf(row.get("remedy", String.class)),
                                Money.of(row.get("credited_minor", Long.class), row.get("currency", String.class)),
                                row.get("note", String.class),
                                row.get("decided_at", Instant.class),
                                row.get("decided_by", String.class),
                                row.get("by_silence", Boolean.class)),
                new Dispute.Clockwork(
                        row.get("answered_at", Instant.class),
                        row.get("evidence_by", Instant.class),
                        row.get("warned_at", Instant.class)),
                row.get("version", Integer.class));
    }
}
