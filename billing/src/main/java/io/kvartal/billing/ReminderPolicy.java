package io.kvartal.billing;

import io.kvartal.shared.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** When the portal reminds of an unpaid invoice. @throws Problem.Invalid for a day out of bounds or one that two steps have */
public record ReminderPolicy(List<Step> steps) {
    public static final int EARLIEST = -30;
    public static final int LATEST = 365;

    /** @param days from the due date; negative: before it. @param enabled whether letters of the step are written */
    public record Step(String step, int days, boolean enabled) {}

    /** A letter that a developer gets who does not pay. @param overdue days from the due date; negative: before it */
    public record Letter(LocalDate on, String step, long overdue) {
        /** {@code invoice}, {@code before}, {@code due} or {@code after}: the ending of its texts. */
        public String kind() {
            return ReminderStep.kind(step, overdue);
        }
    }

    public ReminderPolicy {
        steps = List.copyOf(steps);
        var errors = new ArrayList<Problem.FieldError>();
        var taken = new HashSet<Integer>();
        for (int no = 0; no < steps.size(); no++) {
            var days = steps.get(no).days();
            if (days < EARLIEST || days > LATEST) {
                errors.add(new Problem.FieldError("/steps/" + no + "/days", "reminder-days", EARLIEST, LATEST));
            } else if (!taken.add(days)) {
                errors.add(new Problem.FieldError("/steps/" + no + "/days", "reminder-day-taken", days));
            }
        }
        if (!errors.isEmpty()) {
            throw new Problem.Invalid("invalid", errors);
        }
    }

    /** What two people who change it at once must have seen the same of. */
    public String version() {
        return steps.stream()
                .map(step -> step.step() + ":" + step.days() + (step.enabled() ? "" : ":off"))
                .sorted()
                .collect(Collectors.joining(","));
    }

    /** What a developer gets who never pays, by the very rule that writes letters; the invoice itself comes first. */
    public List<Letter> letters(LocalDate issuedOn, LocalDate dueOn) {
        var on = steps.stream()
                .filter(Step::enabled)
                .map(step -> new ReminderStep(step.step(), step.days()))
                .toList();
        var letters = new ArrayList<Letter>();
        letters.add(new Letter(issuedOn, ReminderStep.INVOICE, issuedOn.toEpochDay() - dueOn.toEpochDay()));
        var written = new HashMap<>(Map.of(ReminderStep.INVOICE, issuedOn));
        for (var day = issuedOn; !day.isAfter(dueOn.plusDays(LATEST)); day = day.plusDays(1)) {
            var today = day;
            ReminderStep.due(on, written, issuedOn, dueOn, today).ifPresent(step -> {
                written.put(step.step(), today);
                letters.add(new Letter(today, step.step(), today.toEpochDay() - dueOn.toEpochDay()));
            });
        }
        return letters;
    }

    /** For the audit. */
    Map<String, Map<String, Object>> facts() {
        var facts = new LinkedHashMap<String, Map<String, Object>>();
        steps.forEach(step -> facts.put(step.step(), Map.of("days", step.days(), "enabled", step.enabled())));
        return facts;
    }
}
