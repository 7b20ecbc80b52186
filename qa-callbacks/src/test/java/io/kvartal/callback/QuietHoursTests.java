package io.kvartal.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTests {
    private static final QuietHours HOURS = QuietHours.KAZAKHSTAN;

    static Instant almaty(String local) {
        return LocalDateTime.parse(local).atZone(HOURS.zone()).toInstant();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T08:59:59, false",
        "2026-11-20T09:00:00, true",
        "2026-11-20T13:30:00, true",
        "2026-11-20T19:59:59, true",
        "2026-11-20T20:00:00, false",
        "2026-11-20T23:59:59, false",
        "2026-11-20T00:00:00, false"
    })
    void theDayOpensAtNineAndClosesAtTwentySharp(String local, boolean allowed) {
        assertThat(HOURS.allow(almaty(local))).isEqualTo(allowed);
    }

    @Test
    void theNextMomentIsNowInsideTheDayAndNineAfterIt() {
        assertThat(HOURS.next(almaty("2026-11-20T12:00:00"))).isEqualTo(almaty("2026-11-20T12:00:00"));
        assertThat(HOURS.next(almaty("2026-11-20T06:10:00"))).isEqualTo(almaty("2026-11-20T09:00:00"));
        assertThat(HOURS.next(almaty("2026-12-31T20:00:00"))).isEqualTo(almaty("2027-01-01T09:00:00"));
    }

    @Test
    void theBuyersClockDecidesNotTheServers() {
        assertThat(HOURS.allow(Instant.parse("2026-11-20T04:00:00Z"))).isTrue();
        assertThat(HOURS.allow(Instant.parse("2026-11-20T15:00:00Z"))).isFalse();
    }
}
