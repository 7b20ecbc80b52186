package io.kvartal.billing;

import io.kvartal.shared.Money;
import java.time.Instant;
import java.util.Currency;
import java.util.List;

/** Sums of all postings recorded up to an instant, by account and currency. */
public record TrialBalance(Instant at, List<Row> rows) {
    /** @param balance debit minus credit */
    public record Row(Account account, Money debit, Money credit, Money balance) {}

    /** Zero, or the ledger is broken. */
    public Money residue(Currency currency) {
        return rows.stream()
                .map(Row::balance)
                .filter(balance -> balance.currency().equals(currency))
                .reduce(Money.zero(currency), Money::plus);
    }

    public boolean isBalanced() {
        return rows.stream().map(row -> row.balance().currency()).distinct().allMatch(currency -> residue(currency)
                .isZero());
    }
}
