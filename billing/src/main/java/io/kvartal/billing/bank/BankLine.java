package io.kvartal.billing.bank;

import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stored line of a statement.
 *
 * @param round how often it was booked and taken back again
 * @param tenant whose money it is, once it is booked
 */
public record BankLine(
        UUID id,
        UUID statement,
        int lineNo,
        boolean outgoing,
        LocalDate bookedOn,
        Money amount,
        String reference,
        String payerName,
        String payerBin,
        String purpose,
        State state,
        int round,
        @Nullable TenantId tenant,
        String note) {
    static final String REVERSAL = "reversal";

    /** NEW → MATCHED, SUSPENSE or OTHER; message key {@code payment.line.<state>}. */
    public enum State {
        NEW,
        MATCHED,
        SUSPENSE,
        OTHER
    }

    StatementLine told() {
        return new StatementLine(
                lineNo, outgoing, note.equals(REVERSAL), bookedOn, amount, reference, payerName, payerBin, purpose);
    }
}
