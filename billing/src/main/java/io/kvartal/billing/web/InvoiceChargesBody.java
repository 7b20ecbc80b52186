package io.kvartal.billing.web;

import io.kvartal.billing.InvoiceCharges;
import io.kvartal.shared.Money;
import java.util.List;

/** The charges behind one line, with the sums of all pages. @param amount without VAT; likewise credited and rest */
record InvoiceChargesBody(int line, List<ChargeBody> items, Money amount, Money credited, Money rest, PageBody page) {
    record PageBody(int number, int size, int totalItems, int totalPages) {}

    static InvoiceChargesBody of(InvoiceCharges charges) {
        return new InvoiceChargesBody(
                charges.line().no(),
                charges.charges().stream().map(ChargeBody::of).toList(),
                charges.amount(),
                charges.credited(),
                charges.rest(),
                new PageBody(charges.page(), InvoiceCharges.SIZE, charges.count(), charges.pages()));
    }
}
