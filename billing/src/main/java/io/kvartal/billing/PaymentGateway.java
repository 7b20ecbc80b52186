package io.kvartal.billing;

import java.net.URI;
import reactor.core.publisher.Mono;

/**
 * Where tenants pay invoices. What it learns of payments it tells {@link Billing#paid}.
 *
 * <p>Every call may be repeated: the invoice's id is the key under which the gateway recognises a repetition.
 */
public interface PaymentGateway {
    /** Shows a final invoice to the payer. The same invoice again gives the same answer. */
    Mono<GatewayInvoice> issue(InvoiceForGateway invoice);

    /** The hosted page on which a person pays. @param gatewayInvoiceId as {@link GatewayInvoice#id} */
    Mono<URI> paymentPage(String gatewayInvoiceId);
}
