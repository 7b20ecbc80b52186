package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.Party;
import io.kvartal.contract.SampleContracts;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kvartal.testing.DbTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

/** Letters about invoices and about limits: each once, by day, and never for what is paid. */
@DbTest
class ReminderDbTests extends BillingBase {
    @Autowired
    Reminders reminders;

    @Autowired
    Alerting alerting;

    private Invoice invoiced() {
        sign(SampleContracts.cpl());
        charged();
        clock.set(Instant.parse("2026-12-01T06:00:00Z"));
        billing.close(NOVEMBER, STAFF).block();
        return billing.invoices(tenant).block().getFirst();
    }

    private List<String> steps(Invoice invoice) {
        return reminders.ofInvoice(tenant, invoice.id()).block().stream()
                .map(InvoiceReminder::step)
                .toList();
    }

    private record Sent(String to, String subject, String text, String html, long files) {}

    private List<Sent> letters(String key) {
        return tx.portal(db -> db.sql("""
            select m.recipient, m.subject, m.body_text, m.html, (select count(*) from platform.mail_attachment a
                where a.mail_id = m.id and a.content_type = 'application/pdf' and length(a.content) > 1000) as files
            from platform.mail m where m.dedupe_key like :key order by m.created_at, m.id\
            """)
                        .bind("key", key + "%")
                        .map(row -> new Sent(
                                row.get("recipient", String.class),
                                row.get("subject", String.class),
                                row.get("body_text", String.class),
                                row.get("html", String.class),
                                row.get("files", Long.class)))
                        .all()
                        .collectList())
                .block();
    }

    @Test
    void aFinalInvoiceIsSentOnceWithItsPaperAndTheWayToPay() {
        var invoice = invoiced();
        for (int i = 0; i < 3; i++) {
            reminders.on(null, new InvoiceFinalised(tenant, invoice.id())).block();
        }
        assertThat(steps(invoice)).containsExactly("INVOICE");
        assertThat(letters("invoice " + invoice.id())).singleElement().satisfies(letter -> {
            assertThat(letter.to()).isEqualTo(SampleContracts.PARTY.email());
            assertThat(letter.subject()).contains(invoice.number());
            assertThat(letter.text())
                    .contains("/cabinet/billing/invoices/" + invoice.id() + "/payment")
                    .contains("11 января 2027");
            assertThat(letter.html()).contains("<table").contains(invoice.number());
            assertThat(letter.files()).isEqualTo(1);
        });
    }

    @Test
    void remindersComeByThePolicyEachOnceAndByDay() {
        var invoice = invoiced();
        reminders.on(null, new InvoiceFinalised(tenant, invoice.id())).block();
        var seen = new ArrayList<String>();
        for (var day = LocalDate.of(2026, 12, 1); day.isBefore(LocalDate.of(2026, 12, 31)); day = day.plusDays(1)) {
            for (var hour : List.of("20:30", "03:30", "06:00", "09:00")) {
                clock.set(Instant.parse(day + "T" + hour + ":00Z"));
                var before = steps(invoice).size();
                reminders.remind().block();
                var after = steps(invoice);
                if (after.size() > before) {
                    seen.add(day + " " + hour + " " + after.getLast());
                }
            }
        }
        assertThat(seen)
                .containsExactly(
                        "2026-12-08 06:00 BEFORE_3",
                        "2026-12-11 06:00 DUE",
                        "2026-12-14 06:00 AFTER_3",
                        "2026-12-18 06:00 AFTER_7",
                        "2026-12-25 06:00 AFTER_14");
        assertThat(letters("invoice " + invoice.id())).hasSize(6);
    }

    @Test
    void twoReplicasWriteOneReminderAndOneThatWasAwayWritesTheLastOnly() {
        var invoice = invoiced();
        clock.set(Instant.parse("2026-12-20T06:00:00Z"));
        Flux.range(0, 3).flatMap(i -> reminders.remind(), 3).then().block();
        assertThat(steps(invoice)).containsExactly("AFTER_7");
    }

    @Test
    void nobodyIsRemindedOfAPaidOrVoidInvoice() {
        var invoice = invoiced();
        billing.paid(tenant, invoice.id(), invoice.total(), Ids.next().toString(), clock.instant())
                .block();
        clock.set(Instant.parse("2026-12-20T06:00:00Z"));
        reminders.remind().block();
        assertThat(steps(invoice)).isEmpty();
        clock.set(Instant.parse("2026-12-02T06:00:00Z"));
        charged();
        clock.set(Instant.parse("2027-01-01T06:00:00Z"));
        billing.close(BillingPeriod.parse("2026-12"), STAFF).block();
        var second = billing.invoices(tenant).block().getFirst();
        billing.voidInvoice(tenant, second.id()).block();
        clock.set(Instant.parse("2027-02-01T06:00:00Z"));
        reminders.remind().block();
        assertThat(steps(second)).isEmpty();
    }

    @Test
    void anInvoiceWithoutAnAddressSaysSoAndHoldsUpNobody() {
        sign(ContractDraft.cpl(
                LocalDate.of(2026, 1, 1), new Party("ТОО", "240140000001", "Алматы", "нет почты"), PRICE));
        charged();
        billing.close(NOVEMBER, STAFF).block();
        var invoice = billing.invoices(tenant).block().getFirst();
        reminders.on(null, new InvoiceFinalised(tenant, invoice.id())).block();
        assertThat(reminders.ofInvoice(tenant, invoice.id()).block())
                .singleElement()
                .satisfies(one -> assertThat(one.problem()).isEqualTo("no-address"));
        assertThat(letters("invoice " + invoice.id())).isEmpty();
    }

    @Test
    void onlyTheLastStepThatHasComeIsDue() {
        var policy = List.of(new ReminderStep("A", -3), new ReminderStep("B", 0), new ReminderStep("C", 3));
        var issued = LocalDate.of(2026, 12, 1);
        var due = LocalDate.of(2026, 12, 11);
        assertThat(ReminderStep.due(policy, Map.of(), issued, due, LocalDate.of(2026, 12, 7)))
                .isEmpty();
        assertThat(ReminderStep.due(policy, Map.of(), issued, due, LocalDate.of(2026, 12, 12)))
                .map(ReminderStep::step)
                .contains("B");
        assertThat(ReminderStep.due(
                        policy, Map.of("C", LocalDate.of(2026, 12, 14)), issued, due, LocalDate.of(2026, 12, 12)))
                .isEmpty();
        assertThat(ReminderStep.due(policy, Map.of(), due, due, due)).isEmpty();
    }

    @Test
    void aDeveloperHearsOncePerMonthThatTheLimitIsPassed() {
        sign(SampleContracts.cpl());
        alerting.set(tenant, new AlertLimit(Money.kzt(20_000), Lang.EN), "accountant")
                .block();
        charged();
        alerting.run().block();
        assertThat(letters("unbilled " + tenant)).isEmpty();
        charged();
        alerting.run().block();
        charged();
        alerting.run().block();
        assertThat(letters("unbilled " + tenant)).singleElement().satisfies(letter -> assertThat(letter.subject())
                .contains("has been charged"));
        alerting.set(tenant, new AlertLimit(null, Lang.KK), "accountant").block();
        clock.advance(Duration.ofDays(20));
        alerting.run().block();
        assertThat(letters("unbilled " + tenant)).hasSize(1);
        assertThat(alerting.limit(tenant).block()).isEqualTo(new AlertLimit(null, Lang.KK));
    }
}
