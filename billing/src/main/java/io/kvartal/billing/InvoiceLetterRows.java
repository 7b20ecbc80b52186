package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.contract.WorkingHours;
import io.kvartal.platform.Sql;
import io.kvartal.shared.Lang;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Which letters about invoices exist, and which may be due. */
final class InvoiceLetterRows {
    record Candidate(TenantId tenant, InvoiceId invoice) {}

    Mono<List<ReminderStep>> policy(DatabaseClient db) {
        return db.sql("select step, days from billing.reminder_policy where enabled order by days")
                .map(row -> new ReminderStep(required(row, "step", String.class), required(row, "days", Integer.class)))
                .all()
                .collectList();
    }

    /** Invoices that wait for money and whose first step has come: some step of theirs is not written. */
    Mono<List<Candidate>> candidates(DatabaseClient db, LocalDate today) {
        return db.sql("""
            select i.tenant_id, i.id from billing.invoice i
            where i.state = 'FINAL' and exists (
                select from billing.reminder_policy p
                where p.enabled and i.due_on + p.days <= :today and i.due_on + p.days > i.issued_on and not exists (
                    select from billing.invoice_letter l
                    where l.tenant_id = i.tenant_id and l.invoice_id = i.id and (l.step = p.step
                        or l.step <> 'INVOICE' and (l.written_at at time zone :zone)::date >= i.due_on + p.days)))
            order by i.due_on, i.id limit 500\
            """)
                .bind("today", today)
                .bind("zone", WorkingHours.ALMATY.getId())
                .map(row -> new Candidate(
                        new TenantId(required(row, "tenant_id", UUID.class)),
                        new InvoiceId(required(row, "id", UUID.class))))
                .all()
                .collectList();
    }

    /** False when the step was written before. */
    Mono<Boolean> insert(
            DatabaseClient db,
            TenantId tenant,
            InvoiceId invoice,
            String step,
            String recipient,
            @Nullable String problem,
            Instant now) {
        var insert = db.sql("""
            insert into billing.invoice_letter (tenant_id, invoice_id, step, recipient, problem, written_at)
            values (:tenant, :invoice, :step, :recipient, :problem, :now) on conflict do nothing\
            """)
                .bind("tenant", tenant.value())
                .bind("invoice", invoice.value())
                .bind("step", step)
                .bind("recipient", recipient)
                .bind("now", now);
        return Sql.bind(insert, "problem", problem, String.class)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Oldest first. */
    Mono<List<InvoiceReminder>> ofInvoice(DatabaseClient db, TenantId tenant, InvoiceId invoice) {
        return db.sql("""
            select step, recipient, problem, written_at from billing.invoice_letter
            where tenant_id = :tenant and invoice_id = :invoice order by written_at, step\
            """)
                .bind("tenant", tenant.value())
                .bind("invoice", invoice.value())
                .map(row -> new InvoiceReminder(
                        required(row, "step", String.class),
                        required(row, "recipient", String.class),
                        row.get("problem", String.class),
                        required(row, "written_at", Instant.class)))
                .all()
                .collectList();
    }

    /** As the developer chose it, else Russian. */
    Mono<Lang> language(DatabaseClient db, TenantId tenant) {
        return db.sql("select lang from billing.alert_limit where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .map(row -> Lang.of(required(row, "lang", String.class)).orElse(Lang.RU))
                .one()
                .defaultIfEmpty(Lang.RU);
    }
}
