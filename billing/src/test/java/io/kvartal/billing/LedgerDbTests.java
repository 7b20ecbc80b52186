package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.contract.SampleContracts;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import java.time.Duration;
import java.util.ArrayList;
import kvartal.testing.DbTest;
import org.junit.jupiter.api.Test;

/** The ledger balances whatever happens; what may not happen is in {@link LedgerGuardDbTests}. */
@DbTest
class LedgerDbTests extends BillingBase {
    @Test
    void theLedgerSumsToZeroAfterRandomOperations() {
        var random = random();
        sign(SampleContracts.cpl());
        var charges = new ArrayList<ChargeId>();
        for (int step = 0; step < 40; step++) {
            clock.advance(Duration.ofMinutes(7));
            switch (random.nextInt(6)) {
                case 0 -> billing.close(NOVEMBER, STAFF).block();
                case 1 ->
                    billing.invoices(tenant).block().stream()
                            .filter(one -> one.state() == InvoiceState.FINAL)
                            .findFirst()
                            .ifPresent(one -> billing.paid(
                                            tenant,
                                            one.id(),
                                            one.total(),
                                            Ids.next().toString(),
                                            clock.instant())
                                    .block());
                case 2 -> {
                    if (!charges.isEmpty()) {
                        var charge = charges.get(random.nextInt(charges.size()));
                        var rest =
                                billing.charge(tenant, charge).block().charge().rest();
                        if (rest.isPositive()) {
                            var part = new Money(1 + random.nextLong(rest.minor()), Money.KZT);
                            billing.credit(tenant, charge, CreditReason.GOODWILL, part, "", "q")
                                    .block();
                        }
                    }
                }
                default -> charges.add(charged().id());
            }
        }
        var balance = billing.trialBalance(STAFF, clock.instant()).block();
        assertThat(balance.isBalanced()).isTrue();
        assertThat(balance.rows()).hasSize(Account.values().length);
        var residue = tx.in(
                        tenant, db -> db.sql("select coalesce(sum(amount_minor), 0)::bigint as n from billing.posting")
                                .map(row -> row.get("n", Long.class))
                                .one())
                .block();
        assertThat(residue).isZero();
    }
}
