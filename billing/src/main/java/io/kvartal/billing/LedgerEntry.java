package io.kvartal.billing;

import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A journal as the accountant reads it.
 *
 * @param kind of the journal; what is taken back also says of what: VOID an invoice, VOID_PAYMENT, VOID_REFUND; message key {@code ledger.kind.<kind>}
 * @param reference the document that it came from: a charge, a credit note, an invoice, a payment
 * @param document what people call it, such as the number of an invoice; null when it has no name
 * @param invoice the invoice that it belongs to, where there is one
 */
public record LedgerEntry(
        UUID id,
        TenantId tenant,
        String kind,
        UUID reference,
        Instant recordedAt,
        @Nullable String document,
        @Nullable InvoiceId invoice,
        List<Line> lines) {

    public LedgerEntry {
        lines = List.copyOf(lines);
    }

    /** @param amount debit is positive, credit negative */
    public record Line(Account account, Money amount) {}

    /** What one account gets of it. */
    public List<Money> of(Account account) {
        return lines.stream()
                .filter(line -> line.account() == account)
                .map(Line::amount)
                .toList();
    }
}
