package io.kvartal.billing;

import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.TenantId;
import java.util.List;

/**
 * What closing a period did. Run again it finds what is done and does the rest.
 *
 * @param created final invoices, and drafts where the contract gives days of grace
 * @param existing invoices that an earlier run had made
 * @param nothing tenants without anything to invoice
 * @param parked tenants whose data did not allow an invoice; the others went on
 */
public record InvoiceRun(BillingPeriod period, List<Invoice> created, int existing, int nothing, List<Parked> parked) {
    public record Parked(TenantId tenant, String reason) {}
}
