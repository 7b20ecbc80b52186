package io.kvartal.billing.web;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.kvartal.billing.Billing;
import io.kvartal.billing.Invoice;
import io.kvartal.billing.Restrictions;
import io.kvartal.billing.Statements;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.SampleContracts;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.Contacts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.TestClock;
import kvartal.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The statement of account and the receivables as JSON: the figures of the pages, behind the doors of the pages. */
@DbTest
class StatementApiDbTests {
    private static final StaffAccess STAFF = new StaffAccess("tester", "invoice run in a test");
    private static final String OWN = "/api/v1/cabinet/billing/statement";
    private static final String ANY = "/api/v1/billing/statement";
    private static final String OPEN = "/api/v1/billing/receivables";
    private static final String YEAR = "from=2026-01-01&to=2026-12-31";

    @Autowired
    WebTestClient http;

    @Autowired
    Tokens tokens;

    @Autowired
    Billing billing;

    @Autowired
    Contracts contracts;

    @Autowired
    Statements statements;

    @Autowired
    Restrictions restrictions;

    @Autowired
    ReceivablesPages pages;

    @Autowired
    TestClock clock;

    private final TenantId tenant = Tenants.random();

    @BeforeEach
    void aTenantWithAContract() {
        clock.set(TestClock.START);
        contracts.sign(tenant, SampleContracts.cpl(), "tester").block();
    }

    private Invoice invoiced() {
        for (int i = 0; i < 2; i++) {
            var call = Contacts.call(clock.instant(), Ids.next().toString(), 90);
            billing.assess(tenant, call.contact(), "Парк", call).block();
        }
        billing.close(BillingPeriod.parse("2026-11"), STAFF).block();
        return billing.invoices(tenant).block().getFirst();
    }

