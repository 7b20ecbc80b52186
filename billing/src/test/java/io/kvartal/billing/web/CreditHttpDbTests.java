package io.kvartal.billing.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.billing.Billing;
import io.kvartal.billing.Charge;
import io.kvartal.billing.Credits;
import io.kvartal.billing.Replacement;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.SampleContracts;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.Contacts;
import java.util.Map;
import java.util.Set;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.TestClock;
import kvartal.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
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
    CreditPages pages;

    @Autowired
    CabinetCreditPages cabinet;

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

    private static Staff person(Role role) {
        return new Staff("u-1", "Дана", Set.of(role));
    }

    @Test
    void theScreensOpenForThoseWhoMayAndAForbiddenActIsRefused() {
        credits.owe(tenant, charge.id(), Replacement.Wanted.SAME_COMPLEX, "bad", "b")
                .block();
        var ui = Ui.sample(Lang.RU);
        for (var role : new Role[] {Role.BILLING, Role.MANAGER}) {
            assertThat(pages.charge(person(role), ui, tenant, charge.id())
                            .block()
                            .status())
                    .isEqualTo(HttpStatus.OK);
            assertThat(pages.promises(person(role), ui).block().view()).isEqualTo("credit/promises");
            assertThat(pages.junk(person(role), ui).block().view()).isEqualTo("credit/junk");
        }
        var stranger = person(Role.QUALITY);
        assertThatThrownBy(() -> pages.charge(stranger, ui, tenant, charge.id()))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> pages.promises(stranger, ui)).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> pages.junk(stranger, ui)).isInstanceOf(Problem.Forbidden.class);
        for (var role : new String[] {"billing", "manager"}) {
            staff("/api/v1/billing/replacements", role).expectStatus().isOk();
            staff("/api/v1/billing/junk-credits", role).expectStatus().isOk();
        }
        staff("/api/v1/billing/junk-credits", "quality").expectStatus().isForbidden();
    }

    @Test
    void aDeveloperReadsTheOwnNotesAndNobodyElses() {
        var note = credits.goodwill(tenant, charge.id(), Money.kzt(1_000), null, "sorry", "b")
                .block();
        credits.owe(tenant, charge.id(), Replacement.Wanted.SAME_COMPLEX, "bad", "b")
                .block();
        var own = "/api/v1/cabinet/billing/credits";
        member(own, tenant, "accountant")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[0].id")
                .isEqualTo(note.id().toString());
        member(own, Tenants.random(), "accountant")
                .expectBody()
                .jsonPath("$.items")
                .isEmpty();
        member(own, tenant, "sales").expectStatus().isForbidden();
        member("/api/v1/cabinet/billing/replacements", tenant, "accountant")
                .expectBody()
                .jsonPath("$.items[0].charge")
                .isEqualTo(charge.id().toString());
        var accountant = new Member(Tenants.random(), "other", "u-2", "Ерлан", Set.of(Role.ACCOUNTANT));
        assertThatThrownBy(() -> cabinet.pdf(
                                accountant, Ui.sample(Lang.RU), note.id().toString())
                        .block())
                .isInstanceOf(Problem.NotFound.class);
    }
}
