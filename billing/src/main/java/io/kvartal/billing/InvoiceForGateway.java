package io.kvartal.billing;

import io.kvartal.contract.Party;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.time.LocalDate;
import java.util.List;

/**
 * A final invoice as a payment gateway needs it.
 *
 * @param number our number, unique for the seller, such as {@code KV-000042}
 * @param lines amounts with VAT; negative for credits; they sum to {@code total}
 */
public record InvoiceForGateway(
        TenantId tenant,
        InvoiceId invoice,
        String number,
        Party buyer,
        Money total,
        LocalDate dueOn,
        List<Line> lines) {

    public InvoiceForGateway {
        lines = List.copyOf(lines);
    }

    public record Line(String description, Money amount) {}
}
