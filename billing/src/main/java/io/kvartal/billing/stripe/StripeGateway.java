package io.kvartal.billing.stripe;

import com.stripe.exception.CardException;
import com.stripe.model.Invoice;
import com.stripe.net.RequestOptions;
import com.stripe.param.DisputeUpdateParams;
import com.stripe.param.InvoiceCreateParams;
import com.stripe.param.InvoiceFinalizeInvoiceParams;
import com.stripe.param.InvoiceItemCreateParams;
import com.stripe.param.InvoiceItemListParams;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.InvoicePayParams;
import com.stripe.param.RefundCreateParams;
import io.kvartal.billing.GatewayInvoice;
import io.kvartal.billing.InvoiceForGateway;
import io.kvartal.billing.PaymentGateway;
import io.kvartal.billing.Refund;
import io.kvartal.contract.Party;
import io.kvartal.platform.TenantTx;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Opens our invoices at Stripe: customer, draft, items, then the final invoice with its hosted page.
 *
 * <p>Each step is remembered as soon as its answer is here, and each has a fixed idempotency key made of an intent that was committed before the first
 * call. So a repetition after a lost answer goes on where the work stopped. Stripe forgets keys after a day; later the invoice is looked for first.
 * Call it outside a transaction, or the intent is not committed in time.
 */
final class StripeGateway implements PaymentGateway {
    /** Less than the 24 hours for which Stripe keeps a key. */
    private static final Duration KEYS_LAST = Duration.ofHours(23);

    private static final String INTENT = "intent";
    private static final String POSITION = "position";

    private final TenantTx tx;
    private final StripeApi stripe;
    private final StripeInvoices invoices;
    private final StripeCustomers customers;
    private final StripeCards cards;
    private final Clock clock;

    StripeGateway(TenantTx tx, StripeApi stripe, StripeInvoices invoices, StripeCustomers customers, Clock clock) {
        this.cards = new StripeCards(tx, stripe, customers, clock);
        this.tx = tx;
        this.stripe = stripe;
        this.invoices = invoices;
        this.customers = customers;
        this.clock = clock;
    }

