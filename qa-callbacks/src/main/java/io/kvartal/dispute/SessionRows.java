package io.kvartal.dispute;

import static io.kvartal.platform.Sql.required;

import io.kvartal.dispute.DisputeView.Side;
import io.kvartal.dispute.ListeningSession.Line;
import io.kvartal.dispute.ListeningSession.Signature;
import io.kvartal.lead.LeadId;
import io.kvartal.platform.Sql;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code dispute.session}, its disputes, its protocol. */
@Component
class SessionRows {
    private final DisputeRows disputes;

    SessionRows(DisputeRows disputes) {
        this.disputes = disputes;
    }

    Mono<Void> insert(
            DatabaseClient db,
            TenantId tenant,
            SessionId id,
            Instant at,
            String place,
            String by,
            List<DisputeId> about,
            Instant now) {
        return db.sql("""
            insert into dispute.session (tenant_id, id, appointed_at, place, proposed_side, proposed_by, created_at)
            values (:tenant, :id, :at, :place, 'PORTAL', :by, :now)
            """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("at", at)
                .bind("place", place)
                .bind("by", by)
                .bind("now", now)
                .then()
                .thenMany(Flux.fromIterable(about).concatMap(dispute -> db.sql("""
                    insert into dispute.session_dispute (tenant_id, session_id, dispute_id) values (:tenant, :id, :dispute)
                    """)
                        .bind("tenant", tenant.value())
                        .bind("id", id.value())
                        .bind("dispute", dispute.value())
                        .then()))
                .then()
                .onErrorMap(DuplicateKeyException.class, twice -> new Problem.Conflict("dispute.session-exists"));
    }

    /** @param tenant null for staff, who do not know whose it is */
    Mono<ListeningSession> byId(DatabaseClient db, @Nullable TenantId tenant, SessionId id) {
        var select = db.sql("""
            select tenant_id, id, appointed_at, place, proposed_side, proposed_by, agreed_at from dispute.session
            where id = :id and (cast(:tenant as uuid) is null or tenant_id = :tenant) for update
            """).bind("id", id.value());
        return Sql.bind(select, "tenant", tenant == null ? null : tenant.value(), UUID.class)
                .map(row -> new ListeningSession(
                        new SessionId(required(row, "id", UUID.class)),
                        new TenantId(required(row, "tenant_id", UUID.class)),
                        required(row, "appointed_at", Instant.class),
                        required(row, "place", String.class),
                        Side.valueOf(required(row, "proposed_side", String.class)),
                        required(row, "proposed_by", String.class),
                        row.get("agreed_at", Instant.class),
                        List.of(),
                        List.of(),
                        List.of(),
                        null))
                .one()
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("session")))
                .flatMap(head -> disputes.ofSession(db, head.tenant(), id).flatMap(about -> lines(db, head.tenant(), id)
                        .flatMap(lines -> signatures(db, head.tenant(), id)
                                .flatMap(signed -> position(db, head.tenant(), id)
                                        .map(position -> new ListeningSession(
                                                id,
                                                head.tenant(),
                                                head.appointedAt(),
                                                head.place(),
                                                head.proposed(),
                                                head.proposedBy(),
                                                head.agreedAt(),
                                                about,
                                                lines,
                                                signed,
                                                position.orElse(null)))))));
    }

    private static Mono<Optional<ListeningSession.Position>> position(
            DatabaseClient db, TenantId tenant, SessionId id) {
        return db.sql("""
            select p.dispute_id, d.complex_name, p.second, p.set_by, p.set_at from dispute.session_position p
            join dispute.dispute d on d.tenant_id = p.tenant_id and d.id = p.dispute_id
            where p.tenant_id = :tenant and p.session_id = :id
            """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map(row -> new ListeningSession.Position(
                        new DisputeId(required(row, "dispute_id", UUID.class)),
                        required(row, "complex_name", String.class),
                        required(row, "second", Integer.class),
                        required(row, "set_by", String.class),
                        required(row, "set_at", Instant.class)))
                .one()
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    Mono<Void> position(
            DatabaseClient db, ListeningSession session, DisputeId dispute, int second, String by, Instant now) {
        return db.sql("""
            insert into dispute.session_position (tenant_id, session_id, dispute_id, second, set_by, set_at)
            values (:tenant, :id, :dispute, :second, :by, :now)
            on conflict (tenant_id, session_id) do update set dispute_id = excluded.dispute_id,
                second = excluded.second, set_by = excluded.set_by, set_at = excluded.set_at
            """)
                .bind("tenant", session.tenant().value())
                .bind("id", session.id().value())
                .bind("dispute", dispute.value())
                .bind("second", second)
                .bind("by", by)
                .bind("now", now)
                .then();
    }

    Mono<SessionId> ofDispute(DatabaseClient db, Dispute dispute) {
        return db.sql("""
            select session_id from dispute.session_dispute where tenant_id = :tenant and dispute_id = :dispute
            """)
                .bind("tenant", dispute.tenant().value())
                .bind("dispute", dispute.id().value())
                .map(row -> new SessionId(required(row, "session_id", UUID.class)))
                .one();
    }

    Mono<Void> propose(DatabaseClient db, ListeningSession session, Instant at, String place, Side side, String by) {
        return db.sql("""
            update dispute.session set appointed_at = :at, place = :place, proposed_side = :side, proposed_by = :by,
                agreed_at = null, agreed_by = null, version = version + 1
            where tenant_id = :tenant and id = :id
            """)
                .bind("at", at)
                .bind("place", place)
                .bind("side", side.name())
                .bind("by", by)
                .bind("tenant", session.tenant().value())
                .bind("id", session.id().value())
                .then();
    }

    Mono<Void> agree(DatabaseClient db, ListeningSession session, String by, Instant now) {
        return db.sql("""
            update dispute.session set agreed_at = :now, agreed_by = :by, version = version + 1
            where tenant_id = :tenant and id = :id
            """)
                .bind("now", now)
                .bind("by", by)
                .bind("tenant", session.tenant().value())
                .bind("id", session.id().value())
                .then();
    }

    Mono<Void> copy(DatabaseClient db, ListeningSession session) {
        return db.sql("""
            insert into dispute.protocol_line (tenant_id, session_id, dispute_id, complex_name, lead_id, reason, verdict,
                remedy, credited_minor, currency, note)
            select d.tenant_id, s.session_id, d.id, d.complex_name, d.lead_id, d.reason, d.verdict, d.remedy,
                d.credited_minor, d.currency, d.note
            from dispute.session_dispute s join dispute.dispute d on d.tenant_id = s.tenant_id and d.id = s.dispute_id
            where s.tenant_id = :tenant and s.session_id = :id
            """)
                .bind("tenant", session.tenant().value())
                .bind("id", session.id().value())
                .then();
    }

    Mono<Void> sign(DatabaseClient db, ListeningSession session, Side side, String user, String name, Instant now) {
        return db.sql("""
            insert into dispute.signature (tenant_id, session_id, side, user_id, name, signed_at)
            values (:tenant, :id, :side, :user, :name, :now)
            """)
                .bind("tenant", session.tenant().value())
                .bind("id", session.id().value())
                .bind("side", side.name())
                .bind("user", user)
                .bind("name", name)
                .bind("now", now)
                .then();
    }

    private static Mono<List<Line>> lines(DatabaseClient db, TenantId tenant, SessionId id) {
        return db.sql("""
            select dispute_id, lead_id, complex_name, reason, verdict, remedy, credited_minor, currency, note
            from dispute.protocol_line where tenant_id = :tenant and session_id = :id order by dispute_id
            """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map(row -> new Line(
                        new DisputeId(required(row, "dispute_id", UUID.class)),
                        new LeadId(required(row, "lead_id", UUID.class)),
                        required(row, "complex_name", String.class),
                        Reason.valueOf(required(row, "reason", String.class)),
                        Decision.Verdict.valueOf(required(row, "verdict", String.class)),
                        Decision.Remedy.valueOf(required(row, "remedy", String.class)),
                        Money.of(required(row, "credited_minor", Long.class), required(row, "currency", String.class)),
                        required(row, "note", String.class)))
                .all()
                .collectList();
    }

    private static Mono<List<Signature>> signatures(DatabaseClient db, TenantId tenant, SessionId id) {
        return db.sql("""
            select side, name, signed_at from dispute.signature
            where tenant_id = :tenant and session_id = :id order by signed_at
            """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map(row -> new Signature(
                        Side.valueOf(required(row, "side", String.class)),
                        required(row, "name", String.class),
                        required(row, "signed_at", Instant.class)))
                .all()
                .collectList();
    }
}
