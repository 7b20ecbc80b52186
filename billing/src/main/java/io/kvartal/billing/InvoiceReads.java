package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.platform.Sql;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;

/** Lists of invoices, and the charges behind their lines. */
final class InvoiceReads {
    /** An invoice, its buyer and its payments under the names {@code i.*}; the filter is bound by {@link #bind}. */
    private static final String FILTERED = " from (" + Invoices.SELECT + """
        ) i join billing.invoice d on d.tenant_id = i.tenant_id and d.id = i.id
        where (cast(:period as text) is null or i.period = :period)
            and (cast(:state as text) is null or i.state = :state)
            and (not :overdue or (i.state = 'FINAL' and i.due_on < :today))
            and (:text = '' or position(lower(:text) in lower(coalesce(i.number, ''))) > 0
                or position(lower(:text) in lower(i.buyer::jsonb ->> 'name')) > 0)
        """;

    private static GenericExecuteSpec bind(GenericExecuteSpec statement, InvoiceFilter filter, LocalDate today) {
        var period = filter.period();
        var state = filter.state();
        var bound =
                statement.bind("overdue", filter.overdue()).bind("today", today).bind("text", filter.text());
        bound = Sql.bind(bound, "period", period == null ? null : period.toString(), String.class);
        return Sql.bind(bound, "state", state == null || filter.overdue() ? null : state.name(), String.class);
    }

    /** Of all tenants that the transaction may see: newest period first, then by number. */
    Mono<InvoiceList> list(DatabaseClient db, InvoiceFilter filter, LocalDate today) {
        return sums(db, filter, today).flatMap(sums -> {
            var count = sums.stream().mapToInt(InvoiceList.Sums::count).sum();
            var pages = Math.max(1, (count + InvoiceFilter.SIZE - 1) / InvoiceFilter.SIZE);
            var page = Math.min(filter.page(), pages);
            return rows(db, filter, today, page).map(rows -> new InvoiceList(rows, sums, page, pages));
        });
    }

    private static Mono<List<InvoiceList.Row>> rows(
            DatabaseClient db, InvoiceFilter filter, LocalDate today, int page) {
        return bind(
                        db.sql("select i.*, i.buyer::jsonb ->> 'name' as buyer_name, d.changes_until" + FILTERED
                                + " order by i.period desc, i.number nulls first, i.id limit :size offset :skip"),
                        filter,
                        today)
                .bind("size", InvoiceFilter.SIZE)
                .bind("skip", (page - 1) * InvoiceFilter.SIZE)
                .map(row -> new InvoiceList.Row(
                        Invoices.invoice(row),
                        required(row, "buyer_name", String.class),
                        row.get("changes_until", Instant.class)))
                .all()
                .collectList();
    }

    private static Mono<List<InvoiceList.Sums>> sums(DatabaseClient db, InvoiceFilter filter, LocalDate today) {
        return bind(db.sql("""
            select i.currency, count(*)::int as count,
                coalesce(sum(i.net_minor) filter (where i.state <> 'VOID'), 0)::bigint as net,
                coalesce(sum(i.vat_minor) filter (where i.state <> 'VOID'), 0)::bigint as vat,
                coalesce(sum(i.total_minor) filter (where i.state <> 'VOID'), 0)::bigint as total,
                coalesce(sum(i.paid_minor) filter (where i.state <> 'VOID'), 0)::bigint as paid,
                coalesce(sum(i.total_minor - i.paid_minor) filter (where i.state = 'FINAL'), 0)::bigint as open\
            """ + FILTERED + " group by i.currency order by i.currency"), filter, today)
                .map(row -> {
                    var currency = required(row, "currency", String.class);
                    return new InvoiceList.Sums(
                            required(row, "count", Integer.class),
                            money(row, "net", currency),
                            money(row, "vat", currency),
                            money(row, "total", currency),
                            money(row, "paid", currency),
                            money(row, "open", currency));
                })
                .all()
                .collectList();
    }

    private static Money money(Readable row, String column, String currency) {
        return Money.of(required(row, column, Long.class), currency);
    }

