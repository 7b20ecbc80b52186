package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * What the books say of a span of time, to be compared with a replay.
 *
 * <p>A charge belongs to the span in which its contact happened, on whichever invoice it stands. A charge that lost its ground to a later fact takes all
 * its credits with it, wherever they stand, and so adds up to nothing. Credits on charges that stand (disputes, replacements, favours) are facts of their
 * own and are kept apart.
 *
 * @param invoices where the span's money stands, oldest first; the last row, without a number, is what no invoice carries yet
 * @param creditedNet credits on charges that stand, without VAT
 */
public record TimeMachineBooks(List<OnInvoice> invoices, Money creditedNet, Money creditedVat) {
    public TimeMachineBooks {
        invoices = List.copyOf(invoices);
    }

    public record OnInvoice(
            @Nullable InvoiceId invoice,
            @Nullable String number,
            @Nullable BillingPeriod period,
            Money net,
            Money vat) {}

    public Money net() {
        return invoices.stream().map(OnInvoice::net).reduce(Money.ZERO_KZT, Money::plus);
    }

    public Money vat() {
        return invoices.stream().map(OnInvoice::vat).reduce(Money.ZERO_KZT, Money::plus);
    }

    public Money gross() {
        return net().plus(vat());
    }

    public Money credited() {
        return creditedNet.plus(creditedVat);
    }

    private static final String BY_INVOICE = """
        select i.id, i.number, i.period, sum(part.net)::bigint as net, sum(part.vat)::bigint as vat
        from (
            select c.tenant_id, c.amount_minor as net, round(c.amount_minor * c.vat_rate) as vat, on_it.invoice_id
            from billing.charge c
            left join billing.invoice_item on_it
                on on_it.tenant_id = c.tenant_id and on_it.charge_id = c.id and not on_it.released
            where c.tenant_id = :tenant and c.occurred_at >= :from and c.occurred_at < :until
            union all
            select c.tenant_id, -n.amount_minor, -n.vat_minor, on_it.invoice_id
            from billing.charge c
            join billing.claim k on k.tenant_id = c.tenant_id and k.charge_id = c.id and k.reversed
            join billing.credit_note n on n.tenant_id = c.tenant_id and n.charge_id = c.id
            left join billing.invoice_item on_it
                on on_it.tenant_id = n.tenant_id and on_it.credit_id = n.id and not on_it.released
            where c.tenant_id = :tenant and c.occurred_at >= :from and c.occurred_at < :until) part
        left join billing.invoice i on i.tenant_id = part.tenant_id and i.id = part.invoice_id
        group by i.id, i.number, i.period order by i.period nulls last, i.number\
        """;

    static Mono<TimeMachineBooks> load(DatabaseClient db, TenantId tenant, Instant from, Instant until) {
        return db.sql(BY_INVOICE)
                .bind("tenant", tenant.value())
                .bind("from", from)
                .bind("until", until)
                .map(TimeMachineBooks::onInvoice)
                .all()
                .collectList()
                .flatMap(invoices -> credits(db, tenant, from, until, invoices));
    }

    private static Mono<TimeMachineBooks> credits(
            DatabaseClient db, TenantId tenant, Instant from, Instant until, List<OnInvoice> invoices) {
        return db.sql("""
            select coalesce(sum(n.amount_minor), 0)::bigint as net, coalesce(sum(n.vat_minor), 0)::bigint as vat
            from billing.charge c
            join billing.credit_note n on n.tenant_id = c.tenant_id and n.charge_id = c.id
            where c.tenant_id = :tenant and c.occurred_at >= :from and c.occurred_at < :until and not exists (
                select 1 from billing.claim k where k.tenant_id = c.tenant_id and k.charge_id = c.id and k.reversed)\
            """)
                .bind("tenant", tenant.value())
                .bind("from", from)
                .bind("until", until)
                .map(row -> new TimeMachineBooks(invoices, money(row, "net"), money(row, "vat")))
                .one();
    }

    private static OnInvoice onInvoice(Readable row) {
        var id = row.get("id", UUID.class);
        var period = row.get("period", String.class);
        return new OnInvoice(
                id == null ? null : new InvoiceId(id),
                row.get("number", String.class),
                period == null ? null : BillingPeriod.parse(period),
                money(row, "net"),
                money(row, "vat"));
    }

    private static Money money(Readable row, String column) {
        return new Money(required(row, column, Long.class), Money.KZT);
    }
}
