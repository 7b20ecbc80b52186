package io.kvartal.billing.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.billing.Billing;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.SampleContracts;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.Contacts;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.TestClock;
import kvartal.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.reactive.result.view.RedirectView;
import org.springframework.web.reactive.result.view.Rendering;

/** The time machine over HTTP, for both sides. */
@DbTest
class TimeMachineApiDbTests {
    private static final Ui UI = Ui.sample(Lang.RU);
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

    @Autowired
    TimeMachinePages pages;

    @Autowired
    CabinetTimeMachinePages cabinet;

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
                .uri(path)
                .headers(headers -> headers.setBearerAuth(token))
                .exchange();
    }

    private String accountant() {
        return tokens.member(tenant, "alatau", "accountant");
    }

    private Member member(Role role) {
        return new Member(tenant, "alatau", "u", "Accountant", Set.of(role));
    }

    private static Staff staff(Role role) {
        return new Staff("u", "Manager", Set.of(role));
    }

    private static LinkedMultiValueMap<String, String> query(String... pairs) {
        var query = new LinkedMultiValueMap<String, String>();
        query.add("from", "2026-11");
        query.add("to", "2026-11");
        for (int i = 0; i < pairs.length; i += 2) {
            query.add(pairs[i], pairs[i + 1]);
        }
        return query;
    }

    private static <T> T model(Rendering rendering, Class<T> type) {
        assertThat(rendering.status().value()).isEqualTo(200);
        return type.cast(rendering.modelAttributes().get("page"));
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
        var manager = staff(Role.MANAGER);
        assertThat(model(pages.choice(manager, UI).block(), TimeMachineChoicePage.class)
                        .contracts())
                .anyMatch(contract -> contract.tenant().equals(tenant));
        var seen = model(pages.page(manager, UI, tenant, query()).block(), TimeMachinePage.class);
        var own = model(cabinet.page(member(Role.ACCOUNTANT), UI, query()).block(), TimeMachinePage.class);
        assertThat(seen.report()).isEqualTo(own.report());
        assertThat(seen.report().difference().isZero()).isTrue();
        assertThat(seen.cell(30, 20)).startsWith("/billing/time-machine/" + tenant + "/contacts?");
        var variant = query("w", "talk:20,days:30");
        var changes = model(cabinet.contacts(member(Role.HEAD), UI, variant).block(), TimeMachineContactsPage.class);
        assertThat(changes.changes())
                .singleElement()
                .satisfies(change -> assertThat(change.supposed().contact()).isEqualTo(shortCall));
        var receipt = model(
                pages.receipt(manager, UI, tenant, shortCall.toString(), variant)
                        .block(),
                TimeMachineReceiptPage.class);
        assertThat(receipt.receipts().signed().verdict().billable()).isFalse();
        assertThat(receipt.receipts().supposed().verdict().billable()).isTrue();
        var unknown = UUID.randomUUID().toString();
        assertThatThrownBy(() ->
                        cabinet.receipt(member(Role.HEAD), UI, unknown, variant).block())
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void aVariantThatWasTypedInGoesIntoTheAddress() {
        var typed = query("v", "price:20000", "n.talk", "20", "n.scope", "COMPLEX");
        var answer = cabinet.page(member(Role.ACCOUNTANT), UI, typed).block();
        var redirect = (RedirectView) answer.view();
        assertThat(redirect.getStatusCode().value()).isEqualTo(303);
        assertThat(redirect.getUrl()).contains("v=price%3A20000", "v=talk%3A20%2Cscope%3ACOMPLEX");
    }

    @Test
    void whatIsWrongIsSaidAndTheFormComesBack() {
        for (var wrong :
                List.of(query("n.talk", "900"), query("v", "model:CPT"), query("v", "x"), query("days", "none"))) {
            var answer = cabinet.page(member(Role.ACCOUNTANT), UI, wrong).block();
            assertThat(answer.status().value()).as(wrong.toString()).isEqualTo(422);
            assertThat(((TimeMachinePage) answer.modelAttributes().get("page")).error())
                    .isNotBlank();
        }
        get("/api/v1/cabinet/time-machine?from=2026-12&to=2026-11", accountant())
                .expectStatus()
                .isEqualTo(422);
    }

    @Test
    void tablesAreForSpreadsheets() {
        var table = cabinet.csv(member(Role.ACCOUNTANT), UI, query()).block();
        assertThat(table.getHeaders().getContentDisposition().getFilename())
                .isEqualTo("time-machine-2026-11-2026-11.csv");
        assertThat(pages.xlsx(staff(Role.BILLING), UI, tenant, query()).block().getBody())
                .startsWith((byte) 'P', (byte) 'K');
    }

    @Test
    void onlyThoseWhoSeeMoneySeeIt() {
        assertThatThrownBy(() -> cabinet.page(member(Role.SALES), UI, query())).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> pages.page(staff(Role.OPERATOR), UI, tenant, query()))
                .isInstanceOf(Problem.Forbidden.class);
        get("/api/v1/cabinet/time-machine", tokens.member(tenant, "alatau", "sales"))
                .expectStatus()
                .isForbidden();
        get("/api/v1/billing/time-machine/" + tenant, tokens.staff("operator"))
                .expectStatus()
                .isForbidden();
        get("/api/v1/billing/time-machine/" + Tenants.random(), tokens.staff("billing"))
                .expectStatus()
                .isNotFound();
    }
}
