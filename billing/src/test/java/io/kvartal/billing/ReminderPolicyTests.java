package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.billing.ReminderPolicy.Letter;
import io.kvartal.billing.ReminderPolicy.Step;
import io.kvartal.shared.Problem;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReminderPolicyTests {
    private static final LocalDate ISSUED = LocalDate.of(2026, 12, 1);
    private static final LocalDate DUE = LocalDate.of(2026, 12, 11);

    private static Step on(String step, int days) {
        return new Step(step, days, true);
    }

    @Test
    void eachStepHasADayOfItsOwnWithinBounds() {
        var wrong = List.of(on("A", -31), on("B", 5), new Step("C", 5, false), on("D", 366), on("E", 365));
        assertThatThrownBy(() -> new ReminderPolicy(wrong))
                .isInstanceOfSatisfying(Problem.Invalid.class, invalid -> assertThat(invalid.errors())
                        .extracting(error -> error.pointer() + " " + error.code())
                        .containsExactly(
                                "/steps/0/days reminder-days",
                                "/steps/2/days reminder-day-taken",
                                "/steps/3/days reminder-days"));
    }

    @Test
    void theExampleIsWhatTheRuleWrites() {
        var policy = new ReminderPolicy(
                List.of(on("EARLY", -10), on("B", -3), on("C", 0), new Step("OFF", 3, false), on("D", 365)));
        assertThat(policy.letters(ISSUED, DUE))
                .extracting(letter -> letter.on() + " " + letter.step() + " " + letter.kind() + " " + letter.overdue())
                .containsExactly(
                        "2026-12-01 INVOICE invoice -10",
                        "2026-12-08 B before -3",
                        "2026-12-11 C due 0",
                        "2027-12-11 D after 365");
        assertThat(new ReminderPolicy(List.of(new Step("OFF", 3, false))).letters(ISSUED, DUE))
                .containsExactly(new Letter(ISSUED, "INVOICE", -10));
    }

    @Test
    void theVersionTellsEveryChangeAndNoOrder() {
        var policy = new ReminderPolicy(List.of(on("A", 1), on("B", 2)));
        assertThat(new ReminderPolicy(List.of(on("B", 2), on("A", 1))).version())
                .isEqualTo(policy.version());
        assertThat(new ReminderPolicy(List.of(on("A", 2), on("B", 1))).version())
                .isNotEqualTo(policy.version());
        assertThat(new ReminderPolicy(List.of(on("A", 1), new Step("B", 2, false))).version())
                .isNotEqualTo(policy.version());
    }

    @Test
    void aStepThatIsMovedSilencesNoOther() {
        var moved = List.of(new ReminderStep("FIRST", 30), new ReminderStep("SECOND", 3));
        var written = Map.of("INVOICE", ISSUED, "FIRST", LocalDate.of(2026, 12, 8));
        assertThat(ReminderStep.due(moved, written, ISSUED, DUE, LocalDate.of(2026, 12, 14)))
                .contains(new ReminderStep("SECOND", 3));
        var both = Map.of("FIRST", LocalDate.of(2026, 12, 8), "SECOND", LocalDate.of(2026, 12, 14));
        assertThat(ReminderStep.due(moved, both, ISSUED, DUE, LocalDate.of(2027, 1, 20)))
                .as("what was written is not written again")
                .isEmpty();
    }

    @Test
    void nothingIsWrittenBehindALaterLetter() {
        var policy = List.of(new ReminderStep("A", 3), new ReminderStep("B", 7));
        var today = LocalDate.of(2026, 12, 15);
        assertThat(ReminderStep.due(policy, Map.of("GONE", LocalDate.of(2026, 12, 14)), ISSUED, DUE, today))
                .isEmpty();
        assertThat(ReminderStep.due(policy, Map.of("GONE", LocalDate.of(2026, 12, 13)), ISSUED, DUE, today))
                .contains(new ReminderStep("A", 3));
    }
}
