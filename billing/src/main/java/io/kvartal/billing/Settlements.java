package io.kvartal.billing;

import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The balance pays invoices: what was received before is used now. The caller holds the {@link TenantLock}. */
@Component
class Settlements {
    private final Clock clock;
    private final Ledger ledger = new Ledger();

    Settlements(Clock clock) {
        this.clock = clock;
    }

    /** @return what of the balance went into the invoice, up to what is open of it; the invoice's state is the caller's business */
    Mono<Money> use(DatabaseClient db, TenantId tenant, Invoice invoice) {
        var open = invoice.total().minus(invoice.paid());
        return ledger.balance(db, tenant, Account.PREPAID)
                .map(Money::negated)
                .map(balance -> balance.compareTo(open) < 0 ? balance : open)
                .flatMap(part -> part.isPositive()
                        ? settle(db, tenant, invoice, part).thenReturn(part)
                        : Mono.just(Money.zero(open.currency())));
    }

    private Mono<Void> settle(DatabaseClient db, TenantId tenant, Invoice invoice, Money part) {
        var id = Ids.next();
        return db.sql("""
            insert into billing.settlement (tenant_id, id, invoice_id, amount_minor, currency, settled_at)
            values (:tenant, :id, :invoice, :amount, :currency, :now)\
            """)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("invoice", invoice.id().value())
                .bind("amount", part.minor())
                .bind("currency", part.currency().getCurrencyCode())
                .bind("now", clock.instant())
                .then()
                .then(ledger.post(db, tenant, Journal.settlement(id, part), clock.instant()));
    }
}
