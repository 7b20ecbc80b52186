package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.shared.Ids;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Restrictions, graces, and the invoices that cause them. */
final class RestrictionRows {
    /** The oldest due date among what a tenant has not paid. */
    record Oldest(InvoiceId invoice, LocalDate dueOn) {}

    /** An open row holds only as long as its cause does: what is settled is lifted before anybody has written it down. */
    Mono<Boolean> holds(DatabaseClient db, TenantId tenant, LocalDate today) {
        return db.sql("""
            select exists (
                select from billing.restriction r
                where r.tenant_id = :tenant and r.lifted_at is null and exists (
                    select from billing.invoice i where i.tenant_id = r.tenant_id and i.state = 'FINAL'
                        and i.due_on + r.after_days < :today)) as restricted\
            """)
                .bind("tenant", tenant.value())
                .bind("today", today)
                .map(row -> required(row, "restricted", Boolean.class))
                .one();
    }

    Mono<Restriction> open(DatabaseClient db, TenantId tenant) {
        return db.sql("""
            select id, tenant_id, invoice_id, after_days, since from billing.restriction
            where tenant_id = :tenant and lifted_at is null\
            """)
                .bind("tenant", tenant.value())
                .map(RestrictionRows::restriction)
                .one();
    }

    /** Of all tenants that the transaction may see. */
    Mono<List<Restriction>> allOpen(DatabaseClient db) {
        return db.sql("""
            select id, tenant_id, invoice_id, after_days, since from billing.restriction
            where lifted_at is null order by since, id\
            """).map(RestrictionRows::restriction).all().collectList();
    }

    Mono<Oldest> oldestOpen(DatabaseClient db, TenantId tenant) {
        return db.sql("""
            select id, due_on from billing.invoice
            where tenant_id = :tenant and state = 'FINAL' order by due_on, id limit 1\
            """)
                .bind("tenant", tenant.value())
                .map(row -> new Oldest(
                        new InvoiceId(required(row, "id", UUID.class)), required(row, "due_on", LocalDate.class)))
                .one();
    }

    /** Who may have to be restricted or lifted. */
    Mono<List<TenantId>> candidates(DatabaseClient db, LocalDate today) {
        return db.sql("""
            select tenant_id from billing.invoice where state = 'FINAL' and due_on < :today
            union select tenant_id from billing.restriction where lifted_at is null\
            """)
                .bind("today", today)
                .map(row -> new TenantId(required(row, "tenant_id", UUID.class)))
                .all()
                .collectList();
    }

    /** The last day of the longest grace; null for none. */
    Mono<LocalDate> graceUntil(DatabaseClient db, TenantId tenant) {
        return db.sql("""
            select until from billing.restriction_grace where tenant_id = :tenant order by until desc limit 1\
            """)
                .bind("tenant", tenant.value())
                .map(row -> required(row, "until", LocalDate.class))
                .one();
    }

    Mono<Void> grant(DatabaseClient db, TenantId tenant, LocalDate until, String reason, String actor, Instant now) {
        return db.sql("""
            insert into billing.restriction_grace (tenant_id, id, until, reason, actor, granted_at)
            values (:tenant, :id, :until, :reason, :actor, :now)\
            """)
                .bind("tenant", tenant.value())
                .bind("id", Ids.next())
                .bind("until", until)
                .bind("reason", reason)
                .bind("actor", actor)
                .bind("now", now)
                .then();
    }

    Mono<Void> begin(DatabaseClient db, Restriction restriction) {
        return db.sql("""
            insert into billing.restriction (tenant_id, id, invoice_id, after_days, since)
            values (:tenant, :id, :invoice, :days, :since)\
            """)
                .bind("tenant", restriction.tenant().value())
                .bind("id", restriction.id())
                .bind("invoice", restriction.invoice().value())
                .bind("days", restriction.afterDays())
                .bind("since", restriction.since())
                .then();
    }

    Mono<Void> lift(DatabaseClient db, Restriction restriction, String why, Instant now) {
        return db.sql("""
            update billing.restriction set lifted_at = greatest(:now, since), lifted_why = :why
            where tenant_id = :tenant and id = :id and lifted_at is null\
            """)
                .bind("now", now)
                .bind("why", why)
                .bind("tenant", restriction.tenant().value())
                .bind("id", restriction.id())
                .then();
    }

    private static Restriction restriction(Readable row) {
        return new Restriction(
                required(row, "id", UUID.class),
                new TenantId(required(row, "tenant_id", UUID.class)),
                new InvoiceId(required(row, "invoice_id", UUID.class)),
                required(row, "after_days", Integer.class),
                required(row, "since", Instant.class));
    }
}
