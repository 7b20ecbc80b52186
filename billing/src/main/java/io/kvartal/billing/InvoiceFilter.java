package io.kvartal.billing;

import io.kvartal.shared.BillingPeriod;
import org.jspecify.annotations.Nullable;

/**
 * Which invoices of all developers.
 *
 * @param state all when null
 * @param overdue final and past the due date; {@code state} is ignored then
 * @param text part of a number or of a buyer's name, in any case; empty for all
 * @param page from 1
 */
public record InvoiceFilter(
        @Nullable BillingPeriod period, @Nullable InvoiceState state, boolean overdue, String text, int page) {

    public static final int SIZE = 50;

    public InvoiceFilter {
        text = text.strip();
        page = Math.max(1, page);
    }
}
