package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.platform.Sql;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Credit notes with their numbers. */
final class CreditDocuments {
    private static final String SELECT = """
        select n.id, n.charge_id, n.amount_minor, n.vat_minor, n.currency, n.reason, n.issued_at, k.number
        from billing.credit_note n
        left join billing.credit_number k on k.tenant_id = n.tenant_id and k.credit_id = n.id
        """;

    /** A credit note as lists show it. */
    record Row(
            UUID id,
            ChargeId charge,
            Money amount,
            Money vat,
            @Nullable String number,
            CreditReason reason,
            Instant at) {}

    /** The note's VAT and number; empty when there is no such note. */
    Mono<Row> row(DatabaseClient db, TenantId tenant, UUID id) {
        return rows(db, tenant, id, null, 1).flatMap(all -> all.isEmpty() ? Mono.empty() : Mono.just(all.getFirst()));
    }

    Mono<List<Row>> ofCharge(DatabaseClient db, TenantId tenant, ChargeId charge) {
        return rows(db, tenant, null, charge.value(), 1_000);
    }

    /** Newest first. */
    Mono<List<Row>> all(DatabaseClient db, TenantId tenant, int limit) {
        return rows(db, tenant, null, null, limit);
    }

    /** Issued at the first instant or later and before the second, oldest first. */
    Mono<List<Row>> between(DatabaseClient db, TenantId tenant, Instant from, Instant until) {
        return db.sql(SELECT + """
            where n.tenant_id = :tenant and n.issued_at >= :from and n.issued_at < :until order by n.issued_at, n.id\
            """)
                .bind("tenant", tenant.value())
                .bind("from", from)
                .bind("until", until)
                .map(CreditDocuments::map)
                .all()
                .collectList();
    }

    private static Mono<List<Row>> rows(
            DatabaseClient db, TenantId tenant, @Nullable UUID id, @Nullable UUID charge, int limit) {
        var select = db.sql(SELECT + """
            where n.tenant_id = :tenant and (cast(:id as uuid) is null or n.id = :id)
                and (cast(:charge as uuid) is null or n.charge_id = :charge)
            order by n.issued_at desc, n.id desc limit :limit\
            """).bind("tenant", tenant.value()).bind("limit", limit);
        select = Sql.bind(select, "id", id, UUID.class);
        return Sql.bind(select, "charge", charge, UUID.class)
                .map(CreditDocuments::map)
                .all()
                .collectList();
    }

    private static Row map(Readable row) {
        var currency = required(row, "currency", String.class);
        return new Row(
                required(row, "id", UUID.class),
                new ChargeId(required(row, "charge_id", UUID.class)),
                Money.of(required(row, "amount_minor", Long.class), currency),
                Money.of(required(row, "vat_minor", Long.class), currency),
                row.get("number", String.class),
                CreditReason.valueOf(required(row, "reason", String.class)),
                required(row, "issued_at", Instant.class));
    }

    /** False when the note has one, or when there is no such note. */
    Mono<Boolean> isWithoutNumber(DatabaseClient db, TenantId tenant, UUID id) {
        return row(db, tenant, id).map(row -> row.number() == null).defaultIfEmpty(false);
    }

    /** The seller's next one. The counter stays locked until the transaction ends: no gaps. */
    Mono<Void> give(DatabaseClient db, TenantId tenant, UUID id, String legalEntity, Instant now) {
        return db.sql("""
            with next as (
                insert into billing.credit_counter (legal_entity, next_number) values (:entity, 2)
                on conflict (legal_entity) do update set next_number = billing.credit_counter.next_number + 1
                returning next_number - 1 as no)
            insert into billing.credit_number (tenant_id, credit_id, legal_entity, number, numbered_at)
            select :tenant, :id, e.id, e.prefix || '-C-' || lpad(next.no::text, 6, '0'), :now
            from next, billing.legal_entity e where e.id = :entity\
            """)
                .bind("entity", legalEntity)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("now", now)
                .then();
    }
}
