package io.kvartal.billing;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One line of the reminder policy. @param days from the due date; negative: before it */
record ReminderStep(String step, int days) {
    /** The letter that brings the invoice itself. */
    static final String INVOICE = "INVOICE";

    /**
     * What to write today: the last step whose day has come, if neither it nor a later one was written. Steps that were slept through are left out:
     * nobody gets three letters in one morning. A step that falls on or before the day of the invoice says nothing new.
     */
    static Optional<ReminderStep> due(
            List<ReminderStep> policy, Set<String> written, LocalDate issuedOn, LocalDate dueOn, LocalDate today) {
        return policy.stream()
                .filter(step -> !dueOn.plusDays(step.days()).isAfter(today))
                .filter(step -> dueOn.plusDays(step.days()).isAfter(issuedOn))
                .max(Comparator.comparingInt(ReminderStep::days))
                .filter(last -> policy.stream()
                        .filter(step -> step.days() >= last.days())
                        .noneMatch(step -> written.contains(step.step())));
    }
}
