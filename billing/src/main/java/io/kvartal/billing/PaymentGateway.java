package io.kvartal.billing;

import io.kvartal.shared.TenantId;
import java.net.URI;
import reactor.core.publisher.Mono;

/**
 * Where tenants pay invoices. What it learns of payments it tells {@link Billing#paid}, of refunds, chargebacks and payouts {@link Treasury}.
 *
 * <p>Every call may be repeated: the invoice's or refund's id is the key under which the gateway recognises a repetition.
 */
public interface PaymentGateway {
    /** Shows a final invoice to the payer. The same invoice again gives the same answer. */
    Mono<GatewayInvoice> issue(InvoiceForGateway invoice);

    /** The hosted page on which a person pays. @param gatewayInvoiceId as {@link GatewayInvoice#id} */
    Mono<URI> paymentPage(String gatewayInvoiceId);

    /** Pays an open invoice with the saved card. A refusal by the bank is an answer, not an error. */
    Mono<Charged> charge(TenantId tenant, String gatewayInvoiceId, String method);

    /** Sends money back. @return the gateway's id of the refund */
    Mono<String> refund(Refund refund);

    /** A page of the gateway on which a person saves a card. */
    Mono<URI> cardPage(TenantId tenant, io.kvartal.contract.Party payer, URI back);

    /** The card is forgotten there. */
    Mono<Void> forget(TenantId tenant, String method);

    /** Tells the gateway the story for a chargeback, for good. */
    Mono<Void> defend(String gatewayDisputeId, String evidence);

    sealed interface Charged {
        /** The news of the money comes by itself. */
        record Accepted() implements Charged {}

        /** @param code as in {@link SavedCard#failure} */
        record Declined(String code) implements Charged {}
    }
}
