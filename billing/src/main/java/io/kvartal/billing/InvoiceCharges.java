package io.kvartal.billing;

import io.kvartal.shared.Money;
import java.util.List;

/**
 * One page of the charges behind a line, with the sums of all of them.
 *
 * @param line its number, as printed
 * @param amount without VAT; likewise credited, as of now
 * @param page from 1
 */
public record InvoiceCharges(
        Invoice invoice, InvoiceLine line, List<Charge> charges, int count, Money amount, Money credited, int page) {
    public static final int SIZE = 50;

    public int pages() {
        return Math.max(1, (count + SIZE - 1) / SIZE);
    }

    public Money rest() {
        return amount.minus(credited);
    }
}
