package io.kvartal.billing;

import io.kvartal.contract.Channel;
import io.kvartal.shared.Money;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line as printed.
 *
 * @param kind LEAD, DEAL, PLACEMENT or CREDIT
 * @param unitPrice without VAT; negative for a credit
 * @param net unit price times quantity
 * @param charges what stands behind it: the charges, or the charge that a credit corrects
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
        List<ChargeId> charges) {

    public InvoiceLine {
        charges = List.copyOf(charges);
    }

    public Money gross() {
        return net.plus(vat);
    }
}
