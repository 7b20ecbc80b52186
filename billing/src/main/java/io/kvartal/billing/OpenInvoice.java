package io.kvartal.billing;

import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.time.LocalDate;

/** A final invoice and what is still to be paid of it. @param bin the payer's tax number, as the invoice prints it */
public record OpenInvoice(
        TenantId tenant, InvoiceId id, String number, String payer, String bin, Money open, LocalDate issuedOn) {
    public OpenInvoice less(Money paid) {
        return new OpenInvoice(tenant, id, number, payer, bin, open.minus(paid), issuedOn);
    }
}