    Mono<Instant> changesUntil(DatabaseClient db, TenantId tenant, InvoiceId id) {
        return db.sql("""
            select changes_until from billing.invoice
            where tenant_id = :tenant and id = :id and state = 'DRAFT' and changes_until is not null\
            """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map(row -> required(row, "changes_until", Instant.class))
                .one();
    }

    // ---- charges of a line ----

    /** Behind the line of a final invoice; for a credit the charge that it corrects. */
    private static final String PLACED = """
        exists (select 1 from billing.invoice_item x left join billing.credit_note y on y.tenant_id = x.tenant_id and y.id = x.credit_id
            where x.tenant_id = :tenant and x.invoice_id = :invoice and x.line_no = :no and coalesce(x.charge_id, y.charge_id) = c.id)
        """;

    /** What the line of a draft stands for now. */
    private static final String FITTING = InvoiceSources.UNINVOICED + """
         and c.kind = :kind and c.complex is not distinct from :complex and c.channel is not distinct from :channel
         and c.amount_minor = :unit and c.vat_rate = :rate and (c.kind = 'LEAD' or c.description = :description) and
        """ + InvoiceSources.MONTH + " = :month";

    /** Some of the charges, and a way to bind them. */
    private record Some(String where, java.util.function.UnaryOperator<GenericExecuteSpec> binding) {}

    private static Some behind(TenantId tenant, InvoiceId invoice, int no) {
        return new Some("c.tenant_id = :tenant and " + PLACED, statement -> statement
                .bind("tenant", tenant.value())
                .bind("invoice", invoice.value())
                .bind("no", no));
    }

    private static Some behind(InvoiceSources.Scope scope, InvoiceLine line) {
        if (line.kind().equals("CREDIT")) {
            return new Some("c.tenant_id = :tenant and c.id = :charge", statement -> statement
                    .bind("tenant", scope.tenant().value())
                    .bind("charge", line.charges().getFirst().value()));
        }
        var channel = line.channel();
        var period = java.util.Objects.requireNonNull(line.period());
        return new Some(FITTING, statement -> {
            var bound = scope.bind(statement)
                    .bind("kind", line.kind())
                    .bind("unit", line.unitPrice().minor())
                    .bind("rate", line.vatRate())
                    .bind("description", line.description())
                    .bind("month", period.toString());
            bound = Sql.bind(bound, "complex", line.complex(), String.class);
            return Sql.bind(bound, "channel", channel == null ? null : channel.name(), String.class);
        });
    }

    /** @param draft its scope while the invoice is a draft */
    Mono<InvoiceCharges> charges(
            DatabaseClient db, Invoice invoice, InvoiceLine line, InvoiceSources.@Nullable Scope draft, int page) {
        var some = draft == null ? behind(invoice.tenant(), invoice.id(), line.no()) : behind(draft, line);
        return some.binding()
                .apply(db.sql("""
                    select count(*)::int as count, coalesce(sum(c.amount_minor), 0)::bigint as amount,
                        coalesce(sum((select sum(n.amount_minor) from billing.credit_note n
                            where n.tenant_id = c.tenant_id and n.charge_id = c.id)), 0)::bigint as credited
                    from billing.charge c where\s\
                    """ + some.where()))
                .map(row -> new InvoiceCharges(
                        invoice,
                        line,
                        List.of(),
                        required(row, "count", Integer.class),
                        new Money(
                                required(row, "amount", Long.class),
                                invoice.total().currency()),
                        new Money(
                                required(row, "credited", Long.class),
                                invoice.total().currency()),
                        page))
                .one()
                .flatMap(sums -> some.binding()
                        .apply(db.sql(Charges.SELECT + " where " + some.where()
                                + " order by c.occurred_at, c.id limit :size offset :skip"))
                        .bind("size", InvoiceCharges.SIZE)
                        .bind("skip", (page - 1) * InvoiceCharges.SIZE)
                        .map(Charges::charge)
                        .all()
                        .collectList()
                        .map(charges -> new InvoiceCharges(
                                invoice, line, charges, sums.count(), sums.amount(), sums.credited(), page)));
    }
}
