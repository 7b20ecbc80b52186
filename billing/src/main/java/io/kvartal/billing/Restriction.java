package io.kvartal.billing;

import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A developer's contacts go to the portal's call centre, because of an invoice.
 *
 * @param afterDays what the contract allowed when it began
 */
public record Restriction(UUID id, TenantId tenant, InvoiceId invoice, int afterDays, Instant since) {
    /** The first day of it, after so many whole days overdue. */
    public static LocalDate startsOn(LocalDate dueOn, int afterDays) {
        return dueOn.plusDays(afterDays + 1L);
    }
}
