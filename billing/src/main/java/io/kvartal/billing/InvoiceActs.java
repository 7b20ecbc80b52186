package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.shared.Ids;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The histories of invoices: rows are added. */
final class InvoiceActs {
    private InvoiceActs() {}

    static Mono<Void> add(
            DatabaseClient db,
            TenantId tenant,
            InvoiceId invoice,
            InvoiceAct.Kind kind,
            String actor,
            String reason,
            Instant at) {
        return db.sql("""
            insert into billing.invoice_act (tenant_id, id, invoice_id, act, actor, reason, at)
            values (:tenant, :id, :invoice, :act, :actor, :reason, :at)\
            """)
                .bind("tenant", tenant.value())
                .bind("id", Ids.next())
                .bind("invoice", invoice.value())
                .bind("act", kind.name())
                .bind("actor", actor)
                .bind("reason", reason)
                .bind("at", at)
                .then();
    }

    /** Oldest first. */
    static Mono<List<InvoiceAct>> of(DatabaseClient db, TenantId tenant, InvoiceId invoice) {
        return db.sql("""
            select act, actor, reason, at from billing.invoice_act
            where tenant_id = :tenant and invoice_id = :invoice order by at, id\
            """)
                .bind("tenant", tenant.value())
                .bind("invoice", invoice.value())
                .map(row -> new InvoiceAct(
                        InvoiceAct.Kind.valueOf(required(row, "act", String.class)),
                        required(row, "actor", String.class),
                        required(row, "reason", String.class),
                        required(row, "at", Instant.class)))
                .all()
                .collectList();
    }
}
