package io.kvartal.billing.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.billing.Billing;
import io.kvartal.billing.Charge;
import io.kvartal.billing.Credits;
import io.kvartal.billing.Replacement;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.SampleContracts;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.Contacts;
import java.util.Map;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.TestClock;
import kvartal.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Credits over HTTP: who may, what is refused, what one tenant never sees of another. */
@DbTest
class CreditHttpDbTests {
    @Autowired
    WebTestClient http;

    @Autowired
    Tokens tokens;

    @Autowired
    Billing billing;

    @Autowired
    Credits credits;

    @Autowired
    Contracts contracts;

    @Autowired
    TestClock clock;

    private final TenantId tenant = Tenants.random();
    private Charge charge;

    @BeforeEach
    void aChargedLead() {
        clock.set(TestClock.START);
        contracts.sign(tenant, SampleContracts.cpl(), "tester").block();
        var call = Contacts.call(clock.instant(), Ids.next().toString(), 90);
        charge = billing.assess(tenant, call.contact(), "call", call).block().charge();
    }

    private WebTestClient.ResponseSpec post(Object body, String role) {
        return http.post()
                .uri("/api/v1/billing/charges/" + tenant + "/" + charge.id() + "/credits")
                .headers(headers -> headers.setBearerAuth(tokens.staff(role)))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private WebTestClient.ResponseSpec staff(String path, String role) {
        return http.get()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(tokens.staff(role)))
                .exchange();
    }

    private WebTestClient.ResponseSpec member(String path, TenantId of, String role) {
        return http.get()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(tokens.member(of, "some-slug", role)))
                .exchange();
    }

    @Test
    void goodwillByAmountByPercentAndNeverTooMuch() {
        post(Map.of("percent", 50, "note", "half"), "manager").expectStatus().isForbidden();
        post(Map.of("percent", 50, "note", "half"), "billing")
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.amount.amount")
                .isEqualTo("7500.00");
        post(Map.of("percent", 101, "note", "x"), "billing").expectStatus().isEqualTo(422);
        post(Map.of("percent", 51, "note", "x"), "billing").expectStatus().isEqualTo(409);
        post(Map.of("percent", 10), "billing").expectStatus().isEqualTo(422);
        assertThat(billing.charge(tenant, charge.id()).block().charge().rest()).isEqualTo(Money.kzt(7_500));
    }

    @Test
    void theScreensOpenForThoseWhoMay() {
        var note = credits.goodwill(tenant, charge.id(), Money.kzt(1_000), null, "sorry", "b")
                .block();
        credits.owe(tenant, charge.id(), Replacement.Wanted.SAME_COMPLEX, "bad", "b")
                .block();
        var page = "/billing/charges/" + tenant + "/" + charge.id();
        for (var path : new String[] {page, "/billing/replacements", "/billing/junk"}) {
            staff(path, "billing").expectStatus().isOk();
            staff(path, "quality").expectStatus().isForbidden();
        }
        staff("/billing/credit-notes/" + tenant + "/" + note.id() + "/pdf", "billing")
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PDF);
        for (var path : new String[] {"/api/v1/billing/replacements", "/api/v1/billing/junk-credits"}) {
            staff(path, "billing").expectStatus().isOk();
        }
        for (var path : new String[] {"/cabinet/billing/credits", "/api/v1/cabinet/billing/replacements"}) {
            member(path, tenant, "accountant").expectStatus().isOk();
            member(path, tenant, "sales").expectStatus().isForbidden();
        }
        var pdf = "/cabinet/billing/credits/" + note.id() + "/pdf";
        member(pdf, tenant, "accountant").expectStatus().isOk();
        member(pdf, Tenants.random(), "accountant").expectStatus().isNotFound();
        member("/api/v1/cabinet/billing/credits", tenant, "accountant")
                .expectBody()
                .jsonPath("$.items[0].id")
                .isEqualTo(note.id().toString());
        member("/api/v1/cabinet/billing/credits", Tenants.random(), "accountant")
                .expectBody()
                .jsonPath("$.items")
                .isEmpty();
    }
}