    private WebTestClient.ResponseSpec get(String path, String token) {
        return http.get()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(token))
                .exchange();
    }

    private JsonNode json(String path, String token) {
        var body = get(path, token)
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return JsonMapper.shared().readTree(body);
    }

    private String accountant(TenantId of) {
        return tokens.member(of, "alatau", "accountant");
    }

    private static String amount(JsonNode money) {
        assertThat(money.at("/currency").asString()).isEqualTo("KZT");
        return money.at("/amount").asString();
    }

    @Test
    void theStatementSaysWhatThePageSays() {
        var invoice = invoiced();
        billing.paid(tenant, invoice.id(), Money.kzt(10_000), Ids.next().toString(), clock.instant())
                .block();
        var truth = statements
                .of(tenant, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31))
                .block();
        var own = json(OWN + "?lang=en&" + YEAR, accountant(tenant));
        assertThat(amount(own.at("/opening"))).isEqualTo("0.00");
        assertThat(amount(own.at("/debit"))).isEqualTo("34800.00");
        assertThat(amount(own.at("/credit"))).isEqualTo("10000.00");
        assertThat(amount(own.at("/closing")))
                .isEqualTo("24800.00")
                .isEqualTo(truth.closing().amount().toPlainString());
        assertThat(own.at("/lines").size()).isEqualTo(truth.lines().size()).isEqualTo(2);
        var line = own.at("/lines/0");
        assertThat(line.at("/kind").asString()).isEqualTo("INVOICE");
        assertThat(line.at("/document").asString()).isEqualTo(invoice.number());
        assertThat(line.at("/invoice").asString()).isEqualTo(invoice.id().toString());
        assertThat(line.at("/text").asString()).isEqualTo("Invoice " + invoice.number());
        assertThat(amount(line.at("/balance"))).isEqualTo("34800.00");
        assertThat(own.at("/buyer/taxId").asString()).isEqualTo(SampleContracts.PARTY.taxId());
        assertThat(own.at("/text").asString()).contains(SampleContracts.PARTY.name());
        assertThat(json(ANY + "?lang=en&developer=" + tenant + "&" + YEAR, tokens.staff("billing")))
                .isEqualTo(own);
    }

    @Test
    void withoutDaysItIsThisYearUntilToday() {
        var own = json(OWN, accountant(tenant));
        var today = LocalDate.ofInstant(clock.instant(), Ui.ZONE);
        assertThat(own.at("/from").asString()).isEqualTo(today.withDayOfYear(1).toString());
        assertThat(own.at("/to").asString()).isEqualTo(today.toString());
        assertThat(own.at("/lines").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"from=2026-12-02&to=2026-12-01", "from=yesterday", "to=2026-13-01"})
    void wrongDaysAreAProblem(String query) {
        get(OWN + "?" + query, accountant(tenant))
                .expectStatus()
                .isEqualTo(422)
                .expectHeader()
                .contentType("application/problem+json");
    }

    @Test
    void nobodyReadsTheStatementOfAnother() {
        invoiced();
        var other = Tenants.random();
        contracts.sign(other, SampleContracts.cpl(), "tester").block();
        assertThat(json(OWN + "?developer=" + tenant + "&" + YEAR, accountant(other))
                        .at("/lines")
                        .isEmpty())
                .isTrue();
        get(OWN, tokens.member(tenant, "alatau", "sales")).expectStatus().isForbidden();
        get(ANY + "?developer=" + tenant, accountant(tenant)).expectStatus().isForbidden();
        for (var role : new String[] {"operator", "manager"}) {
            get(ANY + "?developer=" + tenant, tokens.staff(role)).expectStatus().isForbidden();
        }
        get(OPEN, tokens.staff("operator")).expectStatus().isForbidden();
        get(OPEN, accountant(tenant)).expectStatus().isForbidden();
        get(ANY, tokens.staff("billing"))
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/developer");
        get(ANY + "?developer=" + Tenants.random(), tokens.staff("billing"))
                .expectStatus()
                .isNotFound();
        get(ANY + "?developer=nobody", tokens.staff("billing")).expectStatus().isNotFound();
    }

    private JsonNode mine(JsonNode receivables) {
        return receivables
                .at("/items")
                .valueStream()
                .filter(one -> one.at("/developer").asString().equals(tenant.toString()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theReceivablesSayWhatThePageSays() {
        invoiced();
        clock.set(Instant.parse("2026-12-30T06:00:00Z"));
        restrictions.grant(tenant, LocalDate.of(2027, 1, 10), "transfer", "b").block();
        var answer = json(OPEN, tokens.staff("billing"));
        var own = mine(answer);
        assertThat(own.at("/name").asString()).isEqualTo(SampleContracts.PARTY.name());
        assertThat(own.at("/oldestDays").asLong()).isBetween(30L, 60L);
        assertThat(amount(own.at("/open/notDue"))).isEqualTo("0.00");
        assertThat(amount(own.at("/open/days31To60"))).isEqualTo("34800.00");
        assertThat(amount(own.at("/open/overdue"))).isEqualTo("34800.00");
        assertThat(amount(own.at("/open/total"))).isEqualTo("34800.00");
        assertThat(own.at("/graceUntil").asString()).isEqualTo("2027-01-10");
        assertThat(own.at("/restrictedFrom").asString()).isEqualTo("2027-01-11");
        assertThat(own.at("/restrictedSince").isNull()).isTrue();
        var page = page();
        assertThat(answer.at("/items").size()).isEqualTo(page.developers().size());
        assertThat(amount(answer.at("/total/total")))
                .isEqualTo(page.total().amount().toPlainString());
        assertThat(amount(answer.at("/total/days31To60")))
                .isEqualTo(page.sum(2).amount().toPlainString());
        assertThat(answer.at("/restricted").asLong()).isEqualTo(page.restricted());
        assertThat(mine(json(OPEN, tokens.staff("manager")))).isEqualTo(own);
    }

    private ReceivablesPage page() {
        var staff = new Staff("b", "Гульмира", Set.of(Role.BILLING));
        var answer = pages.list(staff, Ui.sample(Lang.RU)).block();
        var out = new StringOutput();
        TemplateEngine.createPrecompiled(ContentType.Html)
                .render(answer.view() + ".jte", answer.modelAttributes().get("page"), out);
        assertThat(out.toString()).contains("/billing/statements/" + tenant);
        return (ReceivablesPage) answer.modelAttributes().get("page");
    }

    @Test
    void whoHasPaidIsNotAmongThem() {
        var invoice = invoiced();
        billing.paid(tenant, invoice.id(), invoice.total(), Ids.next().toString(), clock.instant())
                .block();
        assertThat(json(OPEN, tokens.staff("billing")).at("/items").valueStream())
                .noneMatch(one -> one.at("/developer").asString().equals(tenant.toString()));
    }
}
