package io.kvartal.billing;

import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One tenant's money at a glance.
 *
 * @param unbilled charged and not yet invoiced, without VAT
 * @param receivable invoiced and not yet paid, with VAT
 * @param overdue the part of it that is due since
 * @param credits to be subtracted from the next invoice, with VAT
 */
public record AccountState(
        BillingPeriod period,
        Money unbilled,
        Money receivable,
        Money overdue,
        Money credits,
        @Nullable LocalDate nextDueOn) {}
