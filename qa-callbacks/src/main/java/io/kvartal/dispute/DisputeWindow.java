package io.kvartal.dispute;

import io.kvartal.contract.DisputeTerms;
import io.kvartal.contract.WorkingHours;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Until when a lead may be contested (RULES 4.2): so many working days after it, never less than so many after its recording could be heard, and
 * never past the invoice and some more. The days are the developer's; how many, its contract says.
 */
final class DisputeWindow {
    private DisputeWindow() {}

    static Instant closes(
            Instant leadAt,
            @Nullable Instant recordedAt,
            @Nullable Instant invoicedAt,
            WorkingHours hours,
            DisputeTerms terms) {
        var end = hours.plusWorkingDays(leadAt, terms.windowDays());
        if (recordedAt != null) {
            var heard = hours.plusWorkingDays(recordedAt, terms.afterRecordingDays());
            end = heard.isAfter(end) ? heard : end;
        }
        if (invoicedAt != null) {
            var billed = hours.plusWorkingDays(invoicedAt, terms.afterInvoiceDays());
            end = billed.isBefore(end) ? billed : end;
        }
        return end;
    }
}
