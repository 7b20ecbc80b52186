package io.kvartal.billing.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.billing.Billing;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.SampleContracts;
import io.kvartal.platform.StaffAccess;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Ids;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.Contacts;
import java.util.UUID;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.TestClock;
import kvartal.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The time machine over HTTP, for both sides. */
@DbTest
class TimeMachineApiDbTests {
    private static final String SPAN = "from=2026-11&to=2026-11";

    @Autowired
    WebTestClient http;

    @Autowired
    Tokens tokens;

    @Autowired
    Billing billing;

    @Autowired
    Contracts contracts;

    @Autowired
    TestClock clock;

    private final TenantId tenant = Tenants.random();
    private UUID shortCall;

    @BeforeEach
    void aMonthOfThreeCalls() {
        clock.set(TestClock.START);
        contracts.sign(tenant, SampleContracts.cpl(), "tester").block();
        call(90);
        call(50);
        shortCall = call(30);
        billing.close(BillingPeriod.parse("2026-11"), new StaffAccess("tester", "a month"))
                .block();
    }

    private UUID call(int talkSec) {
        var call = Contacts.call(clock.instant(), Ids.next().toString(), talkSec);
        billing.assess(tenant, call.contact(), "Park", call).block();
        return call.contact();
    }

    private WebTestClient.ResponseSpec get(String path, String token) {
        return http.get()
                .uri(java.net.URI.create(path))
                .headers(headers -> headers.setBearerAuth(token))
                .exchange();
    }

    private String accountant() {
        return tokens.member(tenant, "alatau", "accountant");
    }

    private String page(String path, String token) {
        return get(path, token)
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    @Test
    void programsLearnWhatAQuarterWouldHaveCost() {
        get("/api/v1/cabinet/time-machine?" + SPAN + "&days=30&talk=20,60&v=price:20000", accountant())
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.signed.totals.net.amount")
                .isEqualTo("30000.00")
                .jsonPath("$.difference.amount")
                .isEqualTo("0.00")
                .jsonPath("$.books.invoices.length()")
                .isEqualTo(1)
                .jsonPath("$.grid[0].variant")
                .isEqualTo("talk:20,days:30")
                .jsonPath("$.grid[0].totals.billed")
                .isEqualTo(3)
                .jsonPath("$.grid[0].differenceNet.amount")
                .isEqualTo("15000.00")
                .jsonPath("$.grid[0].changedContacts")
                .isEqualTo(1)
                .jsonPath("$.grid[1].totals.billed")
                .isEqualTo(1)
                .jsonPath("$.grid[1].totals.listening")
                .isEqualTo(2)
                .jsonPath("$.variants[0].totals.net.amount")
                .isEqualTo("40000.00")
                .jsonPath("$.breakEven.deals")
                .isEqualTo(1);
    }

    @Test
    void bothSidesSeeTheSameAndOpenEveryContact() {
        var staff = tokens.staff("manager");
        var base = "/billing/time-machine/" + tenant;
        assertThat(page("/billing/time-machine", staff)).contains(base);
        assertThat(page(base + "?" + SPAN, staff)).contains("talk%3A20%2Cdays%3A30");
        assertThat(page("/cabinet/billing/time-machine?" + SPAN, accountant())).contains("talk%3A20%2Cdays%3A30");
        var changes = page(base + "/contacts?" + SPAN + "&w=talk:20,days:30", staff);
        assertThat(changes).contains("/contacts/" + shortCall);
        assertThat(page(base + "/contacts/" + shortCall + "?" + SPAN + "&w=talk:20,days:30", staff))
                .contains("Park");
        get("/cabinet/billing/time-machine/contacts/" + UUID.randomUUID() + "?w=talk:20", accountant())
                .expectStatus()
                .isNotFound();
    }

    @Test
    void aVariantThatWasTypedInGoesIntoTheAddress() {
        get("/cabinet/billing/time-machine?" + SPAN + "&v=price:20000&n.talk=20&n.scope=COMPLEX", accountant())
                .expectStatus()
                .isSeeOther()
                .expectHeader()
                .value("Location", location -> assertThat(location)
                        .contains("v=price%3A20000", "v=talk%3A20%2Cscope%3ACOMPLEX"));
    }

    @Test
    void whatIsWrongIsSaidAndTheFormComesBack() {
        for (var wrong :
                new String[] {"from=2026-12&to=2026-11", SPAN + "&n.talk=900", SPAN + "&v=model:CPT", SPAN + "&v=x"}) {
            get("/cabinet/billing/time-machine?" + wrong, accountant())
                    .expectStatus()
                    .isEqualTo(422)
                    .expectBody(String.class)
                    .value(body -> assertThat(body).contains("alert-danger", "name=\"n.talk\""));
        }
        get("/api/v1/cabinet/time-machine?from=2026-12&to=2026-11", accountant())
                .expectStatus()
                .isEqualTo(422);
    }

    @Test
    void tablesAreForSpreadsheets() {
        get("/cabinet/billing/time-machine/table.csv?" + SPAN, accountant())
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueMatches("Content-Disposition", ".*time-machine-2026-11-2026-11.csv.*");
        get("/billing/time-machine/" + tenant + "/table.xlsx?" + SPAN, tokens.staff("billing"))
                .expectStatus()
                .isOk();
        get("/cabinet/billing/time-machine/table.exe?" + SPAN, accountant())
                .expectStatus()
                .isNotFound();
    }

    @Test
    void onlyThoseWhoSeeMoneySeeIt() {
        for (var path : new String[] {"/cabinet/billing/time-machine", "/api/v1/cabinet/time-machine"}) {
            get(path, tokens.member(tenant, "alatau", "sales")).expectStatus().isForbidden();
        }
        for (var path : new String[] {
            "/billing/time-machine", "/billing/time-machine/" + tenant, "/api/v1/billing/time-machine/" + tenant
        }) {
            get(path, tokens.staff("operator")).expectStatus().isForbidden();
        }
        get("/billing/time-machine/" + Tenants.random(), tokens.staff("billing"))
                .expectStatus()
                .isNotFound();
    }
}
