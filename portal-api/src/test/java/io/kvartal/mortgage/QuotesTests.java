package io.kvartal.mortgage;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.mortgage.Quote.Obstacle;
import io.kvartal.shared.LocalizedText;
import io.kvartal.shared.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuotesTests {
    private static final Programme CAPPED = programme("7-20-25", 7, 20, 300, Programme.CapKind.PRICE, 30_000_000);
    private static final Programme LENT = programme("nauryz", 9, 20, 228, Programme.CapKind.LOAN, 36_000_000);
    private static final Programme MARKET = programme("market", 20, 20, 240, Programme.CapKind.NONE, 1);

    @Test
    void aPriceAboveTheCapSaysByHowMuch() {
        var quote = Quotes.of(CAPPED, Money.kzt(31_200_000), Money.kzt(10_000_000), 300, "almaty", false);
        assertThat(quote.fits()).isFalse();
        assertThat(quote.obstacles())
                .containsExactly(new Obstacle.PriceAboveCap(Money.kzt(1_200_000), Money.kzt(30_000_000)));
    }

    @Test
    void aLoanAboveTheCapSaysWhichOwnShareWouldDo() {
        var quote = Quotes.of(LENT, Money.kzt(50_000_000), Money.kzt(10_000_000), 228, "astana", false);
        assertThat(quote.obstacles())
                .containsExactly(
                        new Obstacle.LoanAboveCap(Money.kzt(4_000_000), Money.kzt(36_000_000), Money.kzt(14_000_000)));
        assertThat(Quotes.of(LENT, Money.kzt(50_000_000), Money.kzt(14_000_000), 228, "astana", false)
                        .fits())
                .isTrue();
    }

    @Test
    void tooLittleOwnMoneyAndTooLongATermAreBothNamed() {
        var quote = Quotes.of(LENT, Money.kzt(20_000_000), Money.kzt(1_000_000), 240, "astana", false);
        assertThat(quote.obstacles())
                .containsExactly(
                        new Obstacle.DownTooLow(Money.kzt(3_000_000), Money.kzt(4_000_000)),
                        new Obstacle.TermTooLong(228));
    }

    @Test
    void theCheapestProgrammeThatFitsStandsBehindTheMonthlyPayment() {
        var all = List.of(CAPPED, LENT, MARKET);
        assertThat(Quotes.lowest(all, Money.kzt(25_000_000), "almaty", false)).hasValueSatisfying(m -> {
            assertThat(m.programme().code()).isEqualTo("7-20-25");
            assertThat(m.payment()).isEqualTo(Money.kzt(141_356));
            assertThat(m.down()).isEqualTo(Money.kzt(5_000_000));
        });
        assertThat(Quotes.lowest(all, Money.kzt(45_000_000), "almaty", false))
                .hasValueSatisfying(m -> assertThat(m.programme().code()).isEqualTo("nauryz"));
        assertThat(Quotes.lowest(all, Money.kzt(45_000_001), "almaty", false))
                .hasValueSatisfying(m -> assertThat(m.programme().code()).isEqualTo("market"));
    }

    @Test
    void limitsAgreeWithTheProgrammesThemselves() {
        var limits = ProgrammeLimits.of(List.of(CAPPED, LENT, MARKET), List.of("almaty"));
        for (long price : new long[] {29_999_999, 30_000_000, 30_000_001, 45_000_000, 45_000_001, 900_000_000}) {
            for (var programme : List.of(CAPPED, LENT, MARKET)) {
                assertThat(limits.fits(List.of(programme.code()), Money.kzt(price), "almaty", false))
                        .isEqualTo(programme.fits(Money.kzt(price), "almaty", false));
            }
        }
    }

    private static Programme programme(String code, int rate, int down, int months, Programme.CapKind kind, long cap) {
        return new Programme(
                code,
                LocalDate.of(2025, 1, 1),
                null,
                LocalizedText.same(code),
                BigDecimal.valueOf(rate),
                BigDecimal.valueOf(down),
                BigDecimal.valueOf(down),
                months,
                kind,
                Map.of("almaty", Money.kzt(cap), "astana", Money.kzt(cap)),
                true,
                0,
                LocalizedText.same("-"),
                "https://example.kz/",
                LocalDate.of(2026, 2, 20));
    }
}
