package io.kvartal.billing;

import io.kvartal.platform.Audit;
import io.kvartal.platform.Outbox;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Money in: invoices in the order named, what is left into the balance; and the taking back of what was booked wrongly. */
@Component
class Receiving {
    private final TenantTx tx;
    private final Clock clock;
    private final Outbox outbox;
    private final Audit audit;
    private final Settlements settlements;
    private final InvoiceLife life;
    private final PaymentBook book = new PaymentBook();
    private final Invoices invoices = new Invoices();
    private final Ledger ledger = new Ledger();

    Receiving(TenantTx tx, Clock clock, Outbox outbox, Audit audit, Settlements settlements, InvoiceLife life) {
        this.tx = tx;
        this.clock = clock;
        this.outbox = outbox;
        this.audit = audit;
        this.settlements = settlements;
        this.life = life;
    }

    /** A part of the money and where it goes; null: the balance. */
    private record Share(@Nullable Invoice invoice, Money amount) {}

    /** @return whether it is new */
    Mono<Boolean> receive(TenantId tenant, MoneyIn in) {
        return tx.in(tenant, db -> TenantLock.take(db, tenant)
                .then(book.isKnown(db, tenant, in.key()))
                .flatMap(known -> known
                        ? Mono.just(false)
                        : Flux.fromIterable(in.invoices())
                                .concatMap(id -> invoices.byId(db, tenant, id)
                                        .switchIfEmpty(Mono.error(() -> new Problem.NotFound("invoice"))))
                                .collectList()
                                .flatMap(named -> book(db, tenant, in, shares(named, in.amount())))
                                .thenReturn(true)));
    }

    private static List<Share> shares(List<Invoice> named, Money amount) {
        var shares = new java.util.ArrayList<Share>();
        var left = amount;
        for (var invoice : named) {
            var open = openOf(invoice);
            var part = left.compareTo(open) < 0 ? left : open;
            if (part.isPositive()) {
                shares.add(new Share(invoice, part));
                left = left.minus(part);
            }
        }
        if (left.isPositive()) {
            shares.add(new Share(null, left));
        }
        return shares;
    }

    static Money openOf(Invoice invoice) {
        return invoice.state() == InvoiceState.FINAL || invoice.state() == InvoiceState.UNCOLLECTIBLE
                ? invoice.total().minus(invoice.paid())
                : Money.zero(invoice.total().currency());
    }

    /** The first row carries the key itself, so that the database refuses the same money a second time. */
    private Mono<Void> book(DatabaseClient db, TenantId tenant, MoneyIn in, List<Share> shares) {
        return Flux.range(0, shares.size())
                .concatMap(no -> share(db, tenant, in, shares.get(no), no == 0 ? in.key() : in.key() + "/" + no))
                .then(
                        in.source() == PaymentSource.STRIPE
                                ? Mono.empty()
                                : audit.record(
                                        db,
                                        in.actor(),
                                        "payment-received",
                                        "tenant " + tenant,
                                        Map.of(
                                                "key", in.key(),
                                                "source", in.source().name(),
                                                "amount", in.amount().minor(),
                                                "currency",
                                                        in.amount().currency().getCurrencyCode(),
                                                "parts", shares.size())));
    }

    private Mono<Void> share(DatabaseClient db, TenantId tenant, MoneyIn in, Share share, String key) {
        var id = Ids.next();
        var invoice = share.invoice();
        var row = new PaymentBook.New(
                id,
                Payment.Kind.RECEIVED,
                in.source(),
                invoice == null ? null : invoice.id(),
                share.amount(),
                key,
                in.at(),
                in.gatewayPayment(),
                in.bankLine(),
                null,
                in.note(),
                in.actor());
        var journal = invoice == null
                ? Journal.prepayment(id, in.source().account(), share.amount())
                : Journal.payment(id, in.source().account(), share.amount());
        var post = book.insert(db, tenant, row)
                .filter(isNew -> isNew)
                .switchIfEmpty(Mono.error(() -> new Problem.Conflict("payment-known")))
                .then(Mono.defer(() -> ledger.post(db, tenant, journal, clock.instant())));
        return invoice == null
                ? post
                : life.recover(db, invoice, id, share.amount())
                        .then(post)
                        .then(settle(db, invoice, share.amount(), in.at()));
    }

