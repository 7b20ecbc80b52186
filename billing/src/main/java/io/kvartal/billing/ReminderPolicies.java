package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.platform.Audit;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Problem;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The reminder policy as billing staff change it. Letters that exist stay: each step is written once about an invoice, whatever its days become. */
@Component
public class ReminderPolicies {
    private final TenantTx tx;
    private final Audit audit;

    ReminderPolicies(TenantTx tx, Audit audit) {
        this.tx = tx;
        this.audit = audit;
    }

    /** All steps, by their days. */
    public Mono<ReminderPolicy> current() {
        return tx.portal(db -> read(db, "select step, days, enabled from billing.reminder_policy order by days"));
    }

    /**
     * Takes effect with the next letters.
     *
     * @param seen the {@link ReminderPolicy#version} that was looked at
     * @throws Problem.Conflict when it was changed meanwhile; @throws Problem.Invalid when steps are missing or strange
     */
    public Mono<ReminderPolicy> change(ReminderPolicy wanted, String seen, String actor) {
        return tx.portal(
                db -> read(db, "select step, days, enabled from billing.reminder_policy order by days for update")
                        .flatMap(before -> {
                            if (!before.version().equals(seen)) {
                                return Mono.error(new Problem.Conflict("reminder-policy-changed"));
                            }
                            if (!names(before).equals(names(wanted))) {
                                return Mono.error(new Problem.Invalid("/steps", "reminder-steps"));
                            }
                            return before.version().equals(wanted.version())
                                    ? Mono.just(before)
                                    : store(db, before, wanted, actor).thenReturn(wanted);
                        }));
    }

    private static List<String> names(ReminderPolicy policy) {
        return policy.steps().stream().map(ReminderPolicy.Step::step).sorted().toList();
    }

    private Mono<Void> store(DatabaseClient db, ReminderPolicy before, ReminderPolicy after, String actor) {
        return Flux.fromIterable(after.steps())
                .concatMap(step -> db.sql("""
                    update billing.reminder_policy set days = :days, enabled = :enabled where step = :step\
                    """)
                        .bind("days", step.days())
                        .bind("enabled", step.enabled())
                        .bind("step", step.step())
                        .then())
                .then(audit.record(
                        db,
                        actor,
                        "reminder-policy",
                        "reminder policy",
                        Map.of("before", before.facts(), "after", after.facts())));
    }

    private static Mono<ReminderPolicy> read(DatabaseClient db, String select) {
        return db.sql(select)
                .map(row -> new ReminderPolicy.Step(
                        required(row, "step", String.class),
                        required(row, "days", Integer.class),
                        required(row, "enabled", Boolean.class)))
                .all()
                .collect(Collectors.collectingAndThen(Collectors.toList(), ReminderPolicy::new));
    }
}
