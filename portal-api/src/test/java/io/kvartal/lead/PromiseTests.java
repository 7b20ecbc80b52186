package io.kvartal.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.contract.Hours;
import io.kvartal.contract.WorkingHours;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Monday to Friday 9:00 to 18:00, Saturday 10:00 to 14:00, closed on Sunday and on Thursday 17 December 2026. */
class PromiseTests {
    private static final WorkingHours HOURS = new WorkingHours(
            WorkingHours.ALMATY,
            Map.of(
                    DayOfWeek.MONDAY, Hours.of(9, 18),
                    DayOfWeek.TUESDAY, Hours.of(9, 18),
                    DayOfWeek.WEDNESDAY, Hours.of(9, 18),
                    DayOfWeek.THURSDAY, Hours.of(9, 18),
                    DayOfWeek.FRIDAY, Hours.of(9, 18),
                    DayOfWeek.SATURDAY, Hours.of(10, 14)),
            Set.of(LocalDate.of(2026, 12, 17)));

    @Test
    void whileTheOfficeIsOpenItIsAQuarterOfAnHour() {
        promised("2026-11-16T14:20:00", "2026-11-16T14:35");
    }

    @Test
    void secondsAreRoundedUpToTheMinuteThatIsTold() {
        promised("2026-11-16T14:20:01", "2026-11-16T14:36");
    }

    @Test
    void theLastMomentBeforeClosingStillCounts() {
        promised("2026-11-16T17:45:00", "2026-11-16T18:00");
    }

    @Test
    void whatIsLeftAtClosingGoesOnInTheMorning() {
        promised("2026-11-16T17:50:00", "2026-11-17T09:05");
    }

    @Test
    void atClosingItIsTheNextMorning() {
        promised("2026-11-16T18:00:00", "2026-11-17T09:15");
    }

    @Test
    void atNightItIsTheComingMorning() {
        promised("2026-11-17T03:00:00", "2026-11-17T09:15");
    }

    @Test
    void onSaturdayAfternoonItIsMonday() {
        promised("2026-11-21T13:59:00", "2026-11-23T09:14");
        promised("2026-11-21T20:00:00", "2026-11-23T09:15");
    }

    @Test
    void aHolidayIsSkipped() {
        promised("2026-12-16T19:00:00", "2026-12-18T09:15");
    }

    @Test
    void alarmsComeAfterAQuarterAnHourFourHoursAndADay() {
        var by = at("2026-11-16T14:35");
        List<Instant> alarms = new ArrayList<>();
        for (var next = OptionalInt.of(Promise.firstAlarm());
                next.isPresent();
                next = Promise.alarmAfter(next.getAsInt())) {
            alarms.add(Promise.alarmAt(by, next.getAsInt()));
        }
        assertThat(alarms)
                .containsExactly(
                        at("2026-11-16T14:35"), at("2026-11-16T15:20"), at("2026-11-16T18:20"), at("2026-11-17T14:20"));
    }

    private static void promised(String requested, String by) {
        assertThat(Promise.by(at(requested), HOURS)).isEqualTo(at(by));
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(WorkingHours.ALMATY).toInstant();
    }
}
