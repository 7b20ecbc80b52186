package io.kvartal.billing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A letter that was written about an invoice.
 *
 * @param step INVOICE for the first one, else the step of the reminder policy
 * @param problem why it had nowhere to go, else null
 */
public record InvoiceReminder(
        String step, String recipient, @Nullable String problem, Instant writtenAt) {}
