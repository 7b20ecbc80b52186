package io.kvartal.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForecastTests {
    private static final LocalDate FIRST = LocalDate.of(2026, 11, 1);

    @Test
    void aSteadyPaceGoesOn() {
        var forecast = Forecast.of(steady(FIRST.minusWeeks(8), FIRST.plusDays(14), 2), FIRST, FIRST.plusDays(14), 60);
        assertThat(forecast.fact()).isEqualTo(30);
        assertThat(forecast.expected()).isCloseTo(60, within(1.5));
        assertThat(forecast.chance()).isBetween(0.4, 0.65);
        assertThat(forecast.low()).isLessThan(60);
        assertThat(forecast.high()).isGreaterThan(60);
    }

    @Test
    void aPlanThatIsReachedIsCertainAndOneFarAwayIsAtRisk() {
        var days = steady(FIRST, FIRST.plusDays(9), 3);
        assertThat(Forecast.of(days, FIRST, FIRST.plusDays(9), 30).chance()).isEqualTo(1);
        assertThat(Forecast.of(days, FIRST, FIRST.plusDays(9), 300).atRisk()).isTrue();
    }

    @Test
    void weekdaysWeighWhatTheyBrought() {
        var days = new HashMap<LocalDate, Long>();
        for (var day = FIRST.minusWeeks(8); day.isBefore(FIRST.plusDays(14)); day = day.plusDays(1)) {
            days.put(day, day.getDayOfWeek().getValue() <= 5 ? 4L : 0L);
        }
        // 2026-11-14 is a Saturday: what remains is a Sunday and two weeks of five working days, and one Monday.
        var forecast = Forecast.of(days, FIRST, LocalDate.of(2026, 11, 14), 0);
        assertThat(forecast.fact()).isEqualTo(40);
        assertThat(forecast.expected() - 40).isCloseTo(44, within(4.0));
    }

    @Test
    void thePoissonTailHasItsKnownValues() {
        assertThat(Forecast.chance(3, 1)).isCloseTo(1 - Math.exp(-3), within(1e-9));
        assertThat(Forecast.chance(10, 10)).isCloseTo(0.5421, within(1e-3));
        assertThat(Forecast.chance(0, 1)).isZero();
        assertThat(Forecast.chance(0, 0)).isEqualTo(1);
    }

    @Test
    void anEmptyMonthPromisesNothing() {
        var forecast = Forecast.of(Map.of(), FIRST, FIRST.plusDays(3), 10);
        assertThat(forecast.expected()).isZero();
        assertThat(forecast.chance()).isZero();
    }

    private static Map<LocalDate, Long> steady(LocalDate from, LocalDate to, long perDay) {
        var days = new HashMap<LocalDate, Long>();
        for (var day = from; !day.isAfter(to); day = day.plusDays(1)) {
            days.put(day, perDay);
        }
        return days;
    }
}
