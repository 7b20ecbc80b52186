package io.kvartal.billing;

import io.kvartal.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * A credit note as a document.
 *
 * @param vat that goes back with it, once the charge is invoiced; before, it says by how much the invoice's VAT is less
 * @param number {@code KV-C-000042}, gapless for the seller; null for the moment between the credit and its number
 * @param invoiceNumber of the invoice that carries the charge, null while there is none
 */
public record CreditDocument(
        CreditNote note,
        Money vat,
        @Nullable String number,
        Charge charge,
        @Nullable String invoiceNumber) {
    public Money gross() {
        return note.amount().plus(vat);
    }
}
