package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.billing.ReminderPolicy.Step;
import io.kvartal.contract.SampleContracts;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import kvartal.testing.DbTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The reminder policy is changed by people: recorded, one at a time, and no letter comes twice. */
@DbTest
class ReminderPolicyDbTests extends BillingBase {
    @Autowired
    ReminderPolicies policies;

    @Autowired
    Reminders reminders;

    private final String actor = "b " + Ids.next();
    private ReminderPolicy before;

    @BeforeEach
    void asItIs() {
        before = policies.current().block();
    }

    /** The policy is the portal's: other tests see it too. */
    @AfterEach
    void asItWas() {
        policies.change(before, policies.current().block().version(), "tester").block();
    }

    private ReminderPolicy with(UnaryOperator<Step> change) {
        return new ReminderPolicy(
                policies.current().block().steps().stream().map(change).toList());
    }

    private void change(ReminderPolicy wanted) {
        policies.change(wanted, policies.current().block().version(), actor).block();
    }

    private void days(Map<String, Integer> days) {
        change(with(step -> new Step(step.step(), days.getOrDefault(step.step(), step.days()), step.enabled())));
    }

    private void enable(String name, boolean enabled) {
        change(with(step -> step.step().equals(name) ? new Step(name, step.days(), enabled) : step));
    }

    private List<String> audits() {
        return tx.portal(db -> db.sql("""
            select action || ' ' || (detail -> 'before' -> 'AFTER_3' ->> 'days') || ' '
                || (detail -> 'after' -> 'AFTER_3' ->> 'days') || ' ' || (detail -> 'after' -> 'DUE' ->> 'enabled') as said
            from platform.audit where actor = :actor order by at, id\
            """)
                        .bind("actor", actor)
                        .map(row -> row.get("said", String.class))
                        .all()
                        .collectList())
                .block();
    }

    @Test
    void twoStepsSwapTheirDaysAndTheAuditSaysBeforeAndAfter() {
        days(Map.of("AFTER_3", 7, "AFTER_7", 3));
        assertThat(policies.current().block().steps())
                .contains(new Step("AFTER_3", 7, true), new Step("AFTER_7", 3, true));
        change(policies.current().block());
        enable("DUE", false);
        assertThat(audits()).containsExactly("reminder-policy 3 7 true", "reminder-policy 7 7 false");
    }

    @Test
    void whoSavesLastLearnsThatAnotherWasFaster() {
        var seen = before.version();
        var one = with(step -> new Step(step.step(), step.days(), false));
        var other = with(step -> new Step(step.step(), step.days() + 1, true));
        var done = Flux.just(one, other, one, other)
                .flatMap(wanted -> policies.change(wanted, seen, actor)
                        .thenReturn("saved")
                        .onErrorResume(Problem.Conflict.class, conflict -> Mono.just("refused")))
                .collectList()
                .block();
        assertThat(done).containsExactlyInAnyOrder("saved", "refused", "refused", "refused");
        assertThat(audits()).hasSize(1);
    }

    @Test
    void stepsAreNeitherMadeNorLost() {
        var version = before.version();
        var fewer = new ReminderPolicy(before.steps().subList(1, before.steps().size()));
        assertThatThrownBy(() -> policies.change(fewer, version, actor).block()).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> tx.portal(
                                db -> db.sql("update billing.reminder_policy set days = 0 where step = 'AFTER_3'")
                                        .then())
                        .block())
                .as("the database itself keeps days apart")
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThat(policies.current().block()).isEqualTo(before);
    }

    private Invoice invoiced() {
        sign(SampleContracts.cpl());
        charged();
        clock.set(Instant.parse("2026-12-01T06:00:00Z"));
        billing.close(NOVEMBER, STAFF).block();
        var invoice = billing.invoices(tenant).block().getFirst();
        reminders.on(null, new InvoiceFinalised(tenant, invoice.id())).block();
        return invoice;
    }

    /** A morning for each day; what was written on it. */
    private List<String> mornings(Invoice invoice, LocalDate from, LocalDate until) {
        var seen = new ArrayList<String>();
        for (var day = from; day.isBefore(until); day = day.plusDays(1)) {
            clock.set(Instant.parse(day + "T06:00:00Z"));
            var known = steps(invoice).size();
            reminders.remind().block();
            var steps = steps(invoice);
            steps.subList(known, steps.size()).stream()
                    .map((clock.instant().toString().substring(0, 10) + " ")::concat)
                    .forEach(seen::add);
        }
        return seen;
    }

    private List<String> steps(Invoice invoice) {
        return reminders.ofInvoice(tenant, invoice.id()).block().stream()
                .map(InvoiceReminder::step)
                .toList();
    }

    private long mails(Invoice invoice) {
        return tx.portal(db -> db.sql("select count(*) from platform.mail where dedupe_key like :key")
                        .bind("key", "invoice " + invoice.id() + " %")
                        .map(row -> row.get(0, Long.class))
                        .one())
                .block();
    }

    @Test
    void aLetterThatWasSentIsNeverSentAgainHoweverTheDaysMove() {
        var invoice = invoiced();
        assertThat(mornings(invoice, LocalDate.of(2026, 12, 2), LocalDate.of(2026, 12, 15)))
                .containsExactly("2026-12-08 BEFORE_3", "2026-12-11 DUE", "2026-12-14 AFTER_3");
        days(Map.of("BEFORE_3", 5, "DUE", 20, "AFTER_3", 9));
        enable("DUE", false);
        enable("DUE", true);
        assertThat(mornings(invoice, LocalDate.of(2026, 12, 15), LocalDate.of(2027, 1, 20)))
                .as("what was not written yet comes on its day")
                .containsExactly("2026-12-18 AFTER_7", "2026-12-25 AFTER_14");
        assertThat(mails(invoice)).isEqualTo(6);
    }

    @Test
    void newDaysHoldForTheNextLettersAndAStepThatIsOffIsSilent() {
        var invoice = invoiced();
        days(Map.of("AFTER_3", 4, "AFTER_14", 60));
        enable("DUE", false);
        assertThat(mornings(invoice, LocalDate.of(2026, 12, 2), LocalDate.of(2027, 2, 20)))
                .containsExactly(
                        "2026-12-08 BEFORE_3", "2026-12-15 AFTER_3", "2026-12-18 AFTER_7", "2027-02-09 AFTER_14");
    }
}
