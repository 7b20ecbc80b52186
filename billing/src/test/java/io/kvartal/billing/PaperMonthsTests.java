package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.shared.Problem;
import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaperMonthsTests {
    private static final YearMonth CURRENT = YearMonth.of(2026, 11);

    @Test
    void withoutTextsItIsThisYearUntilThisMonth() {
        assertThat(PaperMonths.parse(null, " ", CURRENT)).hasToString("2026-01-2026-11");
        assertThat(PaperMonths.parse(null, "2025-03", CURRENT)).hasToString("2025-01-2025-03");
        assertThat(PaperMonths.parse("2025-03", null, CURRENT)).hasToString("2025-03-2026-11");
        assertThat(PaperMonths.parse("2026-02", "2026-02", CURRENT)).hasToString("2026-02");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11,2026-10,papers-order",
        "2024-01,2026-01,papers-too-many",
        "2026-13,2026-12,papers-month",
        "january,2026-12,papers-month",
        "2026-1,2026-12,papers-month",
        "+999999-01,,papers-month",
        "2026-01-01,,papers-month"
    })
    void monthsThatCannotBeAreRefused(String from, String to, String code) {
        assertThatThrownBy(() -> PaperMonths.parse(from, to, CURRENT))
                .isInstanceOfSatisfying(Problem.Invalid.class, wrong -> assertThat(wrong.errors())
                        .singleElement()
                        .extracting(Problem.FieldError::code)
                        .isEqualTo(code));
    }

    @Test
    void twoYearsAreNotTooMany() {
        assertThat(PaperMonths.parse("2024-12", "2026-11", CURRENT).holds(YearMonth.of(2025, 6)))
                .isTrue();
    }

    @Test
    void aStatementEndsTodayWhileTheMonthsRun() {
        var months = PaperMonths.parse("2026-10", "2026-11", CURRENT);
        assertThat(months.lastDay(LocalDate.of(2026, 11, 21))).isEqualTo("2026-11-21");
        assertThat(months.lastDay(LocalDate.of(2027, 2, 1))).isEqualTo("2026-11-30");
        assertThat(months.lastDay(LocalDate.of(2026, 9, 1))).isEqualTo("2026-11-30");
    }
}
