package io.kvartal.billing.stripe;

import static io.kvartal.platform.Sql.required;

import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** What we believe that Stripe must show, of all tenants. Each query answers: key, amount, currency, state, developer, link, optional. */
final class OurBooks {
    private OurBooks() {}

    static Mono<List<Comparison.Item>> of(DatabaseClient db, Difference.Thing thing) {
        return db.sql(
                        switch (thing) {
                            case CUSTOMER -> """
                                select developer_id::text as key, 0::bigint as amount, 'KZT' as currency, customer as state, developer_id,
                                    '/billing/contracts/' || developer_id as link, false as optional
                                from billing.stripe_customer where customer is not null\
                                """;
                            case INVOICE -> """
                                select i.id::text as key, coalesce(s.amount_minor, i.total_minor) as amount, i.currency::text as currency,
                                    case when s.state is null then 'missing'
                                        when s.state = 'PARKED' then 'parked'
                                        when s.state = 'OPENING' then 'draft'
                                        when s.state = 'PAID' then 'paid'
                                        when s.state = 'VOID' and s.reason = 'paid elsewhere' then 'paid'
                                        when s.state = 'VOID' or i.state = 'VOID' then 'void'
                                        when i.state = 'PAID' then 'paid' else 'open' end as state,
                                    i.tenant_id as developer_id, '/billing/invoices/' || i.tenant_id || '/' || i.id as link,
                                    s.state is null and i.state <> 'FINAL' as optional
                                from billing.invoice i left join billing.stripe_invoice s on s.invoice_id = i.id
                                where i.state <> 'DRAFT' and i.total_minor > 0\
                                """;
                            case PAYMENT -> """
                                select coalesce(p.gateway_payment, p.gateway_event) as key, sum(p.amount_minor)::bigint as amount,
                                    min(p.currency)::text as currency, 'paid' as state, p.tenant_id as developer_id,
                                    '/billing/payments/' || p.tenant_id || '/' || (array_agg(p.id))[1] as link, false as optional
                                from billing.payment p where p.source = 'STRIPE' and p.kind = 'RECEIVED'
                                group by coalesce(p.gateway_payment, p.gateway_event), p.tenant_id\
                                """;
                            case REFUND -> """
                                select r.id::text as key, r.amount_minor as amount, r.currency::text as currency,
                                    case r.state when 'SENT' then 'sent' when 'APPROVED' then 'approved' else 'failed' end as state,
                                    r.tenant_id as developer_id, '/billing/payments/' || r.tenant_id || '/' || r.payment_id as link,
                                    r.state = 'FAILED' and r.gateway_id is null as optional
                                from billing.refund r where r.way = 'STRIPE' and r.state in ('APPROVED', 'SENT', 'FAILED')\
                                """;
                            case DISPUTE -> """
                                select d.gateway_id as key, d.amount_minor as amount, d.currency::text as currency, d.state,
                                    d.tenant_id as developer_id, '/billing/payment-disputes/' || d.tenant_id || '/' || d.id as link, false as optional
                                from billing.payment_dispute d\
                                """;
                            case PAYOUT -> """
                                select gateway_id as key, sum(amount_minor)::bigint as amount, min(currency)::text as currency, 'paid' as state,
                                    null::uuid as developer_id, '/billing/ledger' as link, false as optional
                                from billing.payout group by gateway_id\
                                """;
                        })
                .map(row -> {
                    var developer = row.get("developer_id", UUID.class);
                    return new Comparison.Item(
                            required(row, "key", String.class),
                            Money.of(
                                    required(row, "amount", Long.class),
                                    required(row, "currency", String.class).strip()),
                            required(row, "state", String.class),
                            developer == null ? null : new TenantId(developer),
                            required(row, "link", String.class),
                            required(row, "optional", Boolean.class));
                })
                .all()
                .collectList();
    }
}
