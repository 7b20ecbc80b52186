package io.kvartal.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkingHoursTests {
    private static final WorkingHours USUAL = WorkingHours.usual();
    /** Monday, 11:00 in Almaty. */
    private static final Instant MONDAY = Instant.parse("2026-11-16T06:00:00Z");

    @Test
    void openInsideHoursAndClosedAtTheClosingMinute() {
        assertThat(USUAL.isOpen(MONDAY)).isTrue();
        assertThat(USUAL.isOpen(Instant.parse("2026-11-16T04:00:00Z"))).isTrue();
        assertThat(USUAL.isOpen(Instant.parse("2026-11-16T03:59:59Z"))).isFalse();
        assertThat(USUAL.isOpen(Instant.parse("2026-11-16T14:00:00Z"))).isFalse();
    }

    @Test
    void nextOpenSkipsTheNightAndHolidays() {
        var office = new WorkingHours(USUAL.zone(), USUAL.week(), Set.of(LocalDate.of(2026, 11, 17)));
        assertThat(office.nextOpen(MONDAY)).isEqualTo(MONDAY);
        assertThat(office.nextOpen(Instant.parse("2026-11-16T18:00:00Z")))
                .isEqualTo(Instant.parse("2026-11-18T04:00:00Z"));
    }

    @Test
    void workingTimeGoesOnNextMorning() {
        var late = Instant.parse("2026-11-16T13:50:00Z");
        assertThat(USUAL.plusWorking(late, Duration.ofMinutes(15))).isEqualTo(Instant.parse("2026-11-17T04:05:00Z"));
        assertThat(USUAL.plusWorking(MONDAY, Duration.ofMinutes(15))).isEqualTo(MONDAY.plusSeconds(900));
    }

    @Test
    void tenWorkingDaysAreTenOpenDays() {
        var week = Map.of(DayOfWeek.MONDAY, Hours.of(9, 18), DayOfWeek.TUESDAY, Hours.of(9, 18));
        var office = new WorkingHours(WorkingHours.ALMATY, week, Set.of());
        assertThat(office.plusWorkingDays(MONDAY, 2)).isEqualTo(Instant.parse("2026-11-23T13:00:00Z"));
    }

    @Test
    void anOfficeThatClosesAtMidnightIsOpenUntilThen() {
        var office = new WorkingHours(WorkingHours.ALMATY, Map.of(DayOfWeek.MONDAY, Hours.of(9, 24)), Set.of());
        assertThat(office.isOpen(Instant.parse("2026-11-16T18:59:59Z"))).isTrue();
        assertThat(office.isOpen(Instant.parse("2026-11-16T19:00:00Z"))).isFalse();
    }

    @Test
    void endlessHolidaysAreAnErrorAndNotALoop() {
        var always =
                LocalDate.of(2026, 1, 1).datesUntil(LocalDate.of(2029, 1, 1)).toList();
        var office = new WorkingHours(USUAL.zone(), USUAL.week(), Set.copyOf(always));
        assertThatThrownBy(() -> office.nextOpen(MONDAY)).isInstanceOf(IllegalStateException.class);
    }

    /** Zones with and without daylight saving, through five years: the sum of parts is the whole, and the result is always open or the closing. */
    @Test
    void addingInTwoStepsIsAddingInOne() {
        long seed = Long.getLong("seed", 20261121L);
        System.out.println("WorkingHoursTests seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            var zone = ZoneId.of(
                    new String[] {"Asia/Almaty", "Europe/Warsaw", "America/New_York", "Australia/Lord_Howe"}[i % 4]);
            var office = new WorkingHours(zone, USUAL.week(), Set.of());
            var start = Instant.parse("2024-01-01T00:00:00Z").plusSeconds(random.nextLong(5L * 365 * 86_400));
            var one = Duration.ofSeconds(random.nextLong(100_000));
            var two = Duration.ofSeconds(1 + random.nextLong(100_000));
            assertThat(office.plusWorking(office.plusWorking(start, one), two))
                    .isEqualTo(office.plusWorking(start, one.plus(two)));
        }
    }
}
