package io.kvartal.billing;

import io.kvartal.contract.Channel;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line as printed: charges of one complex, channel, price, VAT rate and period, or one credit note.
 *
 * @param kind LEAD, DEAL, PLACEMENT or CREDIT
 * @param unitPrice without VAT; negative for a credit
 * @param net unit price times quantity
 * @param vat rounded HALF_UP at the unit price, times quantity: so the credits of a charge can never give back more VAT than it bore
 * @param period to which the charges belong, by when they occurred; for a credit the period of its charge. Null on lines older than this rule
 * @param counts LEAD only
 * @param earlier the invoice that came before: of that period, when the charges are late; for a credit, the one that carried its charge
 * @param charges what stands behind it: the charges, or the charge that a credit corrects; none while it is a draft
 */
public record InvoiceLine(
        int no,
        String kind,
        @Nullable String complex,
        @Nullable Channel channel,
        String description,
        Money unitPrice,
        int quantity,
        Money net,
        BigDecimal vatRate,
        Money vat,
        @Nullable BillingPeriod period,
        @Nullable Counts counts,
        @Nullable Earlier earlier,
        List<ChargeId> charges) {

    /**
     * From contacts to money, of the complex and channel in the line's period, as known when the invoice was made. Lines of one complex and channel at
     * several prices repeat the first three; do not add these up.
     *
     * <p>{@code billed <= target <= persons <= raw}.
     *
     * @param raw contacts, by their newest facts
     * @param persons distinct persons among them; a person whose window had run out counts again with every target contact, a hidden caller counts by
     *     each contact
     * @param target contacts that a receipt found billable, even when a later one took that back: then the charge is among the credited
     * @param billed contacts charged on this very line
     * @param credited its charges that had been credited in full before the invoice
     */
    public record Counts(int raw, int persons, int target, int billed, int credited) {
        public Counts {
            if (billed < 0 || billed > target || target > persons || persons > raw || credited < 0) {
                throw new IllegalArgumentException("counts that do not narrow: raw %d, persons %d, target %d, billed %d"
                        .formatted(raw, persons, target, billed));
            }
        }
    }

    public record Earlier(InvoiceId invoice, String number) {}

    public InvoiceLine {
        charges = List.copyOf(charges);
    }

    public Money gross() {
        return net.plus(vat);
    }

    /** Whether it belongs to another period than its invoice. */
    public boolean isLate(BillingPeriod invoiced) {
        return period != null && !period.equals(invoiced);
    }
}
