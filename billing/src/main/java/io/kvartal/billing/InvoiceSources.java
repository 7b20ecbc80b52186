package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.contract.Channel;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;

/** Charges and credits that stand on no invoice yet, counted by the database: however many there are, only their groups come here. */
final class InvoiceSources {
    /**
     * What an invoice of a tenant may take.
     *
     * @param from charges that occurred before belong to an earlier draft
     * @param carries whether credits on earlier invoices are subtracted: an earlier draft has the first claim
     */
    record Scope(
            TenantId tenant,
            BillingPeriod period,
            ZoneId zone,
            @Nullable Instant from,
            boolean carries,
            Currency currency) {
        GenericExecuteSpec bind(GenericExecuteSpec statement) {
            return statement
                    .bind("tenant", tenant.value())
                    .bind("zone", zone.getId())
                    .bind("from", from == null ? Instant.EPOCH : from)
                    .bind("until", period.until(zone));
        }
    }

    /** The charges in scope, under the names {@code c.*}; {@code :tenant}, {@code :from}, {@code :until} are bound by {@link Scope}. */
    static final String UNINVOICED = """
        c.tenant_id = :tenant and c.occurred_at >= :from and c.occurred_at < :until and not exists (
            select 1 from billing.invoice_item i
            where i.tenant_id = c.tenant_id and i.charge_id = c.id and not i.released)
        """;

    /** The period of a charge. */
    static final String MONTH = "to_char(c.occurred_at at time zone :zone, 'YYYY-MM')";

    Mono<InvoiceDraft> draft(DatabaseClient db, Scope scope) {
        return groups(db, scope)
                .flatMap(groups -> counts(db, scope, groups)
                        .flatMap(counts -> earlier(db, scope, groups).map(earlier -> groups.stream()
                                .map(found -> found.group(counts, earlier))
                                .toList())))
                .flatMap(groups -> credits(db, scope)
                        .map(credits -> InvoiceDraft.of(scope.period(), groups, credits, scope.currency())));
    }

    /** A group before its contacts are counted. */
    private record Found(InvoiceDraft.Group group, int billed, int credited) {
        Key key() {
            return new Key(group.complex(), group.channel(), group.period());
        }

        InvoiceDraft.Group group(Map<Key, Funnel> counts, Map<BillingPeriod, InvoiceLine.Earlier> earlier) {
            var funnel = counts.get(key());
            return group.of(
                    funnel == null
                            ? null
                            : new InvoiceLine.Counts(funnel.raw, funnel.persons, funnel.target, billed, credited),
                    earlier.get(group.period()));
        }
    }

    private record Key(@Nullable String complex, @Nullable Channel channel, BillingPeriod period) {}

    private record Funnel(int raw, int persons, int target) {}

    private Mono<List<Found>> groups(DatabaseClient db, Scope scope) {
        return scope.bind(db.sql("""
            with owed as (
                select c.kind, c.complex, c.channel, c.description, c.amount_minor, c.vat_rate, c.currency, c.contact_id,
                    case c.kind when 'LEAD' then '' else c.description end as apart, %s as period, n.credited
                from billing.charge c left join (
                    select charge_id, sum(amount_minor) as credited from billing.credit_note
                    where tenant_id = :tenant and not after_invoice group by charge_id) n on n.charge_id = c.id
                where %s)
            select kind, complex, channel, min(description) as description, amount_minor, vat_rate, currency, period,
                count(*)::int as quantity, count(distinct contact_id)::int as billed,
                count(*) filter (where amount_minor > 0 and credited >= amount_minor)::int as credited
            from owed group by kind, complex, channel, apart, amount_minor, vat_rate, currency, period\
            """.formatted(MONTH, UNINVOICED)))
                .map(row -> found(row, scope))
                .all()
                .collectList();
    }

    private static Found found(Readable row, Scope scope) {
        var channel = row.get("channel", String.class);
        var price = Money.of(required(row, "amount_minor", Long.class), required(row, "currency", String.class));
        check(price, scope);
        return new Found(
                new InvoiceDraft.Group(
                        ChargeKind.valueOf(required(row, "kind", String.class)),
                        row.get("complex", String.class),
                        channel == null ? null : Channel.valueOf(channel),
                        required(row, "description", String.class),
                        price,
                        required(row, "vat_rate", BigDecimal.class),
                        BillingPeriod.parse(required(row, "period", String.class)),
                        required(row, "quantity", Integer.class),
                        null,
                        null),
                required(row, "billed", Integer.class),
                required(row, "credited", Integer.class));
    }

    private static void check(Money amount, Scope scope) {
        if (!amount.currency().equals(scope.currency())) {
            throw new Problem.Conflict(
                    "invoice-two-currencies",
                    amount.currency().getCurrencyCode(),
                    scope.currency().getCurrencyCode());
        }
    }

