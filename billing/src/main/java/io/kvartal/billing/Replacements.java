package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.contract.RoomClass;
import io.kvartal.platform.Sql;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Leads that the portal owes. */
final class Replacements {
    record Due(TenantId tenant, ReplacementId id) {}

    private static final String SELECT = """
        select tenant_id, id, charge_id, state, owed_at, due_at, note, delivered_by, complexes, room from billing.replacement where tenant_id = :tenant
        """;

    /** False when one is owed for this charge already. */
    Mono<Boolean> insert(DatabaseClient db, TenantId tenant, Replacement owed, String actor) {
        var wanted = owed.wanted();
        var room = wanted.room();
        var insert = db.sql("""
            insert into billing.replacement (tenant_id, id, charge_id, state, owed_at, due_at, note, actor, complexes, room)
            values (:tenant, :id, :charge, :state, :owedAt, :dueAt, :note, :actor, :complexes, :room)
            on conflict (tenant_id, charge_id) do nothing\
            """)
                .bind("tenant", tenant.value())
                .bind("id", owed.id().value())
                .bind("charge", owed.charge().value())
                .bind("state", owed.state().name())
                .bind("owedAt", owed.owedAt())
                .bind("dueAt", owed.dueAt())
                .bind("note", owed.note())
                .bind("actor", actor)
                .bind("complexes", wanted.complexes().toArray(String[]::new));
        return Sql.bind(insert, "room", room == null ? null : room.name(), String.class)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Replacement> settle(
            DatabaseClient db,
            TenantId tenant,
            Replacement owed,
            Replacement.State state,
            @Nullable ChargeId delivered) {
        var update = db.sql("""
            update billing.replacement set state = :state, delivered_by = :delivered
            where tenant_id = :tenant and id = :id and state = 'OWED'\
            """)
                .bind("state", state.name())
                .bind("tenant", tenant.value())
                .bind("id", owed.id().value());
        return Sql.bind(update, "delivered", delivered == null ? null : delivered.value(), UUID.class)
                .then()
                .thenReturn(new Replacement(
                        owed.id(),
                        owed.charge(),
                        state,
                        owed.owedAt(),
                        owed.dueAt(),
                        owed.note(),
                        delivered,
                        owed.wanted()));
    }

    /** What is still owed for one charge is owed for another. */
    Mono<Void> move(DatabaseClient db, TenantId tenant, ChargeId from, ChargeId to) {
        return db.sql("""
            update billing.replacement set charge_id = :to
            where tenant_id = :tenant and charge_id = :from and state = 'OWED'\
            """)
                .bind("to", to.value())
                .bind("tenant", tenant.value())
                .bind("from", from.value())
                .then();
    }

    Mono<Replacement> byId(DatabaseClient db, TenantId tenant, ReplacementId id) {
        return db.sql(SELECT + " and id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map(Replacements::replacement)
                .one()
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("replacement")));
    }

    Mono<List<Replacement>> all(DatabaseClient db, TenantId tenant) {
        return db.sql(SELECT + " order by owed_at desc, id")
                .bind("tenant", tenant.value())
                .map(Replacements::replacement)
                .all()
                .collectList();
    }

    Mono<Replacement> ofCharge(DatabaseClient db, TenantId tenant, ChargeId charge) {
        return db.sql(SELECT + " and charge_id = :charge")
                .bind("tenant", tenant.value())
                .bind("charge", charge.value())
                .map(Replacements::replacement)
                .one();
    }

    /** A promise and whose it is. */
    record OfTenant(TenantId tenant, Replacement replacement) {}

    /** Of all tenants: what is owed first, by its deadline; then what is settled, newest first. */
    Mono<List<OfTenant>> ofAll(DatabaseClient db, int limit) {
        return db.sql(SELECT.replace("where tenant_id = :tenant", "") + """
            order by state <> 'OWED', case when state = 'OWED' then due_at end, owed_at desc, id limit :limit\
            """)
                .bind("limit", limit)
                .map(row -> new OfTenant(new TenantId(required(row, "tenant_id", UUID.class)), replacement(row)))
                .all()
                .collectList();
    }

    /** Everything that is owed, oldest first. */
    Mono<List<Due>> owed(DatabaseClient db) {
        return db.sql("""
            select tenant_id, id from billing.replacement where state = 'OWED' order by owed_at, id limit 1000\
            """)
                .map(row -> new Due(
                        new TenantId(required(row, "tenant_id", UUID.class)),
                        new ReplacementId(required(row, "id", UUID.class))))
                .all()
                .collectList();
    }

    /**
     * The first lead after the promise, and not after its deadline, that makes good for it: charged in full, no lead of another promise, itself not
     * promised to be made good. Empty when there is none.
     */
    Mono<ChargeId> match(DatabaseClient db, TenantId tenant, Replacement owed, Set<String> complexes) {
        var room = owed.wanted().room();
        var select = db.sql("""
            select c.id from billing.charge c
            join billing.assessment a on a.tenant_id = c.tenant_id and a.id = c.assessment_id
            left join billing.contact_fact f
                on f.tenant_id = a.tenant_id and f.contact_id = a.contact_id and f.seq = a.fact_seq
            where c.tenant_id = :tenant and c.kind = 'LEAD' and c.occurred_at > :owedAt and c.occurred_at <= :dueAt
                and c.complex = any(:complexes)
                and (cast(:room as text) is null or coalesce(f.facts::json ->> 'room', a.receipt::json #>> '{facts,room}') = :room)
                and not exists (select 1 from billing.credit_note n
                    where n.tenant_id = c.tenant_id and n.charge_id = c.id)
                and not exists (select 1 from billing.replacement r
                    where r.tenant_id = c.tenant_id and (r.delivered_by = c.id or r.charge_id = c.id))
            order by c.occurred_at, c.id limit 1\
            """)
                .bind("tenant", tenant.value())
                .bind("owedAt", owed.owedAt())
                .bind("dueAt", owed.dueAt())
                .bind("complexes", complexes.toArray(String[]::new));
        return Sql.bind(select, "room", room == null ? null : room.name(), String.class)
                .map(row -> new ChargeId(required(row, "id", UUID.class)))
                .one();
    }

    Mono<List<Due>> overdue(DatabaseClient db, Instant now) {
        return db.sql("""
            select tenant_id, id from billing.replacement where state = 'OWED' and due_at < :now
            order by due_at limit 200\
            """)
                .bind("now", now)
                .map(row -> new Due(
                        new TenantId(required(row, "tenant_id", UUID.class)),
                        new ReplacementId(required(row, "id", UUID.class))))
                .all()
                .collectList();
    }

    private static Replacement replacement(Readable row) {
        var delivered = row.get("delivered_by", UUID.class);
        var complexes = row.get("complexes", String[].class);
        var room = row.get("room", String.class);
        return new Replacement(
                new ReplacementId(required(row, "id", UUID.class)),
                new ChargeId(required(row, "charge_id", UUID.class)),
                Replacement.State.valueOf(required(row, "state", String.class)),
                required(row, "owed_at", Instant.class),
                required(row, "due_at", Instant.class),
                required(row, "note", String.class),
                delivered == null ? null : new ChargeId(delivered),
                new Replacement.Wanted(
                        complexes == null ? Set.of() : Set.of(complexes),
                        room == null ? null : RoomClass.valueOf(room)));
    }
}
