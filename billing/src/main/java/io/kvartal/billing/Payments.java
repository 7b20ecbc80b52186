package io.kvartal.billing;

import io.kvartal.platform.OutboxConsumer;
import io.kvartal.platform.TenantTx;
import io.kvartal.platform.web.Uis;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
    private final Receiving receiving;
    private final Cards cards;
    private final PaymentGateway gateway;
    private final Uis uis;
    private final Invoices invoices = new Invoices();

    Payments(TenantTx tx, Receiving receiving, Cards cards, PaymentGateway gateway, Uis uis) {
        this.tx = tx;
        this.receiving = receiving;
        this.cards = cards;
        this.gateway = gateway;
        this.uis = uis;
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
        return tx.in(tenant, db -> TenantLock.take(db, tenant)
                        .then(invoices.byId(db, tenant, event.invoice()))
                        .flatMap(invoice -> receiving.useBalance(db, invoice))
                        .then(invoices.view(db, tenant, event.invoice())))
                .filter(view -> view.invoice().state() == InvoiceState.FINAL)
                .flatMap(view -> view.invoice().sent()
                        ? tx.in(tenant, db -> invoices.gatewayId(db, tenant, event.invoice()))
                        : gateway.issue(forGateway(view))
                                .flatMap(known -> tx.in(tenant, db -> invoices.sent(db, tenant, event.invoice(), known))
                                        .thenReturn(known.id())))
                // The event comes again when this breaks off, and the payment has one key: nothing is taken twice.
                .flatMap(known -> cards.pay(tenant, known));
    }

    private InvoiceForGateway forGateway(InvoiceView view) {
        var invoice = view.invoice();
        var ui = uis.in(Lang.RU);
        var lines = new ArrayList<InvoiceForGateway.Line>();
        view.lines().forEach(line -> lines.add(new InvoiceForGateway.Line(InvoiceTexts.line(line, ui), line.gross())));
        if (!invoice.paid().isZero()) {
            lines.add(new InvoiceForGateway.Line(
                    ui.t("payment.from-balance"), invoice.paid().negated()));
        }
        return new InvoiceForGateway(
                invoice.tenant(),
                invoice.id(),
                invoice.number(),
                view.buyer(),
                invoice.total().minus(invoice.paid()),
                invoice.dueOn(),
                lines);
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
        return receiving
                .receive(
                        tenant,
                        new MoneyIn(PaymentSource.STRIPE, event, amount, at, List.of(id), null, null, "", "stripe"))
                .then();
    }
}