    /** By complex, channel and period, see {@link InvoiceLine.Counts}. The charged contacts are among them whatever became known since. */
    private Mono<Map<Key, Funnel>> counts(DatabaseClient db, Scope scope, List<Found> groups) {
        var periods = groups.stream()
                .filter(found -> found.group().kind() == ChargeKind.LEAD)
                .map(found -> found.group().period().toString())
                .distinct()
                .toArray(String[]::new);
        if (periods.length == 0) {
            return Mono.just(Map.of());
        }
        return scope.bind(db.sql("""
            with month as (
                select period, (period || '-01')::date::timestamp at time zone :zone as starts,
                    ((period || '-01')::date + interval '1 month')::timestamp at time zone :zone as ends
                from unnest(:periods) as m (period)),
            charged as (
                select c.contact_id, c.complex, c.channel, %s as period from billing.charge c where c.kind = 'LEAD' and %s),
            newest as (
                select distinct on (f.contact_id) f.contact_id, f.person, f.contact_at, f.facts::jsonb as facts
                from billing.contact_fact f
                where f.tenant_id = :tenant and f.contact_id in (
                    select x.contact_id from billing.contact_fact x join month m on x.contact_at >= m.starts and x.contact_at < m.ends
                    where x.tenant_id = :tenant
                    union select contact_id from charged)
                order by f.contact_id, f.seq desc),
            contact as (
                select n.contact_id, n.person, n.facts ->> 'complex' as complex, n.facts ->> 'channel' as channel, m.period
                from newest n join month m on n.contact_at >= m.starts and n.contact_at < m.ends
                union
                select c.contact_id, n.person, c.complex, c.channel, c.period
                from charged c left join newest n on n.contact_id = c.contact_id),
            person as (
                select complex, channel, period, count(*) as contacts,
                    count(*) filter (where exists (select 1 from billing.assessment a
                        where a.tenant_id = :tenant and a.contact_id = contact.contact_id and a.billable)) as target
                from contact group by complex, channel, period, coalesce(person, contact_id::text))
            select complex, channel, period, sum(contacts)::int as raw, sum(greatest(1, target))::int as persons,
                sum(target)::int as target
            from person group by complex, channel, period\
            """.formatted(MONTH, UNINVOICED)))
                .bind("periods", periods)
                .map(row -> Map.entry(
                        new Key(
                                row.get("complex", String.class),
                                Channel.valueOf(required(row, "channel", String.class)),
                                BillingPeriod.parse(required(row, "period", String.class))),
                        new Funnel(
                                required(row, "raw", Integer.class),
                                required(row, "persons", Integer.class),
                                required(row, "target", Integer.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** The invoices of earlier periods that charges come too late for. */
    private Mono<Map<BillingPeriod, InvoiceLine.Earlier>> earlier(DatabaseClient db, Scope scope, List<Found> groups) {
        var late = groups.stream()
                .map(found -> found.group().period())
                .filter(period -> !period.equals(scope.period()))
                .collect(Collectors.toSet());
        if (late.isEmpty()) {
            return Mono.just(Map.of());
        }
        return db.sql("""
            select period, id, number from billing.invoice
            where tenant_id = :tenant and period = any(:periods) and state not in ('DRAFT', 'VOID')\
            """)
                .bind("tenant", scope.tenant().value())
                .bind("periods", late.stream().map(BillingPeriod::toString).toArray(String[]::new))
                .map(row -> Map.entry(
                        BillingPeriod.parse(required(row, "period", String.class)),
                        new InvoiceLine.Earlier(
                                new InvoiceId(required(row, "id", UUID.class)), required(row, "number", String.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Oldest first: on the charges in scope, and those on earlier invoices. */
    private Mono<List<InvoiceDraft.Credit>> credits(DatabaseClient db, Scope scope) {
        return scope.bind(db.sql("""
            select n.id, n.charge_id, n.reason, n.amount_minor, n.vat_minor, n.vat_rate, n.currency, n.after_invoice, %s as period,
                e.id as earlier_id, e.number as earlier_number
            from billing.credit_note n
            join billing.charge c on c.tenant_id = n.tenant_id and c.id = n.charge_id
            left join billing.invoice_item b on b.tenant_id = n.tenant_id and b.charge_id = c.id and not b.released
            left join billing.invoice e on e.tenant_id = n.tenant_id and e.id = b.invoice_id
            where n.tenant_id = :tenant and not exists (select 1 from billing.invoice_item i
                    where i.tenant_id = n.tenant_id and i.credit_id = n.id and not i.released)
                and not exists (select 1 from billing.refund r
                    where r.tenant_id = n.tenant_id and r.credit_id = n.id and r.state not in ('FAILED', 'REFUSED'))
                and case when n.after_invoice then :carries
                    else b.id is null and c.occurred_at >= :from and c.occurred_at < :until end
            order by n.issued_at, n.id\
            """.formatted(MONTH)))
                .bind("carries", scope.carries())
                .map(row -> credit(row, scope))
                .all()
                .collectList();
    }

    private static InvoiceDraft.Credit credit(Readable row, Scope scope) {
        var currency = required(row, "currency", String.class);
        check(Money.of(required(row, "amount_minor", Long.class), currency), scope);
        var earlier = row.get("earlier_id", UUID.class);
        return new InvoiceDraft.Credit(
                required(row, "id", UUID.class),
                new ChargeId(required(row, "charge_id", UUID.class)),
                CreditReason.valueOf(required(row, "reason", String.class)),
                Money.of(required(row, "amount_minor", Long.class), currency),
                Money.of(required(row, "vat_minor", Long.class), currency),
                required(row, "vat_rate", BigDecimal.class),
                required(row, "after_invoice", Boolean.class),
                BillingPeriod.parse(required(row, "period", String.class)),
                earlier == null
                        ? null
                        : new InvoiceLine.Earlier(
                                new InvoiceId(earlier), required(row, "earlier_number", String.class)));
    }
}
