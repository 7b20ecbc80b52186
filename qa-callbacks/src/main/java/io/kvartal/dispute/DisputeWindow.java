package io.kvartal.dispute;

import io.kvartal.contract.WorkingHours;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Until when a lead may be contested (RULES 4.2): 10 working days after it, never less than 3 working days after its recording could be heard, and
 * never past the invoice + 5 working days. The days are the developer's, by its contract.
 */
final class DisputeWindow {
    private static final int AFTER_LEAD = 10;
    private static final int AFTER_RECORDING = 3;
    private static final int AFTER_INVOICE = 5;

    private DisputeWindow() {}

    static Instant closes(
            Instant leadAt, @Nullable Instant recordedAt, @Nullable Instant invoicedAt, WorkingHours hours) {
        var end = hours.plusWorkingDays(leadAt, AFTER_LEAD);
        if (recordedAt != null) {
            var heard = hours.plusWorkingDays(recordedAt, AFTER_RECORDING);
            end = heard.isAfter(end) ? heard : end;
        }
        if (invoicedAt != null) {
            var billed = hours.plusWorkingDays(invoicedAt, AFTER_INVOICE);
            end = billed.isBefore(end) ? billed : end;
        }
        return end;
    }
}
