package io.kvartal.billing;

import io.kvartal.contract.Contracts;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Money that comes and goes: payments, the balance, refunds, chargebacks, payouts, saved cards. Everything joins the caller's transaction. */
@Component
public final class Treasury {
    private final TenantTx tx;
    private final Clock clock;
    private final Contracts contracts;
    private final Acts acts;
    private final PaymentBook book = new PaymentBook();
    private final Refunds refunds = new Refunds();
    private final PaymentDisputes disputes = new PaymentDisputes();
    private final CreditNotes credits = new CreditNotes();
    private final Invoices invoices = new Invoices();
    private final Ledger ledger = new Ledger();

    /** Those who act; this facade reads by itself. */
    @Component
    record Acts(Receiving receiving, Refunding refunding, Chargebacks chargebacks, Cards cards) {}

    Treasury(TenantTx tx, Clock clock, Contracts contracts, Acts acts) {
        this.tx = tx;
        this.clock = clock;
        this.contracts = contracts;
        this.acts = acts;
    }

    // ---- payments and the balance ----

    /** @return whether it is new; the same key again changes nothing */
    public Mono<Boolean> receive(TenantId tenant, MoneyIn in) {
        return acts.receiving().receive(tenant, in);
    }

    /** Takes back a payment that a person or a statement booked. */
    public Mono<Void> reverse(TenantId tenant, UUID payment, String note, String actor) {
        return acts.receiving().reverse(tenant, payment, note, actor);
    }

    /** Takes back all that one line of a statement booked, refunds that it showed included. */
    public Mono<Void> reverseLine(TenantId tenant, UUID line, String note, String actor) {
        return tx.in(tenant, db -> TenantLock.take(db, tenant)
                .then(book.ofLine(db, tenant, line))
                .flatMapIterable(rows -> rows)
                .filter(row -> row.kind() == Payment.Kind.RECEIVED && !row.reversed())
                .concatMap(row -> acts.receiving().reverse(db, row, note, actor))
                .then(refunds.unsent(db, tenant, line)));
    }

    /** The balance pays open invoices, the oldest first. */
    public Mono<Void> useBalance(TenantId tenant, String actor) {
        return acts.receiving().useBalance(tenant, actor);
    }

    /** What was received and not used yet. */
    public Mono<Money> balance(TenantId tenant) {
        return tx.in(tenant, db -> ledger.balance(db, tenant, Account.PREPAID).map(Money::negated));
    }

    /** Newest first. */
    public Mono<List<Payment>> payments(TenantId tenant) {
        return tx.in(tenant, db -> book.all(db, tenant));
    }

    /** Of all tenants, newest first. */
    public Mono<List<Payment>> payments(StaffAccess who, PaymentFilter filter) {
        return tx.staff(who, db -> book.found(db, filter));
    }

