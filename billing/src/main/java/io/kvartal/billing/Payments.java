package io.kvartal.billing;

import io.kvartal.platform.Outbox;
import io.kvartal.platform.OutboxConsumer;
import io.kvartal.platform.TenantTx;
import io.kvartal.platform.web.Uis;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Invoices to the gateway, money from it.
 *
 * <p>The intent (a final invoice) is committed before the gateway is called and its answer is stored after; whatever breaks between, the outbox calls
 * again and the gateway knows the invoice by its id.
 */
@Component
class Payments implements OutboxConsumer<InvoiceFinalised> {
    private final TenantTx tx;
    private final Clock clock;
    private final Outbox outbox;
    private final PaymentGateway gateway;
    private final Uis uis;
    private final InvoiceLife life;
    private final Invoices invoices = new Invoices();
    private final Ledger ledger = new Ledger();

    Payments(TenantTx tx, Clock clock, Outbox outbox, PaymentGateway gateway, Uis uis, InvoiceLife life) {
        this.tx = tx;
        this.clock = clock;
        this.outbox = outbox;
        this.gateway = gateway;
        this.uis = uis;
        this.life = life;
    }

    @Override
    public Class<InvoiceFinalised> event() {
        return InvoiceFinalised.class;
    }

    @Override
    public String name() {
        return "billing.invoice-to-gateway";
    }

    @Override
    public boolean callsOutside() {
        return true;
    }

    @Override
    public Mono<Void> on(@Nullable TenantId ignored, InvoiceFinalised event) {
        var tenant = event.tenant();
        return tx.in(tenant, db -> invoices.view(db, tenant, event.invoice()))
                .filter(view -> view.invoice().state() == InvoiceState.FINAL
                        && !view.invoice().sent())
                .flatMap(view -> gateway.issue(forGateway(view)))
                .flatMap(known -> tx.in(tenant, db -> invoices.sent(db, tenant, event.invoice(), known)));
    }

    private InvoiceForGateway forGateway(InvoiceView view) {
        var invoice = view.invoice();
        return new InvoiceForGateway(
                invoice.tenant(),
                invoice.id(),
                invoice.number(),
                view.buyer(),
                invoice.total(),
                invoice.dueOn(),
                view.lines().stream()
                        .map(line -> new InvoiceForGateway.Line(InvoiceTexts.line(line, uis.in(Lang.RU)), line.gross()))
                        .toList());
    }

    Mono<URI> paymentPage(TenantId tenant, InvoiceId id) {
        return tx.in(tenant, db -> invoices.byId(db, tenant, id)
                        .switchIfEmpty(Mono.error(() -> new Problem.NotFound("invoice")))
                        .filter(invoice -> invoice.state() == InvoiceState.FINAL)
                        .switchIfEmpty(Mono.error(() -> new Problem.Conflict("invoice-not-payable")))
                        .then(invoices.gatewayId(db, tenant, id)))
                .switchIfEmpty(Mono.error(() -> new Problem.Conflict("invoice-not-sent-yet")))
                .flatMap(gateway::paymentPage);
    }

    Mono<Void> paid(TenantId tenant, InvoiceId id, Money amount, String event, Instant at) {
        return tx.in(tenant, db -> TenantLock.take(db, tenant)
                .then(invoices.byId(db, tenant, id))
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("invoice")))
                .flatMap(invoice -> receive(db, invoice, amount, event, at)));
    }

    private Mono<Void> receive(DatabaseClient db, Invoice invoice, Money amount, String event, Instant at) {
        var payment = Ids.next();
        var tenant = invoice.tenant();
        return invoices.payment(db, tenant, payment, invoice.id(), amount, event, at)
                .filter(isNew -> isNew)
                .flatMap(isNew -> book(db, invoice, payment, amount, at));
    }

    private Mono<Void> book(DatabaseClient db, Invoice invoice, UUID payment, Money amount, Instant at) {
        var tenant = invoice.tenant();
        var settled = invoice.state() == InvoiceState.FINAL
                && invoice.paid().plus(amount).compareTo(invoice.total()) >= 0;
        var done = settled
                ? invoices.pay(db, tenant, invoice.id(), at)
                        .then(outbox.append(db, tenant, new InvoicePaid(tenant, invoice.id(), at)))
                : Mono.<Void>empty();
        return life.recover(db, invoice, payment, amount)
                .then(ledger.post(
                        db, tenant, Journal.payment(payment, Account.STRIPE_CLEARING, amount), clock.instant()))
                .then(done);
    }
}
