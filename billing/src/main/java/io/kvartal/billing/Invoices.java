package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.contract.Party;
import io.kvartal.platform.Sql;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Invoices with their lines, and the counters of the legal entities. */
final class Invoices {
    /** An invoice that gets its number with its last step. */
    record New(
            InvoiceId id,
            TenantId tenant,
            BillingPeriod period,
            InvoiceView.Seller seller,
            Party buyer,
            InvoiceDraft draft,
            LocalDate issuedOn,
            LocalDate dueOn) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();
    static final String SELECT = """
        select i.tenant_id, i.id, i.period, i.number, i.state, i.net_minor, i.vat_minor, i.total_minor, i.currency, i.issued_on,
            i.due_on, i.paid_at, i.gateway_id, i.seller, i.buyer,
            (select coalesce(sum(p.amount_minor), 0)::bigint from billing.payment p
                where p.tenant_id = i.tenant_id and p.invoice_id = i.id)
            + (select coalesce(sum(s.amount_minor), 0)::bigint from billing.settlement s
                where s.tenant_id = i.tenant_id and s.invoice_id = i.id) as paid_minor
        from billing.invoice i
        """;

    private final InvoiceLines lines = new InvoiceLines();

    Mono<InvoiceView.Seller> seller(DatabaseClient db, String legalEntity) {
        return db.sql("select id, name, tax_id, address, bank, iban from billing.legal_entity where id = :id")
                .bind("id", legalEntity)
                .map(row -> new InvoiceView.Seller(
                        required(row, "id", String.class),
                        required(row, "name", String.class),
                        required(row, "tax_id", String.class),
                        required(row, "address", String.class),
                        required(row, "bank", String.class),
                        required(row, "iban", String.class)))
                .one()
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("no legal entity " + legalEntity)));
    }

    /** A draft is made, or computed anew. */
    Mono<Void> store(DatabaseClient db, New invoice, @Nullable Instant changesUntil, Instant now) {
        var draft = invoice.draft();
        var upsert = db.sql("""
            insert into billing.invoice (tenant_id, id, period, state, legal_entity, seller, buyer, net_minor, vat_minor,
                total_minor, currency, issued_on, due_on, changes_until, created_at)
            values (:tenant, :id, :period, 'DRAFT', :entity, :seller, :buyer, :net, :vat, :total, :currency, :issuedOn, :dueOn,
                :changesUntil, :now)
            on conflict (tenant_id, id) do update set legal_entity = excluded.legal_entity, seller = excluded.seller,
                buyer = excluded.buyer, net_minor = excluded.net_minor, vat_minor = excluded.vat_minor,
                total_minor = excluded.total_minor, issued_on = excluded.issued_on, due_on = excluded.due_on,
                changes_until = excluded.changes_until\
            """)
                .bind("tenant", invoice.tenant().value())
                .bind("id", invoice.id().value())
                .bind("period", invoice.period().toString())
                .bind("entity", invoice.seller().id())
                .bind("seller", JSON.writeValueAsString(invoice.seller()))
                .bind("buyer", JSON.writeValueAsString(invoice.buyer()))
                .bind("net", draft.printedNet().minor())
                .bind("vat", draft.printedVat().minor())
                .bind("total", draft.total().minor())
                .bind("currency", draft.net().currency().getCurrencyCode())
                .bind("issuedOn", invoice.issuedOn())
                .bind("dueOn", invoice.dueOn())
                .bind("now", now);
        return Sql.bind(upsert, "changesUntil", changesUntil, Instant.class).then();
    }

    /**
     * The next number of the seller. Its counter stays locked until the invoice is committed or not: no gaps. So this is the last thing that a transaction
     * does before it commits.
     */
    Mono<String> number(DatabaseClient db, New invoice) {
        return db.sql("""
            with counter as (
                update billing.legal_entity set next_number = next_number + 1 where id = :entity
                returning prefix || '-' || lpad((next_number - 1)::text, 6, '0') as number)
            update billing.invoice i set state = 'FINAL', number = counter.number from counter
            where i.tenant_id = :tenant and i.id = :id and i.state = 'DRAFT' returning i.number\
            """)
                .bind("entity", invoice.seller().id())
                .bind("tenant", invoice.tenant().value())
                .bind("id", invoice.id().value())
                .map(row -> required(row, "number", String.class))
                .one()
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("no draft " + invoice.id())));
    }

    Mono<Void> pay(DatabaseClient db, TenantId tenant, InvoiceId id, Instant at) {
        return db.sql("""
            update billing.invoice set state = 'PAID', paid_at = :at
            where tenant_id = :tenant and id = :id and state in ('FINAL', 'UNCOLLECTIBLE')\
            """)
                .bind("at", at)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .then();
    }

    /** The charges and credits of a void invoice go on the next one. */
    Mono<Void> voidAndRelease(DatabaseClient db, TenantId tenant, InvoiceId id) {
        return db.sql("""
            with given_back as (
                update billing.invoice_item set released = true where tenant_id = :tenant and invoice_id = :id)
            update billing.invoice set state = 'VOID' where tenant_id = :tenant and id = :id and state = 'FINAL'\
            """).bind("tenant", tenant.value()).bind("id", id.value()).then();
    }

    Mono<Void> giveUp(DatabaseClient db, TenantId tenant, InvoiceId id) {
        return db.sql("""
            update billing.invoice set state = 'UNCOLLECTIBLE' where tenant_id = :tenant and id = :id and state = 'FINAL'\
            """).bind("tenant", tenant.value()).bind("id", id.value()).then();
    }

    Mono<Void> sent(DatabaseClient db, TenantId tenant, InvoiceId id, GatewayInvoice known) {
        var page = known.page();
        var update = db.sql("""
            update billing.invoice set gateway_id = :gateway, gateway_page = :page
            where tenant_id = :tenant and id = :id and gateway_id is null\
            """)
                .bind("gateway", known.id())
                .bind("tenant", tenant.value())
                .bind("id", id.value());
        return Sql.bind(update, "page", page == null ? null : page.toString(), String.class)
                .then();
    }

    Mono<Invoice> ofPeriod(DatabaseClient db, TenantId tenant, BillingPeriod period) {
        return db.sql(SELECT + " where i.tenant_id = :tenant and i.period = :period and i.state <> 'VOID'")
                .bind("tenant", tenant.value())
                .bind("period", period.toString())
                .map(Invoices::invoice)
                .one();
    }

    /** An open draft with the end of its grace. */
    record Open(InvoiceId id, TenantId tenant, BillingPeriod period, Instant changesUntil) {}

    private static final String OPEN = """
        select tenant_id, id, period, changes_until from billing.invoice where state = 'DRAFT'
        """;

    /** Oldest period first. */
    Mono<List<Open>> drafts(DatabaseClient db, TenantId tenant) {
        return db.sql(OPEN + " and tenant_id = :tenant order by period")
                .bind("tenant", tenant.value())
                .map(Invoices::open)
                .all()
                .collectList();
    }

    /** Of all tenants that the transaction may see, oldest period first. */
    Mono<List<Open>> allDrafts(DatabaseClient db) {
        return db.sql(OPEN + " order by tenant_id, period")
                .map(Invoices::open)
                .all()
                .collectList();
    }

    private static Open open(Readable row) {
        return new Open(
                new InvoiceId(required(row, "id", UUID.class)),
                new TenantId(required(row, "tenant_id", UUID.class)),
                BillingPeriod.parse(required(row, "period", String.class)),
                required(row, "changes_until", Instant.class));
    }

    Mono<Invoice> byId(DatabaseClient db, TenantId tenant, InvoiceId id) {
        return db.sql(SELECT + " where i.tenant_id = :tenant and i.id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map(Invoices::invoice)
                .one();
    }

    Mono<String> gatewayId(DatabaseClient db, TenantId tenant, InvoiceId id) {
        return db.sql("""
            select gateway_id from billing.invoice
            where tenant_id = :tenant and id = :id and gateway_id is not null\
            """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map(row -> required(row, "gateway_id", String.class))
                .one();
    }

    Mono<URI> knownPage(DatabaseClient db, TenantId tenant, InvoiceId id) {
        return db.sql("""
            select gateway_page from billing.invoice
            where tenant_id = :tenant and id = :id and gateway_page is not null\
            """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map(row -> URI.create(required(row, "gateway_page", String.class)))
                .one();
    }

    Mono<List<Invoice>> all(DatabaseClient db, TenantId tenant) {
        return db.sql(SELECT + " where i.tenant_id = :tenant order by i.period desc, i.created_at desc")
                .bind("tenant", tenant.value())
                .map(Invoices::invoice)
                .all()
                .collectList();
    }

    /** Of all tenants that the transaction may see. */
    Mono<List<Invoice>> allOfPeriod(DatabaseClient db, BillingPeriod period) {
        return db.sql(SELECT + " where i.period = :period order by i.number")
                .bind("period", period.toString())
                .map(Invoices::invoice)
                .all()
                .collectList();
    }

    /** Those that a run made. */
    Mono<List<Invoice>> ofRun(DatabaseClient db, InvoiceRunId run) {
        return db.sql(SELECT + """
             join billing.invoice_run_step s on s.developer_id = i.tenant_id and s.invoice_id = i.id
            where s.run_id = :run and s.state = 'CREATED' order by i.number, i.id\
            """)
                .bind("run", run.value())
                .map(Invoices::invoice)
                .all()
                .collectList();
    }

    /** Final and not wholly paid, of all tenants that the transaction may see; the oldest first. */
    Mono<List<OpenInvoice>> unpaid(DatabaseClient db) {
        return db.sql(SELECT + " where i.state = 'FINAL' order by i.issued_on, i.number")
                .map(row -> {
                    var buyer = JSON.readValue(required(row, "buyer", String.class), Party.class);
                    var found = invoice(row);
                    return new OpenInvoice(
                            found.tenant(),
                            found.id(),
                            found.number(),
                            buyer.name(),
                            buyer.taxId(),
                            found.total().minus(found.paid()),
                            found.issuedOn());
                })
                .all()
                .filter(found -> found.open().isPositive())
                .collectList();
    }

    Mono<InvoiceView> view(DatabaseClient db, TenantId tenant, InvoiceId id) {
        return db.sql(SELECT + " where i.tenant_id = :tenant and i.id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map(row -> new InvoiceView(
                        invoice(row),
                        JSON.readValue(required(row, "seller", String.class), InvoiceView.Seller.class),
                        JSON.readValue(required(row, "buyer", String.class), Party.class),
                        List.of()))
                .one()
                .flatMap(head -> lines.of(db, tenant, id)
                        .map(lines -> new InvoiceView(head.invoice(), head.seller(), head.buyer(), lines)));
    }

    static Invoice invoice(Readable row) {
        var currency = required(row, "currency", String.class);
        @Nullable String number = row.get("number", String.class);
        return new Invoice(
                new InvoiceId(required(row, "id", UUID.class)),
                new TenantId(required(row, "tenant_id", UUID.class)),
                BillingPeriod.parse(required(row, "period", String.class)),
                number == null ? "" : number,
                InvoiceState.valueOf(required(row, "state", String.class)),
                Money.of(required(row, "net_minor", Long.class), currency),
                Money.of(required(row, "vat_minor", Long.class), currency),
                Money.of(required(row, "total_minor", Long.class), currency),
                required(row, "issued_on", LocalDate.class),
                required(row, "due_on", LocalDate.class),
                Money.of(required(row, "paid_minor", Long.class), currency),
                row.get("paid_at", Instant.class),
                row.get("gateway_id", String.class) != null);
    }
}
