package io.kvartal.billing;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One line of the reminder policy. @param days from the due date; negative: before it */
record ReminderStep(String step, int days) {
    /** The letter that brings the invoice itself. */
    static final String INVOICE = "INVOICE";

    /**
     * What to write today: the last unwritten step whose day has come, if nothing was written on its day or later. Steps that were slept through are left
     * out: nobody gets three letters in one morning. A step that falls on or before the day of the invoice says nothing new. The days count on which
     * letters were written, not those that their steps have now: who moves a step silences no other. {@link InvoiceLetterRows#candidates} asks the same.
     *
     * @param written steps and days of the letters that exist
     */
    static Optional<ReminderStep> due(
            List<ReminderStep> policy,
            Map<String, LocalDate> written,
            LocalDate issuedOn,
            LocalDate dueOn,
            LocalDate today) {
        return policy.stream()
                .filter(step -> !written.containsKey(step.step()))
                .filter(step -> !dueOn.plusDays(step.days()).isAfter(today))
                .filter(step -> dueOn.plusDays(step.days()).isAfter(issuedOn))
                .max(Comparator.comparingInt(ReminderStep::days))
                .filter(last -> written.entrySet().stream()
                        .filter(letter -> !letter.getKey().equals(INVOICE))
                        .allMatch(letter -> letter.getValue().isBefore(dueOn.plusDays(last.days()))));
    }

    /** How a letter speaks. @param overdue days from the due date */
    static String kind(String step, long overdue) {
        return step.equals(INVOICE) ? "invoice" : overdue < 0 ? "before" : overdue == 0 ? "due" : "after";
    }
}
