package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.contract.ContractId;
import io.kvartal.contract.SampleContracts;
import io.kvartal.shared.Money;
import io.kvartal.verdict.Contacts;
import java.math.BigDecimal;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Partial credits of one charge, over random amounts and rates. */
class CreditPropertyTests {
    private static final int SEQUENCES = 5_000;

    private static Charge charge(Money amount, BigDecimal rate, Money credited) {
        return new Charge(
                ChargeId.next(),
                SampleContracts.TENANT,
                ChargeKind.LEAD,
                UUID.randomUUID(),
                UUID.randomUUID(),
                "",
                "park",
                null,
                amount,
                rate,
                Contacts.MONDAY,
                Contacts.MONDAY,
                new ContractId(new UUID(1, 1)),
                1,
                credited,
                null);
    }

    @Test
    void partialCreditsNeverExceedTheChargeNorItsVatAndTheLastOneGivesBackTheRestToTheTiyn() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("CreditPropertyTests seed " + seed);
        var random = new Random(seed);
        for (int sequence = 0; sequence < SEQUENCES; sequence++) {
            var amount = new Money(1 + random.nextLong(5_000_000), Money.KZT);
            var rate = BigDecimal.valueOf(random.nextInt(2_800), 4);
            var credited = Money.ZERO_KZT;
            var vat = Money.ZERO_KZT;
            for (int step = random.nextInt(1, 12); step > 0; step--) {
                var charge = charge(amount, rate, credited);
                if (!charge.rest().isPositive()) {
                    break;
                }
                var part = step == 1
                        ? charge.rest()
                        : switch (random.nextInt(3)) {
                            case 0 ->
                                new Money(1 + random.nextLong(charge.rest().minor()), Money.KZT);
                            case 1 -> new Money(1, Money.KZT);
                            default ->
                                least(
                                        Credits.share(amount, BigDecimal.valueOf(1 + random.nextInt(10_000), 2)),
                                        charge.rest());
                        };
                if (!part.isPositive()) {
                    continue;
                }
                var own = Crediting.vatOf(charge, part);
                assertThat(own.minor()).as("seed %d", seed).isNotNegative();
                credited = credited.plus(part);
                vat = vat.plus(own);
                assertThat(credited).isLessThanOrEqualTo(amount);
                assertThat(vat).as("seed %d", seed).isEqualTo(credited.times(rate));
                assertThat(vat).isLessThanOrEqualTo(amount.times(rate));
            }
            if (credited.equals(amount)) {
                assertThat(vat).isEqualTo(amount.times(rate));
            }
        }
    }

    private static Money least(Money one, Money other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
