package io.kvartal.fixation;

import java.time.Duration;
import java.util.List;

/**
 * The terms of claims (RULES 4.3); rows of {@code fixation.policy}.
 *
 * @param conditional from the claim, or from its acceptance
 * @param afterVisit from the visit of the client
 * @param extension once, with a reason
 * @param tie two claims nearer than this are decided by a person
 * @param reminders days before the end of a term on which somebody is told, largest first
 */
record Policy(Duration conditional, Duration afterVisit, Duration extension, Duration tie, List<Integer> reminders) {
    Policy {
        reminders = reminders.stream()
                .sorted(java.util.Comparator.<Integer>reverseOrder())
                .toList();
    }
}
