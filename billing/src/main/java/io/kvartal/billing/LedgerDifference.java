package io.kvartal.billing;

import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;

/**
 * A control account that does not say what the documents say.
 *
 * @param ledger balance of the account, as an amount on its own side
 * @param documents the same from charges, credit notes, invoices and payments
 */
public record LedgerDifference(TenantId tenant, Account account, Money ledger, Money documents) {
    public Money difference() {
        return ledger.minus(documents);
    }
}