    /** Marks the invoice paid when nothing is open of it any more. */
    Mono<Void> settle(DatabaseClient db, Invoice invoice, Money added, Instant at) {
        var tenant = invoice.tenant();
        var settled = invoice.state() == InvoiceState.FINAL
                && invoice.paid().plus(added).compareTo(invoice.total()) >= 0;
        return settled
                ? invoices.pay(db, tenant, invoice.id(), at)
                        .then(outbox.append(db, tenant, new InvoicePaid(tenant, invoice.id(), at)))
                : Mono.empty();
    }

    /** The balance pays one invoice as far as it goes. */
    Mono<Invoice> useBalance(DatabaseClient db, Invoice invoice) {
        var tenant = invoice.tenant();
        if (!openOf(invoice).isPositive()) {
            return Mono.just(invoice);
        }
        return settlements
                .use(db, tenant, invoice.id())
                .then(Mono.defer(() -> invoices.byId(db, tenant, invoice.id())));
    }

    /** The balance pays open invoices, the oldest first. */
    Mono<Void> useBalance(TenantId tenant, String actor) {
        return tx.in(tenant, db -> TenantLock.take(db, tenant)
                .then(invoices.all(db, tenant))
                .flatMapMany(all -> Flux.fromIterable(all.stream()
                        .filter(one -> openOf(one).isPositive())
                        .sorted(Comparator.comparing(Invoice::issuedOn).thenComparing(Invoice::number))
                        .toList()))
                .concatMap(invoice -> useBalance(db, invoice))
                .then(audit.record(db, actor, "balance-used", "tenant " + tenant, Map.of())));
    }

    /** Takes back what a person or a statement booked; the gateway's money goes back by a refund. */
    Mono<Void> reverse(TenantId tenant, UUID id, String note, String actor) {
        return tx.in(tenant, db -> TenantLock.take(db, tenant)
                .then(book.byId(db, tenant, id))
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("payment")))
                .flatMap(payment -> reverse(db, payment, note, actor)));
    }

    Mono<Void> reverse(DatabaseClient db, Payment payment, String note, String actor) {
        var tenant = payment.tenant();
        if (payment.source() == PaymentSource.STRIPE
                || payment.kind() != Payment.Kind.RECEIVED
                || payment.reversed()
                || payment.refunded().isPositive()) {
            return Mono.error(() -> new Problem.Conflict("payment-not-reversible"));
        }
        var invoice = payment.invoice();
        var room = invoice == null ? balanceHas(db, tenant, payment.amount()) : reopen(db, tenant, invoice);
        var row = new PaymentBook.New(
                Ids.next(),
                Payment.Kind.REVERSED,
                payment.source(),
                invoice,
                payment.amount().negated(),
                "reversal/" + payment.id(),
                clock.instant(),
                null,
                payment.bankLine(),
                payment.id(),
                note,
                actor);
        return room.then(book.insert(db, tenant, row))
                .then(ledger.journal(db, tenant, Journal.Kind.PAYMENT, payment.id()))
                .flatMap(posted -> ledger.post(db, tenant, posted.voided(), clock.instant()))
                .then(audit.record(
                        db,
                        actor,
                        "payment-reversed",
                        "tenant " + tenant,
                        Map.of(
                                "payment",
                                payment.id().toString(),
                                "amount",
                                payment.amount().minor(),
                                "note",
                                note)));
    }

    private Mono<Void> balanceHas(DatabaseClient db, TenantId tenant, Money amount) {
        return ledger.balance(db, tenant, Account.PREPAID)
                .filter(balance -> balance.negated().compareTo(amount) >= 0)
                .switchIfEmpty(Mono.error(() -> new Problem.Conflict("balance-used")))
                .then();
    }

    /** A paid invoice whose money was taken back waits for money again. */
    Mono<Void> reopen(DatabaseClient db, TenantId tenant, InvoiceId invoice) {
        return db.sql("""
            update billing.invoice set state = 'FINAL', paid_at = null where tenant_id = :tenant and id = :id and state = 'PAID'\
            """)
                .bind("tenant", tenant.value())
                .bind("id", invoice.value())
                .then();
    }
}
