package io.kvartal.call;

import io.kvartal.number.Confidence;
import io.kvartal.platform.Pii;
import io.kvartal.platform.Sql;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Rows of calls. */
final class StoredCalls {
    private static final String COLUMNS = """
        c.id, c.complex, c.direction, c.caller_enc, c.dialled, c.started_at, c.answered, c.wait_sec, c.talk_sec, c.outcome,
        c.source, c.medium, c.campaign, c.term, c.page, c.confidence, r.state as recording, r.duration_ms, r.peaks
        from call.call c left join call.recording r on r.tenant_id = c.tenant_id and r.call_id = c.id
        """;

    private StoredCalls() {}

    static Mono<Void> insert(DatabaseClient db, TenantId tenant, Inbox.Row row, FinishedCall call, Pii pii) {
        var caller = call.caller();
        var dialled = call.dialled();
        var visitor = call.visitor();
        var who = call.attribution();
        var insert = db.sql("""
            insert into call.call
                (tenant_id, id, provider, external_id, complex_id, complex, direction, caller_enc, caller_hmac, dialled, visitor_id,
                 started_at, received_at, answered, wait_sec, talk_sec, outcome, vendor_target, vendor_repeated,
                 source, medium, campaign, term, page, confidence)
            values
                (:tenant, :id, :provider, :external, :complexId, :complex, :direction, :callerEnc, :callerHmac, :dialled, :visitor,
                 :startedAt, :receivedAt, :answered, :wait, :talk, :outcome, :vendorTarget, :vendorRepeated,
                 :source, :medium, :campaign, :term, :page, :confidence)
            """)
                .bind("tenant", tenant.value())
                .bind("id", call.id().value())
                .bind("provider", row.provider())
                .bind("external", row.externalId())
                .bind("complexId", call.complex().id().value())
                .bind("complex", call.complex().slug())
                .bind("direction", call.direction().code())
                .bind("startedAt", call.startedAt())
                .bind("receivedAt", row.receivedAt())
                .bind("answered", call.answered())
                .bind("wait", call.waitSec())
                .bind("talk", call.talkSec())
                .bind("outcome", call.outcome().code())
                .bind("confidence", who.confidence().name());
        insert = Sql.bind(insert, "callerEnc", caller == null ? null : pii.seal(caller), byte[].class);
        insert = Sql.bind(insert, "callerHmac", caller == null ? null : pii.fingerprint(caller), byte[].class);
        insert = Sql.bind(insert, "dialled", dialled == null ? null : dialled.e164(), String.class);
        insert = Sql.bind(insert, "visitor", visitor == null ? null : visitor.value(), UUID.class);
        insert = Sql.bind(insert, "vendorTarget", call.vendorTarget(), Boolean.class);
        insert = Sql.bind(insert, "vendorRepeated", call.vendorRepeated(), Boolean.class);
        insert = Sql.bind(insert, "source", who.source(), String.class);
        insert = Sql.bind(insert, "medium", who.medium(), String.class);
        insert = Sql.bind(insert, "campaign", who.campaign(), String.class);
        insert = Sql.bind(insert, "term", who.term(), String.class);
        return Sql.bind(insert, "page", who.page(), String.class).then();
    }

    /** @param before the last row of the page before, null for the first page */
    static Mono<List<CallView>> list(
            DatabaseClient db, TenantId tenant, CallFilter filter, @Nullable Cursor before, int limit, Pii pii) {
        var select =
                db.sql("select " + COLUMNS + """
                    where c.tenant_id = :tenant
                      and (:complex::text is null or c.complex = :complex)
                      and (:from::timestamptz is null or c.started_at >= :from)
                      and (:to::timestamptz is null or c.started_at < :to)
                      and (:outcome::text is null or c.outcome = :outcome)
                      and (:source::text is null or c.source = :source)
                      and (:beforeAt::timestamptz is null or (c.started_at, c.id) < (:beforeAt, :beforeId))
                    order by c.started_at desc, c.id desc limit :limit
                    """).bind("tenant", tenant.value()).bind("limit", limit);
        var outcome = filter.outcome();
        select = Sql.bind(select, "complex", filter.complex(), String.class);
        select = Sql.bind(select, "from", filter.from(), Instant.class);
        select = Sql.bind(select, "to", filter.to(), Instant.class);
        select = Sql.bind(select, "outcome", outcome == null ? null : outcome.code(), String.class);
        select = Sql.bind(select, "source", filter.source(), String.class);
        select = Sql.bind(select, "beforeAt", before == null ? null : before.at(), Instant.class);
        select = Sql.bind(select, "beforeId", before == null ? null : before.id(), UUID.class);
        return select.map(row -> view(row, pii)).all().collectList();
    }

