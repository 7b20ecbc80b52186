package io.kvartal.dispute;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.contract.DisputeTerms;
import io.kvartal.contract.Hours;
import io.kvartal.contract.WorkingHours;
import io.kvartal.desk.PortalWeek;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.EnumMap;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DisputeWindowTests {
    private static Instant almaty(String local) {
        return LocalDateTime.parse(local).atZone(WorkingHours.ALMATY).toInstant();
    }

    private static WorkingHours mondayToFriday(LocalDate... holidays) {
        var week = new EnumMap<DayOfWeek, Hours>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            if (day.getValue() <= 5) {
                week.put(day, Hours.of(9, 18));
            }
        }
        return new WorkingHours(WorkingHours.ALMATY, week, Set.of(holidays));
    }

    @Test
    void tenWorkingDaysAfterTheLead() {
        var closes =
                DisputeWindow.closes(almaty("2026-11-16T11:00:00"), null, null, mondayToFriday(), DisputeTerms.USUAL);
        assertThat(closes).isEqualTo(almaty("2026-11-30T18:00:00"));
        var holiday = DisputeWindow.closes(
                almaty("2026-12-10T11:00:00"),
                null,
                null,
                mondayToFriday(LocalDate.of(2026, 12, 16)),
                DisputeTerms.USUAL);
        assertThat(holiday).isEqualTo(almaty("2026-12-25T18:00:00"));
    }

    @Test
    void aLateRecordingDoesNotEatTheRight() {
        var closes = DisputeWindow.closes(
                almaty("2026-11-16T11:00:00"),
                almaty("2026-11-27T11:00:00"),
                null,
                mondayToFriday(),
                DisputeTerms.USUAL);
        assertThat(closes).isEqualTo(almaty("2026-12-02T18:00:00"));
    }

    @Test
    void neverPastTheInvoiceAndFiveDays() {
        var closes = DisputeWindow.closes(
                almaty("2026-11-26T11:00:00"),
                almaty("2026-12-08T11:00:00"),
                almaty("2026-12-01T00:00:00"),
                mondayToFriday(),
                DisputeTerms.USUAL);
        assertThat(closes).isEqualTo(almaty("2026-12-08T18:00:00"));
    }

    @Test
    void theContractSaysHowManyDays() {
        var terms = new DisputeTerms(2, 1, 1, 1, 3, 10);
        var lead = almaty("2026-11-16T11:00:00");
        assertThat(DisputeWindow.closes(lead, null, null, mondayToFriday(), terms))
                .isEqualTo(almaty("2026-11-18T18:00:00"));
        assertThat(DisputeWindow.closes(lead, almaty("2026-11-20T11:00:00"), null, mondayToFriday(), terms))
                .isEqualTo(almaty("2026-11-23T18:00:00"));
        assertThat(DisputeWindow.closes(lead, null, almaty("2026-11-16T00:00:00"), mondayToFriday(), terms))
                .isEqualTo(almaty("2026-11-17T18:00:00"));
    }

    @Test
    void publicHolidaysAreNoWorkingDaysAndMoveOffTheWeekend() {
        var days = PublicHolidays.kazakhstan(2026, 2027);
        assertThat(days)
                .contains(
                        LocalDate.of(2026, 12, 16),
                        LocalDate.of(2026, 5, 27),
                        LocalDate.of(2026, 8, 31),
                        LocalDate.of(2026, 3, 24),
                        LocalDate.of(2026, 3, 25),
                        LocalDate.of(2027, 1, 7))
                .doesNotContain(LocalDate.of(2026, 12, 17), LocalDate.of(2026, 3, 26));
        assertThat(Agreed.WEEK.plusDays(almaty("2026-12-15T15:00:00"), 1)).isEqualTo(almaty("2026-12-17T15:00:00"));
    }

    @Test
    void thePortalsOwnDaysSkipTheWeekend() {
        var week = PortalWeek.KAZAKHSTAN;
        assertThat(week.plusDays(almaty("2026-11-19T15:00:00"), 3)).isEqualTo(almaty("2026-11-24T15:00:00"));
        assertThat(week.plusDays(almaty("2026-11-21T12:00:00"), 1)).isEqualTo(almaty("2026-11-23T12:00:00"));
        assertThat(new PortalWeek(week.zone(), Set.of(LocalDate.of(2026, 12, 16)))
                        .plusDays(almaty("2026-12-15T10:00:00"), 1))
                .isEqualTo(almaty("2026-12-17T10:00:00"));
    }
}
