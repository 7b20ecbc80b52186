package io.kvartal.lead;

import static io.kvartal.lead.LeadScene.buyer;
import static io.kvartal.lead.LeadScene.form;
import static io.kvartal.lead.LeadScene.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.billing.Billing;
import io.kvartal.billing.InvoiceState;
import io.kvartal.billing.Restrictions;
import io.kvartal.catalogue.Complex;
import io.kvartal.contract.CommercialModel;
import io.kvartal.number.Numbers;
import io.kvartal.number.Samples;
import io.kvartal.platform.Jobs;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Ids;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.Problem;
import java.time.Duration;
import java.time.Instant;
import kvartal.testing.DbTest;
import kvartal.testing.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

/** A developer who does not pay loses the direct way to buyers, and gets it back with the money. */
@DbTest
class RestrictedPlacementDbTests {
    @Autowired
    Leads leads;

    @Autowired
    LeadScene scene;

    @Autowired
    Billing billing;

    @Autowired
    Restrictions restrictions;

    @Autowired
    Jobs jobs;

    @Autowired
    Numbers numbers;

    @Autowired
    TenantTx tx;

    @Autowired
    WebTestClient web;

    @Autowired
    TestClock clock;

    @BeforeEach
    @AfterEach
    void mondayMorning() {
        clock.set(TestClock.START);
    }

    @Test
    void callsAndRequestsOfARestrictedDeveloperGoToTheCallCentreUntilTheInvoiceIsPaid() {
        var complex = scene.complexOf(CommercialModel.CPL);
        var tenant = complex.developer();
        var number = numbers.reveal(Samples.visitor(), complex).block().number();
        get(leads.fromCall(scene.call(complex, buyer(), 125)));
        assertThat(handling(complex)).isEqualTo(Handling.DEVELOPER);
        assertThat(ring(number)).isEqualTo("SALES_OFFICE");
        clock.set(Instant.parse("2026-12-01T06:00:00Z"));
        billing.close(BillingPeriod.parse("2026-11"), new StaffAccess("tester", "month end"))
                .block();

        // Due on 11 December, thirty days are allowed: 11 January is the first day of the restriction.
        clock.set(Instant.parse("2027-01-10T06:00:00Z"));
        jobs.run("billing.restrictions").block();
        assertThat(restrictions.isRestricted(tenant).block()).isFalse();
        clock.set(Instant.parse("2027-01-11T06:00:00Z"));
        jobs.run("billing.restrictions").block();
        assertThat(restrictions.isRestricted(tenant).block()).isTrue();

        var lead = get(leads.request(form(complex, buyer(), null))).lead();
        var row = get(leads.card(tenant, lead)).lead();
        assertThat(row.handling()).isEqualTo(Handling.CALL_CENTRE);
        assertThat(row.buyer().masked()).isTrue();
        assertThatThrownBy(() -> leads.accept(tenant, lead, "sales").block())
                .isInstanceOf(Problem.Conflict.class)
                .hasMessage("lead-placement-restricted");
        assertThat(numbers.reveal(Samples.visitor(), complex).block().number()).isNotNull();
        var again = numbers.reveal(Samples.visitor(), complex).block().number();
        assertThat(ring(again)).isEqualTo("RESTRICTED");

        var invoice = billing.invoices(tenant).block().stream()
                .filter(one -> one.state() == InvoiceState.FINAL)
                .findFirst()
                .orElseThrow();
        billing.paid(tenant, invoice.id(), invoice.total(), Ids.next().toString(), clock.instant())
                .block();
        assertThat(handling(complex)).isEqualTo(Handling.DEVELOPER);
        assertThat(ring(again)).isEqualTo("SALES_OFFICE");
        assertThat(get(leads.accept(tenant, lead, "sales")).handling()).isEqualTo(Handling.DEVELOPER);
    }

    private Handling handling(Complex complex) {
        var lead = get(leads.request(form(complex, buyer(), null))).lead();
        return get(leads.card(complex.developer(), lead)).lead().handling();
    }

    /** Why the call went where it went; the row is written beside the answer. */
    private String ring(PhoneNumber number) {
        var call = "ring-" + Ids.next();
        web.post()
                .uri("/hooks/telephony/ringostat/test-hook-secret/route")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"call_id\":\"%s\",\"caller\":\"%s\",\"callee\":\"%s\"}"
                        .formatted(call, buyer().e164().substring(1), number.e164()))
                .exchange()
                .expectStatus()
                .isOk();
        for (int i = 0; i < 100; i++) {
            var reason = tx.portal(db -> db.sql("select reason from call.routing where external_id = :call")
                            .bind("call", call)
                            .map(row -> row.get("reason", String.class))
                            .first())
                    .block();
            if (reason != null) {
                return reason;
            }
            Mono.delay(Duration.ofMillis(50)).block();
        }
        return "none";
    }
}
