package io.kvartal.callback;

import static io.kvartal.callback.QuietHoursTests.almaty;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AttemptPlanTests {
    private static final QuietHours HOURS = QuietHours.KAZAKHSTAN;

    private static List<Instant> promptly(Instant first) {
        var attempts = new ArrayList<>(List.of(first));
        var now = first;
        for (int made = 1; ; made++) {
            var next = AttemptPlan.next(made, first, now, HOURS);
            if (next.isEmpty()) {
                return attempts;
            }
            now = next.get();
            attempts.add(now);
        }
    }

    @Test
    void sevenAttemptsInsideThreeDays() {
        assertThat(promptly(almaty("2026-11-18T11:00:00")))
                .containsExactly(
                        almaty("2026-11-18T11:00:00"),
                        almaty("2026-11-18T11:05:00"),
                        almaty("2026-11-18T11:35:00"),
                        almaty("2026-11-18T13:35:00"),
                        almaty("2026-11-19T10:00:00"),
                        almaty("2026-11-19T18:30:00"),
                        almaty("2026-11-21T11:00:00"));
    }

    @Test
    void anAttemptAtTheEndOfTheDayGoesOnInTheMorning() {
        assertThat(promptly(almaty("2026-11-18T19:58:00")))
                .startsWith(
                        almaty("2026-11-18T19:58:00"),
                        almaty("2026-11-19T09:00:00"),
                        almaty("2026-11-19T09:30:00"),
                        almaty("2026-11-19T11:30:00"));
    }

    @Test
    void everyPlanGoesForwardInAllowedHoursAndEnds() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            var first = HOURS.next(Instant.ofEpochSecond(1_790_000_000L + random.nextInt(40_000_000)));
            var attempts = promptly(first);
            assertThat(attempts)
                    .as("seed %d", seed)
                    .hasSize(AttemptPlan.ATTEMPTS)
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(attempts).as("seed %d", seed).allMatch(HOURS::allow);
        }
    }
}
