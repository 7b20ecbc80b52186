package io.kvartal.billing.web;

import io.kvartal.billing.ReminderPolicy;
import io.kvartal.billing.ReminderPolicy.Step;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reminder policy as somebody typed it. @param steps that there are; nobody makes new ones here */
record ReminderForm(Map<String, String> typed, List<Step> steps) {
    private static final String DAYS = "days-";
    private static final String ON = "on-";

    private boolean enabled(Step step) {
        return typed.containsKey(ON + step.step());
    }

    /** Empty when something is wrong; {@link #rows} says what. */
    Optional<ReminderPolicy> policy() {
        return read(fields());
    }

    private TypedFields fields() {
        return new TypedFields(name -> typed.getOrDefault(name, "").replace('−', '-'));
    }

    private Optional<ReminderPolicy> read(TypedFields fields) {
        var wanted = new ArrayList<Step>();
        for (var step : steps) {
            var days = fields.number(DAYS + step.step(), ReminderPolicy.EARLIEST, ReminderPolicy.LATEST);
            wanted.add(new Step(step.step(), days, enabled(step)));
        }
        if (!fields.errors().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ReminderPolicy(wanted));
        } catch (Problem.Invalid taken) {
            for (var error : taken.errors()) {
                var no = Integer.parseInt(error.pointer().split("/")[2]);
                fields.wrong(DAYS + wanted.get(no).step(), error.code(), error.args());
            }
            return Optional.empty();
        }
    }

    /** As typed, each with its sentence. */
    List<RemindersPage.Row> rows(Ui ui) {
        var fields = fields();
        read(fields);
        return steps.stream()
                .map(step -> {
                    var error = fields.errors().get(DAYS + step.step());
                    return new RemindersPage.Row(
                            step.step(),
                            fields.text(DAYS + step.step()),
                            enabled(step),
                            error == null ? null : ui.t("problem." + error.code(), error.args()));
                })
                .toList();
    }
}
