package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.contract.Channel;
import io.kvartal.contract.Party;
import io.kvartal.platform.Sql;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
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
    private static final String SELECT = """
        select i.tenant_id, i.id, i.period, i.number, i.state, i.net_minor, i.vat_minor, i.total_minor, i.currency, i.issued_on,
            i.due_on, i.paid_at, i.gateway_id, i.seller, i.buyer,
            (select coalesce(sum(p.amount_minor), 0)::bigint from billing.payment p
                where p.tenant_id = i.tenant_id and p.invoice_id = i.id)
            + (select coalesce(sum(t.amount_minor), 0)::bigint from billing.settlement t
                where t.tenant_id = i.tenant_id and t.invoice_id = i.id) as paid_minor
        from billing.invoice i
        """;

    /** The next number of the seller. The row stays locked until the invoice is committed or not: no gaps. */
    Mono<String> nextNumber(DatabaseClient db, String legalEntity) {
        return db.sql("""
            update billing.legal_entity set next_number = next_number + 1 where id = :id
            returning prefix || '-' || lpad((next_number - 1)::text, 6, '0') as number\
            """)
                .bind("id", legalEntity)
                .map(row -> required(row, "number", String.class))
                .one();
    }

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

    Mono<Void> insert(DatabaseClient db, New invoice, Instant now) {
        var draft = invoice.draft();
        return db.sql("""
            insert into billing.invoice (tenant_id, id, period, state, legal_entity, seller, buyer, net_minor, vat_minor,
                total_minor, currency, issued_on, due_on, created_at)
            values (:tenant, :id, :period, 'DRAFT', :entity, :seller, :buyer, :net, :vat, :total, :currency, :issuedOn, :dueOn,
                :now)\
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
                .bind("now", now)
                .then()
                .thenMany(Flux.fromIterable(draft.lines()).concatMap(line -> line(db, invoice, line)))
                .then();
    }

    private static Mono<Void> line(DatabaseClient db, New invoice, InvoiceDraft.Line line) {
        var printed = line.printed();
        var channel = printed.channel();
        var insert = db.sql("""
            insert into billing.invoice_line (tenant_id, invoice_id, no, kind, complex, channel, description, unit_minor, quantity,
                net_minor, vat_rate, vat_minor, currency)
            values (:tenant, :invoice, :no, :kind, :complex, :channel, :description, :unit, :quantity, :net, :rate, :vat,
                :currency)\
            """)
                .bind("tenant", invoice.tenant().value())
                .bind("invoice", invoice.id().value())
                .bind("no", printed.no())
                .bind("kind", printed.kind())
                .bind("description", printed.description())
                .bind("unit", printed.unitPrice().minor())
                .bind("quantity", printed.quantity())
                .bind("net", printed.net().minor())
                .bind("rate", printed.vatRate())
                .bind("vat", printed.vat().minor())
                .bind("currency", printed.net().currency().getCurrencyCode());
        insert = Sql.bind(insert, "complex", printed.complex(), String.class);
        return Sql.bind(insert, "channel", channel == null ? null : channel.name(), String.class)
                .then()
                .then(items(db, invoice, printed.no(), "charge_id", ids(line.charges())))
                .then(items(db, invoice, printed.no(), "credit_id", line.credits()));
    }

    private static List<UUID> ids(List<ChargeId> charges) {
        return charges.stream().map(ChargeId::value).toList();
    }

    /** @param column of the two: charge_id, credit_id */
    private static Mono<Void> items(DatabaseClient db, New invoice, int line, String column, List<UUID> behind) {
        if (behind.isEmpty()) {
            return Mono.empty();
        }
        var own = behind.stream().map(one -> Ids.next()).toArray(UUID[]::new);
        return db.sql("insert into billing.invoice_item (tenant_id, id, invoice_id, line_no, " + column + ") select"
                        + " :tenant,"
                        + " own,"
                        + " :invoice,"
                        + " :line,"
                        + " behind"
                        + " from"
                        + " unnest(:own,"
                        + " :behind)"
                        + " as item(own,"
                        + " behind)")
                .bind("tenant", invoice.tenant().value())
                .bind("invoice", invoice.id().value())
                .bind("line", line)
                .bind("own", own)
                .bind("behind", behind.toArray(UUID[]::new))
                .then();
    }

    Mono<Void> finalise(DatabaseClient db, New invoice, String number) {
        return db.sql("""
            update billing.invoice set state = 'FINAL', number = :number
            where tenant_id = :tenant and id = :id and state = 'DRAFT'\
            """)
                .bind("number", number)
                .bind("tenant", invoice.tenant().value())
                .bind("id", invoice.id().value())
                .then();
    }

    Mono<Void> pay(DatabaseClient db, TenantId tenant, InvoiceId id, Instant at) {
        return db.sql("""
            update billing.invoice set state = 'PAID', paid_at = :at
            where tenant_id = :tenant and id = :id and state = 'FINAL'\
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

    /** Final and not wholly paid, of all tenants that the transaction may see; the oldest first. */
    Mono<List<OpenInvoice>> open(DatabaseClient db) {
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
                .flatMap(head -> behind(db, tenant, id)
                        .flatMap(behind -> lines(db, tenant, id, behind))
                        .map(lines -> new InvoiceView(head.invoice(), head.seller(), head.buyer(), lines)));
    }

    /** The charges behind each line; a credit note stands for the charge that it corrects. */
    private static Mono<Map<Integer, List<ChargeId>>> behind(DatabaseClient db, TenantId tenant, InvoiceId id) {
        return db.sql("""
            select i.line_no, coalesce(i.charge_id, n.charge_id) as charge_id from billing.invoice_item i
            left join billing.credit_note n on n.tenant_id = i.tenant_id and n.id = i.credit_id
            where i.tenant_id = :tenant and i.invoice_id = :id order by i.line_no, i.id\
            """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map(row -> Map.entry(
                        required(row, "line_no", Integer.class), new ChargeId(required(row, "charge_id", UUID.class))))
                .all()
                .collectList()
                .map(items -> {
                    Map<Integer, List<ChargeId>> byLine = new HashMap<>();
                    items.forEach(item -> byLine.computeIfAbsent(item.getKey(), no -> new ArrayList<>())
                            .add(item.getValue()));
                    return byLine;
                });
    }

    private static Mono<List<InvoiceLine>> lines(
            DatabaseClient db, TenantId tenant, InvoiceId id, Map<Integer, List<ChargeId>> behind) {
        return db.sql("""
            select no, kind, complex, channel, description, unit_minor, quantity, net_minor, vat_rate, vat_minor, currency
            from billing.invoice_line where tenant_id = :tenant and invoice_id = :id order by no\
            """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map(row -> line(row, behind))
                .all()
                .collectList();
    }

    private static InvoiceLine line(Readable row, Map<Integer, List<ChargeId>> behind) {
        var currency = required(row, "currency", String.class);
        var channel = row.get("channel", String.class);
        int no = required(row, "no", Integer.class);
        return new InvoiceLine(
                no,
                required(row, "kind", String.class),
                row.get("complex", String.class),
                channel == null ? null : Channel.valueOf(channel),
                required(row, "description", String.class),
                Money.of(required(row, "unit_minor", Long.class), currency),
                required(row, "quantity", Integer.class),
                Money.of(required(row, "net_minor", Long.class), currency),
                required(row, "vat_rate", BigDecimal.class),
                Money.of(required(row, "vat_minor", Long.class), currency),
                behind.getOrDefault(no, List.of()));
    }

    private static Invoice invoice(Readable row) {
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
