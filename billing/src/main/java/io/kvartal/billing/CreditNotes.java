package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Credit notes: rows are added; the database refuses more than the charge. */
final class CreditNotes {
    /** A credit note with its VAT in money. */
    record Stored(CreditNote note, Money vat) {}

    private static final String SELECT = """
        select n.id, n.charge_id, n.reason, n.amount_minor, n.vat_minor, n.currency, n.vat_rate, n.note, n.actor, n.issued_at,
            n.after_invoice,
            (select i.invoice_id from billing.invoice_item i
                where i.tenant_id = n.tenant_id and i.credit_id = n.id and not i.released) as invoice_id
        from billing.credit_note n where n.tenant_id = :tenant
        """;

    Mono<Void> insert(DatabaseClient db, TenantId tenant, CreditNote note, Money vat) {
        return db.sql("""
            insert into billing.credit_note (tenant_id, id, charge_id, reason, amount_minor, vat_minor, currency, vat_rate, note,
                actor, issued_at, after_invoice)
            values (:tenant, :id, :charge, :reason, :amount, :vat, :currency, :rate, :note, :actor, :at, :afterInvoice)\
            """)
                .bind("tenant", tenant.value())
                .bind("id", note.id())
                .bind("charge", note.charge().value())
                .bind("reason", note.reason().name())
                .bind("amount", note.amount().minor())
                .bind("vat", vat.minor())
                .bind("currency", note.amount().currency().getCurrencyCode())
                .bind("rate", note.vatRate())
                .bind("note", note.note())
                .bind("actor", note.actor())
                .bind("at", note.issuedAt())
                .bind("afterInvoice", note.afterInvoice())
                .then();
    }

    Mono<List<CreditNote>> ofCharge(DatabaseClient db, TenantId tenant, ChargeId charge) {
        return db.sql(SELECT + " and n.charge_id = :charge order by n.issued_at, n.id")
                .bind("tenant", tenant.value())
                .bind("charge", charge.value())
                .map(row -> stored(row).note())
                .all()
                .collectList();
    }

    /** Neither subtracted by an invoice nor paid out, oldest first. */
    Mono<List<Stored>> open(DatabaseClient db, TenantId tenant) {
        return db.sql(SELECT + """
             and not exists (select 1 from billing.invoice_item i
                where i.tenant_id = n.tenant_id and i.credit_id = n.id and not i.released)
             and not exists (select 1 from billing.refund r
                where r.tenant_id = n.tenant_id and r.credit_id = n.id and r.state not in ('FAILED', 'REFUSED'))
            order by n.issued_at, n.id\
            """)
                .bind("tenant", tenant.value())
                .map(CreditNotes::stored)
                .all()
                .collectList();
    }

    private static Stored stored(Readable row) {
        var currency = required(row, "currency", String.class);
        var invoice = row.get("invoice_id", UUID.class);
        return new Stored(
                new CreditNote(
                        required(row, "id", UUID.class),
                        new ChargeId(required(row, "charge_id", UUID.class)),
                        CreditReason.valueOf(required(row, "reason", String.class)),
                        Money.of(required(row, "amount_minor", Long.class), currency),
                        required(row, "vat_rate", BigDecimal.class),
                        required(row, "note", String.class),
                        required(row, "actor", String.class),
                        required(row, "issued_at", Instant.class),
                        required(row, "after_invoice", Boolean.class),
                        invoice == null ? null : new InvoiceId(invoice)),
                Money.of(required(row, "vat_minor", Long.class), currency));
    }
}