    public Mono<Payment> payment(TenantId tenant, UUID id) {
        return tx.in(tenant, db -> book.byId(db, tenant, id))
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("payment")));
    }

    /** Final invoices of all tenants with something still to pay, the oldest first. */
    public Mono<List<OpenInvoice>> openInvoices(StaffAccess who) {
        return tx.staff(who, invoices::unpaid);
    }

    // ---- refunds ----

    /** Up to this amount one person gives money back alone. */
    public Money refundLimit() {
        return acts.refunding().limit();
    }

    public Mono<Refund> refund(TenantId tenant, RefundDraft draft, String actor) {
        return acts.refunding().request(tenant, draft, actor);
    }

    public Mono<Refund> approveRefund(TenantId tenant, UUID refund, String actor) {
        return acts.refunding().approve(tenant, refund, actor);
    }

    public Mono<Void> refuseRefund(TenantId tenant, UUID refund, String actor) {
        return acts.refunding().refuse(tenant, refund, actor);
    }

    /** @param bankLine the line of a statement that shows it; null when a person says so */
    public Mono<Void> refundSent(TenantId tenant, UUID refund, @Nullable UUID bankLine, String actor) {
        return acts.refunding().sent(tenant, refund, bankLine, actor);
    }

    /** The money did not arrive: the books take it back. */
    public Mono<Void> refundFailed(TenantId tenant, UUID refund, String why, String actor) {
        return acts.refunding().failed(tenant, refund, why, actor);
    }

    /** Of all tenants; those that wait for somebody first. */
    public Mono<List<Refund>> refunds(StaffAccess who) {
        return tx.staff(who, refunds::all);
    }

    public Mono<List<Refund>> refundsOf(TenantId tenant, UUID payment) {
        return tx.in(tenant, db -> refunds.ofPayment(db, tenant, payment));
    }

    /** Credit notes that may be paid out, with VAT. */
    public Mono<List<OpenCredit>> openCredits(TenantId tenant) {
        return tx.in(tenant, db -> credits.open(db, tenant)).map(open -> open.stream()
                .filter(one -> one.note().afterInvoice())
                .map(one -> new OpenCredit(
                        one.note().id(),
                        one.note().reason(),
                        one.note().amount().plus(one.vat()),
                        one.note().issuedAt()))
                .toList());
    }

    // ---- chargebacks and payouts ----

    /** What the gateway says of a chargeback now, in any order and however often. */
    public Mono<Void> disputed(TenantId tenant, InvoiceId invoice, DisputeNews news) {
        return acts.chargebacks().news(tenant, invoice, news);
    }

    public Mono<Void> defend(TenantId tenant, UUID dispute, String evidence, String actor) {
        return acts.chargebacks().defend(tenant, dispute, evidence, actor);
    }

    /** Of all tenants: open ones by their deadline, then the decided ones. */
    public Mono<List<PaymentDispute>> disputes(StaffAccess who) {
        return tx.staff(who, disputes::all);
    }

    public Mono<PaymentDispute> dispute(TenantId tenant, UUID id) {
        return tx.in(tenant, db -> disputes.byId(db, tenant, id))
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("payment-dispute")));
    }

    /**
     * One tenant's share of a payout reached the bank. The same payout again changes nothing.
     *
     * @param fee what the gateway kept of it
     */
    public Mono<Void> paidOut(TenantId tenant, String gatewayId, Money amount, Money fee, LocalDate arrivedOn) {
        var id = Ids.next();
        return tx.in(tenant, db -> TenantLock.take(db, tenant)
                .then(db.sql("""
                    insert into billing.payout (tenant_id, id, gateway_id, amount_minor, fee_minor, currency, arrived_on, booked_at)
                    values (:tenant, :id, :gateway, :amount, :fee, :currency, :arrived, :now)
                    on conflict on constraint payout_once do nothing\
                    """)
                        .bind("tenant", tenant.value())
                        .bind("id", id)
                        .bind("gateway", gatewayId)
                        .bind("amount", amount.minor())
                        .bind("fee", fee.minor())
                        .bind("currency", amount.currency().getCurrencyCode())
                        .bind("arrived", arrivedOn)
                        .bind("now", clock.instant())
                        .fetch()
                        .rowsUpdated())
                .filter(rows -> rows == 1)
                .flatMap(isNew -> ledger.post(db, tenant, Journal.payout(id, amount, fee), clock.instant())));
    }

    /** Debit minus credit of one account of one tenant. */
    public Mono<Money> balanceOf(TenantId tenant, Account account) {
        return tx.in(tenant, db -> ledger.balance(db, tenant, account));
    }

    // ---- the saved card ----

    public Mono<Optional<SavedCard>> card(TenantId tenant) {
        return acts.cards().of(tenant).map(Optional::of).defaultIfEmpty(Optional.empty());
    }

    /** Where a person saves or replaces the card. @param back where the gateway sends the browser afterwards */
    public Mono<URI> cardPage(TenantId tenant, URI back) {
        return contracts
                .history(tenant)
                .filter(versions -> !versions.isEmpty())
                .switchIfEmpty(Mono.error(() -> new Problem.Conflict("no-contract-to-pay")))
                .flatMap(versions ->
                        acts.cards().page(tenant, versions.getFirst().party(), back));
    }

    /** The gateway says which card it is now. */
    public Mono<Void> cardSaved(TenantId tenant, SavedCard card) {
        return acts.cards().saved(tenant, card);
    }

    public Mono<Void> autopay(TenantId tenant, boolean on, String actor) {
        return acts.cards().autopay(tenant, on, actor);
    }

    public Mono<Void> forgetCard(TenantId tenant, String actor) {
        return acts.cards().forget(tenant, actor);
    }
}
