package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.platform.Sql;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Leads that the portal owes. */
final class Replacements {
    record Due(TenantId tenant, ReplacementId id) {}

    private static final String SELECT = """
        select id, charge_id, state, owed_at, due_at, note, delivered_by from billing.replacement where tenant_id = :tenant
        """;

    /** False when one is owed for this charge already. */
    Mono<Boolean> insert(DatabaseClient db, TenantId tenant, Replacement owed, String actor) {
        return db.sql("""
            insert into billing.replacement (tenant_id, id, charge_id, state, owed_at, due_at, note, actor)
            values (:tenant, :id, :charge, :state, :owedAt, :dueAt, :note, :actor)
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
                        owed.id(), owed.charge(), state, owed.owedAt(), owed.dueAt(), owed.note(), delivered));
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
        return new Replacement(
                new ReplacementId(required(row, "id", UUID.class)),
                new ChargeId(required(row, "charge_id", UUID.class)),
                Replacement.State.valueOf(required(row, "state", String.class)),
                required(row, "owed_at", Instant.class),
                required(row, "due_at", Instant.class),
                required(row, "note", String.class),
                delivered == null ? null : new ChargeId(delivered));
    }
}
