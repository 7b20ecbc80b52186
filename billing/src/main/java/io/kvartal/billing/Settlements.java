package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.platform.Outbox;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.util.Currency;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Money that a tenant paid before it was asked for pays what the tenant is asked for next. */
@Component
class Settlements {
    private final Clock clock;
    private final Outbox outbox;
    private final Invoices invoices = new Invoices();
    private final Ledger ledger = new Ledger();

    Settlements(Clock clock, Outbox outbox) {
        this.clock = clock;
        this.outbox = outbox;
    }

    /**
     * Uses the tenant's balance for what is open of a final invoice; nothing happens when either is nothing, so it may be called again at any time. Call it
     * in the tenant's transaction, under {@link TenantLock}: two calls at once would spend the balance twice.
     */
    Mono<Void> use(DatabaseClient db, TenantId tenant, InvoiceId invoice) {
        return invoices.byId(db, tenant, invoice)
                .filter(found -> found.state() == InvoiceState.FINAL)
                .flatMap(found -> balance(db, tenant, found.total().currency()).flatMap(balance -> {
                    var open = found.total().minus(found.paid());
                    var used = balance.compareTo(open) < 0 ? balance : open;
                    return used.isPositive() ? settle(db, found, used, used.equals(open)) : Mono.empty();
                }));
    }

    /** Whether there is a balance to use in any currency: asked before the number is given, so that nobody waits for it. */
    Mono<Boolean> any(DatabaseClient db, TenantId tenant) {
        return db.sql("""
            select exists (select 1 from billing.posting where tenant_id = :tenant and account = 'PREPAID'
                group by currency having sum(amount_minor) < 0) as any\
            """)
                .bind("tenant", tenant.value())
                .map(row -> required(row, "any", Boolean.class))
                .one();
    }

    private static Mono<Money> balance(DatabaseClient db, TenantId tenant, Currency currency) {
        return db.sql("""
            select (-coalesce(sum(amount_minor), 0))::bigint as balance from billing.posting
            where tenant_id = :tenant and account = 'PREPAID' and currency = :currency\
            """)
                .bind("tenant", tenant.value())
                .bind("currency", currency.getCurrencyCode())
                .map(row -> new Money(required(row, "balance", Long.class), currency))
                .one();
    }

    private Mono<Void> settle(DatabaseClient db, Invoice invoice, Money used, boolean whole) {
        var id = Ids.next();
        var now = clock.instant();
        var tenant = invoice.tenant();
        var done = whole
                ? invoices.pay(db, tenant, invoice.id(), now)
                        .then(outbox.append(db, tenant, new InvoicePaid(tenant, invoice.id(), now)))
                : Mono.<Void>empty();
        return insert(db, id, invoice, used)
                .then(ledger.post(db, tenant, Journal.settlement(id, used), now))
                .then(InvoiceActs.add(
                        db,
                        tenant,
                        invoice.id(),
                        InvoiceAct.Kind.SETTLED,
                        InvoiceAct.SYSTEM,
                        used.amount().toPlainString(),
                        now))
                .then(done);
    }

    private Mono<Void> insert(DatabaseClient db, UUID id, Invoice invoice, Money used) {
        return db.sql("""
            insert into billing.settlement (tenant_id, id, invoice_id, amount_minor, currency, settled_at)
            values (:tenant, :id, :invoice, :amount, :currency, :at)\
            """)
                .bind("tenant", invoice.tenant().value())
                .bind("id", id)
                .bind("invoice", invoice.id().value())
                .bind("amount", used.minor())
                .bind("currency", used.currency().getCurrencyCode())
                .bind("at", clock.instant())
                .then();
    }
}
