package io.kvartal.billing;

import io.kvartal.contract.Contract;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The developer's money on one page.
 *
 * @param balance received and not used for an invoice yet
 * @param nextInvoiceOn first day on which the running month can be invoiced
 * @param plan null when the contract promises no number
 * @param total charges of the period that the filter lets through
 * @param alert null when the developer never set one
 */
public record AccountHome(
        AccountState state,
        Money balance,
        LocalDate nextInvoiceOn,
        @Nullable PlanUse plan,
        BillingPeriod period,
        List<PeriodPart> parts,
        ChargeFilter filter,
        List<Charge> charges,
        long total,
        int page,
        List<Invoice> invoices,
        Contract contract,
        Restrictions.Outlook outlook,
        @Nullable AlertLimit alert) {
    public static final int PAGE = 50;

    public int pages() {
        return (int) Math.max(1, (total + PAGE - 1) / PAGE);
    }
}