    @Override
    public Mono<URI> paymentPage(String gatewayInvoiceId) {
        return tx.portal(db -> invoices.byStripeId(db, gatewayInvoiceId))
                // Paid there and open here: the bank took the money back. Stripe takes no second payment for one
                // invoice.
                .flatMap(row -> row.state() == StripeInvoices.State.PAID
                        ? Mono.<URI>error(() -> new Problem.Conflict("invoice-pay-by-transfer"))
                        : Mono.justOrEmpty(row.shown().page()))
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("invoice")));
    }

    @Override
    public Mono<Charged> charge(TenantId tenant, String gatewayInvoiceId, String method) {
        return tx.portal(db -> invoices.byStripeId(db, gatewayInvoiceId))
                .filter(row -> row.state() == StripeInvoices.State.OPEN)
                .flatMap(row -> {
                    var params = InvoicePayParams.builder()
                            .setPaymentMethod(method)
                            .setOffSession(true)
                            .build();
                    return stripe.call(client ->
                                    client.v1().invoices().pay(gatewayInvoiceId, params, key(row, "pay-" + method)))
                            .<Charged>map(paid -> new Charged.Accepted())
                            .onErrorResume(StripeGateway::isDecline, refused -> Mono.just(declined(refused)));
                });
    }

    private static boolean isDecline(Throwable failure) {
        return failure.getCause() instanceof CardException;
    }

    private static Charged declined(Throwable failure) {
        return failure.getCause() instanceof CardException card
                ? new Charged.Declined(StripeCards.failure(card.getCode(), card.getDeclineCode()))
                : new Charged.Declined("declined");
    }

    @Override
    public Mono<String> refund(Refund refund) {
        var intent = refund.gatewayPayment();
        if (intent == null) {
            return Mono.error(() -> new Problem.UpstreamFailed("stripe-refused"));
        }
        var params = RefundCreateParams.builder()
                .setPaymentIntent(intent)
                .setAmount(refund.amount().minor())
                .setReason(RefundCreateParams.Reason.REQUESTED_BY_CUSTOMER)
                .putMetadata("refund", refund.id().toString())
                .putMetadata("tenant", refund.tenant().toString())
                .build();
        var key = RequestOptions.builder()
                .setIdempotencyKey("kvartal-" + refund.id() + "-refund")
                .build();
        return stripe.call(client -> client.v1().refunds().create(params, key)).map(com.stripe.model.Refund::getId);
    }

    @Override
    public Mono<URI> cardPage(TenantId tenant, Party payer, URI back) {
        return cards.page(tenant, payer, back);
    }

    @Override
    public Mono<Void> forget(TenantId tenant, String method) {
        return cards.forget(method);
    }

    @Override
    public Mono<Void> defend(String gatewayDisputeId, String evidence) {
        var params = DisputeUpdateParams.builder()
                .setEvidence(DisputeUpdateParams.Evidence.builder()
                        .setUncategorizedText(evidence)
                        .build())
                .setSubmit(true)
                .build();
        var key = RequestOptions.builder()
                .setIdempotencyKey("kvartal-" + gatewayDisputeId + "-evidence")
                .build();
        return stripe.call(client -> client.v1().disputes().update(gatewayDisputeId, params, key))
                .then();
    }

    /** What became settled here in another way is closed there, so that nobody pays it a second time. @return how many */
    Mono<Integer> closeSettledElsewhere() {
        return tx.staff(io.kvartal.platform.StaffAccess.system("stripe-closing"), invoices::settledElsewhere)
                .flatMap(all -> Flux.fromIterable(all.entrySet())
                        .concatMap(one -> close(one.getKey(), one.getValue()))
                        .then(Mono.just(all.size())));
    }

    private Mono<Void> close(StripeInvoices.Row row, boolean isVoid) {
        var id = Objects.requireNonNull(row.stripeId());
        return stripe.call(client -> client.v1().invoices().retrieve(id))
                .filter(there -> "open".equals(there.getStatus()))
                .flatMap(there -> stripe.call(client -> isVoid
                        ? client.v1().invoices().voidInvoice(id, key(row, "void"))
                        : client.v1()
                                .invoices()
                                .pay(
                                        id,
                                        InvoicePayParams.builder()
                                                .setPaidOutOfBand(true)
                                                .build(),
                                        key(row, "elsewhere"))))
                .flatMap(closed -> tx.portal(db -> invoices.closed(db, row.invoice(), isVoid)));
    }

    @Override
    public Mono<GatewayInvoice> issue(InvoiceForGateway wanted) {
        return tx.portal(db -> invoices.intend(db, wanted, dueInDays(wanted.dueOn()), clock.instant()))
                .flatMap(row -> switch (row.state()) {
                    case OPEN, PAID -> Mono.just(row.shown());
                    case VOID, PARKED -> Mono.error(new Problem.UpstreamFailed("stripe-parked"));
                    case OPENING -> open(wanted, row);
                });
    }

    private int dueInDays(LocalDate dueOn) {
        var today = LocalDate.ofInstant(clock.instant(), Ui.ZONE);
        return (int) Math.max(1, ChronoUnit.DAYS.between(today, dueOn));
    }

    private Mono<GatewayInvoice> open(InvoiceForGateway wanted, StripeInvoices.Row row) {
        if (!row.amount().equals(wanted.total())) {
            return park(row, "stripe-amount", "asked again with " + wanted.total() + " instead of " + row.amount());
        }
        return customers
                .of(wanted.tenant(), wanted.buyer())
                .flatMap(customer -> draft(wanted, row, customer)
                        .delayUntil(draft -> items(wanted, row, customer, draft))
                        .flatMap(draft -> finalise(row, draft)))
                .onErrorResume(StripeGateway::isRefused, refused -> park(row, "stripe-refused", reason(refused)));
    }

    private Mono<String> draft(InvoiceForGateway wanted, StripeInvoices.Row row, String customer) {
        var known = row.stripeId();
        if (known != null) {
            return Mono.just(known);
        }
        return lost(row, customer)
                .switchIfEmpty(Mono.defer(() -> create(wanted, row, customer)))
                .delayUntil(id -> tx.portal(db -> invoices.drafted(db, row.invoice(), id)));
    }

    /** A draft whose answer never reached us, and whose key Stripe may have forgotten. */
    private Mono<String> lost(StripeInvoices.Row row, String customer) {
        if (keysLive(row)) {
            return Mono.empty();
        }
        return stripe.call(client -> {
                    var all = client.v1()
                            .invoices()
                            .list(InvoiceListParams.builder()
                                    .setCustomer(customer)
                                    .setLimit(100L)
                                    .build());
                    for (var invoice : all.autoPagingIterable()) {
                        if (row.intent().toString().equals(invoice.getMetadata().get(INTENT))) {
                            return List.of(invoice.getId());
                        }
                    }
                    return List.<String>of();
                })
                .flatMap(found -> Mono.justOrEmpty(found.stream().findFirst()));
    }

    private boolean keysLive(StripeInvoices.Row row) {
        return clock.instant().isBefore(row.intendedAt().plus(KEYS_LAST));
    }

    private Mono<String> create(InvoiceForGateway wanted, StripeInvoices.Row row, String customer) {
        var params = InvoiceCreateParams.builder()
                .setCustomer(customer)
                .setCollectionMethod(InvoiceCreateParams.CollectionMethod.SEND_INVOICE)
                .setDaysUntilDue((long) row.dueInDays())
                .setAutoAdvance(false)
                .setCurrency(currency(wanted.total()))
                .setDescription(wanted.number())
                .setMetadata(Map.of(
                        "tenant",
                        row.tenant().toString(),
                        "invoice",
                        row.invoice().toString(),
                        INTENT,
                        row.intent().toString()))
                .build();
        return stripe.call(client ->
                client.v1().invoices().create(params, key(row, "invoice")).getId());
    }

    private Mono<Void> items(InvoiceForGateway wanted, StripeInvoices.Row row, String customer, String draft) {
        var lines = StripeLines.fit(wanted.lines(), wanted.number());
        return tx.portal(db -> invoices.items(db, row.invoice()))
                .flatMap(known -> known.size() == lines.size()
                        ? Mono.just(known)
                        : lostItems(row, draft).thenReturn(known))
                .then(Mono.defer(() -> tx.portal(db -> invoices.items(db, row.invoice()))))
                .flatMapMany(known -> Flux.range(0, lines.size()).filter(position -> !known.contains(position)))
                .concatMap(position -> item(row, customer, draft, position, lines.get(position)))
                .then();
    }

    /** Items made more than a day ago whose answers were lost are found by their position. */
    private Mono<Void> lostItems(StripeInvoices.Row row, String draft) {
        if (keysLive(row)) {
            return Mono.empty();
        }
        return stripe.call(client -> {
                    var there = new HashMap<Integer, String>();
                    var all = client.v1()
                            .invoiceItems()
                            .list(InvoiceItemListParams.builder()
                                    .setInvoice(draft)
                                    .setLimit(100L)
                                    .build());
                    for (var item : all.autoPagingIterable()) {
                        var position = item.getMetadata().get(POSITION);
                        if (position != null) {
                            there.put(Integer.valueOf(position), item.getId());
                        }
                    }
                    return there;
                })
                .flatMapIterable(Map::entrySet)
                .concatMap(found -> tx.portal(db -> invoices.item(db, row.invoice(), found.getKey(), found.getValue())))
                .then();
    }

    private Mono<Void> item(
            StripeInvoices.Row row, String customer, String draft, int position, InvoiceForGateway.Line line) {
        var params = InvoiceItemCreateParams.builder()
                .setCustomer(customer)
                .setInvoice(draft)
                .setCurrency(currency(line.amount()))
                .setAmount(line.amount().minor())
                .setDescription(line.description())
                .putMetadata(POSITION, Integer.toString(position))
                .build();
        return stripe.call(client -> client.v1()
                        .invoiceItems()
                        .create(params, key(row, "item-" + position))
                        .getId())
                .flatMap(item -> tx.portal(db -> invoices.item(db, row.invoice(), position, item)));
    }

    /** Looks first: when the answer to the last attempt was lost, the invoice may be final already. */
    private Mono<GatewayInvoice> finalise(StripeInvoices.Row row, String draft) {
        return stripe.call(client -> client.v1().invoices().retrieve(draft))
                .flatMap(there -> verified(row, there))
                .flatMap(there -> "draft".equals(there.getStatus())
                        ? stripe.call(client -> client.v1()
                                .invoices()
                                .finalizeInvoice(
                                        draft,
                                        InvoiceFinalizeInvoiceParams.builder()
                                                .setAutoAdvance(false)
                                                .build(),
                                        key(row, "finalise")))
                        : Mono.just(there))
                .flatMap(there -> verified(row, there))
                .flatMap(there -> {
                    var url = there.getHostedInvoiceUrl();
                    return url == null || !List.of("open", "paid").contains(there.getStatus())
                            ? park(row, "stripe-refused", "the invoice is " + there.getStatus() + " at Stripe")
                            : tx.portal(db -> invoices.opened(db, row.invoice(), url))
                                    .thenReturn(new GatewayInvoice(draft, URI.create(url)));
                });
    }

    private Mono<Invoice> verified(StripeInvoices.Row row, Invoice there) {
        var same = Objects.equals(there.getTotal(), row.amount().minor())
                && currency(row.amount()).equals(there.getCurrency());
        return same
                ? Mono.just(there)
                : park(
                        row,
                        "stripe-amount",
                        "Stripe says %s %s, we say %s".formatted(there.getTotal(), there.getCurrency(), row.amount()));
    }

    private <T> Mono<T> park(StripeInvoices.Row row, String code, String reason) {
        return tx.portal(db -> invoices.park(db, row.invoice(), reason))
                .then(Mono.error(() -> new Problem.UpstreamFailed(code)));
    }

    private static boolean isRefused(Throwable failure) {
        return failure instanceof Problem.UpstreamFailed problem
                && problem.code().equals("stripe-refused")
                && problem.getCause() != null;
    }

    private static String reason(Throwable refused) {
        var cause = refused.getCause();
        return String.valueOf(cause == null ? refused.getMessage() : cause.getMessage());
    }

    private static RequestOptions key(StripeInvoices.Row row, String step) {
        return RequestOptions.builder().setIdempotencyKey(row.key(step)).build();
    }

    private static String currency(Money money) {
        return money.currency().getCurrencyCode().toLowerCase(Locale.ROOT);
    }
}