    static Mono<CallView> one(DatabaseClient db, TenantId tenant, CallId call, Pii pii) {
        return db.sql("select " + COLUMNS + " where c.tenant_id = :tenant and c.id = :id")
                .bind("tenant", tenant.value())
                .bind("id", call.value())
                .map(row -> view(row, pii))
                .one()
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("call")));
    }

    static Mono<List<CallView>> some(DatabaseClient db, TenantId tenant, List<CallId> calls, Pii pii) {
        return db.sql("select " + COLUMNS + " where c.tenant_id = :tenant and c.id = any(:ids) order by c.started_at")
                .bind("tenant", tenant.value())
                .bind("ids", calls.stream().map(CallId::value).toArray(UUID[]::new))
                .map(row -> view(row, pii))
                .all()
                .collectList();
    }

    /** Whose a call is; only staff may ask. */
    static Mono<TenantId> tenant(DatabaseClient db, CallId call) {
        return db.sql("select developer_id from call.session where call_id = :id and developer_id is not null")
                .bind("id", call.value())
                .map(row -> new TenantId(Objects.requireNonNull(row.get("developer_id", UUID.class))))
                .one()
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("call")));
    }

    static Mono<List<UnattributedCall>> unattributed(DatabaseClient db, int limit, Pii pii) {
        return db.sql("""
            select call_id, provider, caller_enc, dialled, started_at, outcome, talk_sec from call.session
            where state = 'unattributed' order by started_at desc limit :limit
            """)
                .bind("limit", limit)
                .map(row -> {
                    var outcome = row.get("outcome", String.class);
                    var talk = row.get("talk_sec", Integer.class);
                    return new UnattributedCall(
                            new CallId(Objects.requireNonNull(row.get("call_id", UUID.class))),
                            Objects.requireNonNull(row.get("provider", String.class)),
                            phone(row, pii),
                            row.get("dialled", String.class),
                            row.get("started_at", Instant.class),
                            outcome == null ? null : Outcome.of(outcome),
                            talk == null ? 0 : talk);
                })
                .all()
                .collectList();
    }

    private static CallView view(Readable row, Pii pii) {
        var dialled = row.get("dialled", String.class);
        var recording = row.get("recording", String.class);
        return new CallView(
                new CallId(Objects.requireNonNull(row.get("id", UUID.class))),
                text(row, "complex"),
                Direction.of(text(row, "direction")),
                phone(row, pii),
                false,
                dialled == null ? null : new PhoneNumber(dialled),
                Objects.requireNonNull(row.get("started_at", Instant.class)),
                Objects.requireNonNull(row.get("answered", Boolean.class)),
                Objects.requireNonNull(row.get("wait_sec", Integer.class)),
                Objects.requireNonNull(row.get("talk_sec", Integer.class)),
                Outcome.of(text(row, "outcome")),
                new Attribution(
                        row.get("source", String.class),
                        row.get("medium", String.class),
                        row.get("campaign", String.class),
                        row.get("term", String.class),
                        row.get("page", String.class),
                        Confidence.valueOf(text(row, "confidence"))),
                recording == null ? RecordingState.ABSENT : RecordingState.valueOf(recording),
                row.get("duration_ms", Integer.class),
                peaks(row.get("peaks", byte[].class)),
                null);
    }

    private static List<Integer> peaks(byte @Nullable [] bytes) {
        var out = new ArrayList<Integer>();
        for (var peak : bytes == null ? new byte[0] : bytes) {
            out.add((int) peak);
        }
        return out;
    }

    private static @Nullable PhoneNumber phone(Readable row, Pii pii) {
        var sealed = row.get("caller_enc", byte[].class);
        return sealed == null ? null : pii.openPhone(sealed);
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
