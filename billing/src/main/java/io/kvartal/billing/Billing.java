package io.kvartal.billing;

import io.kvartal.platform.StaffAccess;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.ContactFacts;
import io.kvartal.verdict.Receipt;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Charges, credits, invoices and payments. Everything joins the caller's transaction where there is one. */
public interface Billing {
    /**
     * Stores what is known of a contact with its receipt, and charges for it when it is billable and the contract is CPL. The same facts again change
     * nothing; other facts for the same contact make a new assessment and, where the money differs, a credit or a charge, for this contact and for
     * those whose verdict hangs on it.
     *
     * @param description names the contact on an invoice; no personal data
     */
    Mono<Assessment> assess(TenantId tenant, UUID lead, String description, ContactFacts facts);

    /** Leads without any assessment are absent. */
    Mono<Map<UUID, LeadMoney>> ofLeads(TenantId tenant, Collection<UUID> leads);

    Mono<List<Charge>> charges(TenantId tenant, BillingPeriod period);

    Mono<ChargeView> charge(TenantId tenant, ChargeId charge);

    /** Of the billed contact, else of the last one. */
    Mono<Receipt> receiptOfLead(TenantId tenant, UUID lead);

    /** @param amount without VAT; more than the rest of the charge is a Conflict */
    Mono<CreditNote> credit(
            TenantId tenant, ChargeId charge, CreditReason reason, Money amount, String note, String actor);

    Mono<Replacement> oweReplacement(TenantId tenant, ChargeId charge, String note, String actor);

    /** A new lead pays for the promise: its charge is credited. */
    Mono<Replacement> fulfil(TenantId tenant, ReplacementId replacement, ChargeId delivered, String actor);

    Mono<List<Replacement>> replacements(TenantId tenant);

    Mono<InvoiceRun> close(BillingPeriod period, StaffAccess who);

    /** Newest first. */
    Mono<List<Invoice>> invoices(TenantId tenant);

    Mono<List<Invoice>> allInvoices(StaffAccess who, BillingPeriod period);

    Mono<InvoiceView> invoice(TenantId tenant, InvoiceId invoice);

    Mono<byte[]> pdf(TenantId tenant, InvoiceId invoice, Lang lang);

    /** Where to pay; Conflict while the gateway does not know the invoice yet. */
    Mono<URI> paymentPage(TenantId tenant, InvoiceId invoice);

    /** The gateway received money. The same event again changes nothing. */
    Mono<Void> paid(TenantId tenant, InvoiceId invoice, Money amount, String gatewayEventId, Instant at);

    Mono<AccountState> state(TenantId tenant);

    Mono<TrialBalance> trialBalance(StaffAccess who, Instant at);

    Mono<Deal> declareDeal(TenantId tenant, DealDraft draft, String actor);

    Mono<List<Deal>> deals(TenantId tenant);
}
