package io.kvartal.contract;

import io.kvartal.shared.Money;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * How a developer is invoiced and pays.
 *
 * @param currency of prices, invoices and payments
 * @param dueDays from the date of an invoice to its due date, 0-180
 * @param graceDays how long an invoice stays a draft after its month, so that late facts and credits still reach it, 0-30
 * @param restrictAfterDays days overdue from which the placement is restricted, 1-365; null: never
 */
public record BillingTerms(
        Currency currency,
        int dueDays,
        int graceDays,
        VatTreatment vat,
        @Nullable Integer restrictAfterDays) {
    public static final BillingTerms USUAL = new BillingTerms(Money.KZT, 10, 0, VatTreatment.STANDARD, 30);

    public BillingTerms {
        Terms.within("dueDays", dueDays, 0, 180);
        Terms.within("graceDays", graceDays, 0, 30);
        if (restrictAfterDays != null) {
            Terms.within("restrictAfterDays", restrictAfterDays, 1, 365);
        }
    }

    public BillingTerms withDueDays(int days) {
        return new BillingTerms(currency, days, graceDays, vat, restrictAfterDays);
    }

    public BillingTerms withGraceDays(int days) {
        return new BillingTerms(currency, dueDays, days, vat, restrictAfterDays);
    }
}
