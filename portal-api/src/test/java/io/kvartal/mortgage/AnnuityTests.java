package io.kvartal.mortgage;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnuityTests {
    @ParameterizedTest
    @CsvSource({
        "20000000, 7, 300, 141356",
        "36000000, 9, 228, 330083",
        "36000000, 7, 228, 285909",
        "24000000, 7, 300, 169627",
        "16000000, 7, 300, 113085",
        "12000000, 0, 240, 50000"
    })
    void paymentsAreThoseOfTheProgrammesPages(long loan, BigDecimal rate, int months, long payment) {
        assertThat(Annuity.payment(BigDecimal.valueOf(loan), rate, months))
                .isEqualByComparingTo(BigDecimal.valueOf(payment));
    }

    @ParameterizedTest
    @CsvSource({"7, 7.23", "9, 9.38", "20, 21.94", "0, 0.00"})
    void theEffectiveRateAddsInterestEveryMonth(BigDecimal nominal, BigDecimal effective) {
        assertThat(Annuity.effectiveRate(nominal)).isEqualTo(effective);
    }

    @Test
    void everyScheduleEndsAtExactlyZero() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            var loan = BigDecimal.valueOf(random.nextLong(1, 500_000_000));
            var rate = BigDecimal.valueOf(random.nextInt(0, 3_500), 2);
            int months = random.nextInt(1, 361);
            var schedule = Annuity.schedule(loan, rate, months);
            var told = "seed %d: %s at %s %% over %d".formatted(seed, loan, rate, months);
            assertThat(schedule.getLast().balance()).as(told).isEqualByComparingTo("0");
            assertThat(schedule.stream().map(Annuity.Month::principal).reduce(BigDecimal.ZERO, BigDecimal::add))
                    .as(told)
                    .isEqualByComparingTo(loan);
            assertThat(schedule).as(told).allSatisfy(m -> {
                assertThat(m.payment()).isEqualByComparingTo(m.interest().add(m.principal()));
                assertThat(m.payment().stripTrailingZeros().scale()).isLessThanOrEqualTo(0);
                assertThat(m.balance().signum()).isGreaterThanOrEqualTo(0);
            });
        }
    }

    @Test
    void whatOneCanBorrowCostsNoMoreThanThePayment() {
        var random = new Random(7);
        for (int i = 0; i < 200; i++) {
            var payment = BigDecimal.valueOf(random.nextLong(10_000, 2_000_000));
            var rate = BigDecimal.valueOf(random.nextInt(0, 3_000), 2);
            int months = random.nextInt(6, 361);
            var loan = Annuity.loanFor(payment, rate, months);
            assertThat(Annuity.payment(loan, rate, months)).isLessThanOrEqualTo(payment);
        }
    }
}
