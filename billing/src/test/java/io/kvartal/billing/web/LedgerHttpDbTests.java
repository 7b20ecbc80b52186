package io.kvartal.billing.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.billing.Billing;
import io.kvartal.billing.Invoice;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.SampleContracts;
import io.kvartal.platform.StaffAccess;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Ids;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.Contacts;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.test.web.reactive.server.ExchangeResult;
import org.springframework.web.reactive.function.BodyInserters;
import java.time.Instant;
import java.util.zip.ZipInputStream;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.TestClock;
import kvartal.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

@DbTest
class LedgerHttpDbTests {
    private static final StaffAccess STAFF = new StaffAccess("tester", "invoice run in a test");

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

    @BeforeEach
    void aTenantWithAContract() {
        clock.set(TestClock.START);
        contracts.sign(tenant, SampleContracts.cpl().withPlan(40), "tester").block();
    }

    private void charged(int calls) {
        for (int i = 0; i < calls; i++) {
            var call = Contacts.call(clock.instant(), Ids.next().toString(), 90);
            billing.assess(tenant, call.contact(), "Парк", call).block();
        }
    }

    private Invoice invoiced() {
        charged(2);
        billing.close(BillingPeriod.parse("2026-11"), STAFF).block();
        return billing.invoices(tenant).block().getFirst();
    }

    private WebTestClient.ResponseSpec get(String path, String token) {
        return http.get()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(token))
                .exchange();
    }

    private String text(String path, String token) {
        return new String(bytes(path, token), StandardCharsets.UTF_8);
    }

    private byte[] bytes(String path, String token) {
        return get(path, token).expectStatus().isOk().expectBody().returnResult().getResponseBody();
    }

    private String accountant() {
        return tokens.member(tenant, "alatau", "accountant");
    }

    private String staff() {
        return tokens.staff("billing");
    }

    @Test
    void programsReadABalanceOfOneDeveloperAndTheJournalsBehindIt() {
        var invoice = invoiced();
        get("/api/v1/billing/ledger/trial-balance?tenant=" + tenant, staff())
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.balanced")
                .isEqualTo(true)
                .jsonPath("$.accounts[?(@.account=='RECEIVABLE')].balance.amount")
                .isEqualTo("34800.00");
        get("/api/v1/billing/ledger/journals?account=RECEIVABLE&tenant=" + tenant, staff())
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(1)
                .jsonPath("$.items[0].document")
                .isEqualTo(invoice.number());
        get("/api/v1/billing/ledger/journals?account=NONE", staff()).expectStatus().isEqualTo(422);
        get("/api/v1/billing/ledger/journals?cursor=x", staff()).expectStatus().isEqualTo(422);
    }

    @Test
    void staffGoFromTheBalanceToTheJournalToItsDocument() {
        var invoice = invoiced();
        assertThat(text("/billing/ledger?tenant=" + tenant, staff()))
                .contains("/billing/ledger/journals?account=RECEIVABLE");
        var list = text("/billing/ledger/journals?account=RECEIVABLE&tenant=" + tenant, staff());
        assertThat(list).contains(invoice.number());
        var link = list.replaceAll("(?s).*href=\"(/billing/ledger/journals/" + tenant + "/[^\"]+)\".*", "$1");
        assertThat(text(link, staff())).contains("/billing/invoices/" + tenant + "/" + invoice.id());
        get(link, tokens.staff("operator")).expectStatus().isForbidden();
        get(link.replace(tenant.toString(), Tenants.random().toString()), staff())
                .expectStatus()
                .isNotFound();
        var csv = text("/billing/ledger/journals.csv?tenant=" + tenant, staff());
        assertThat(csv.lines()).hasSize(1 + 2 * 2 + 3);
        assertThat(sheet(bytes("/billing/ledger/journals.xlsx?tenant=" + tenant, staff())))
                .contains("34800");
    }

    @Test
    void aMemberSeesTheAccountFiltersItAndTakesItAway() {
        charged(60);
        var page = text("/cabinet/billing", accountant());
        assertThat(page)
                .contains("900 000".replace(' ', '\u00a0'))
                .contains("page=2")
                .contains("/cabinet/billing/statement")
                .contains("/cabinet/billing/payment-method");
        assertThat(page.split("/cabinet/billing/charges/", -1)).hasSize(51);
        assertThat(text("/cabinet/billing?page=2", accountant()).split("/cabinet/billing/charges/", -1))
                .hasSize(11);
        assertThat(text("/cabinet/billing?channel=FORM", accountant()).split("/cabinet/billing/charges/", -1))
                .hasSize(1);
        assertThat(text("/cabinet/billing?credited=true&complex=park", accountant())
                        .split("/cabinet/billing/charges/", -1))
                .hasSize(1);
        assertThat(text("/cabinet/billing/charges.csv?period=2026-11", accountant()).lines())
                .hasSize(61);
        assertThat(sheet(bytes("/cabinet/billing/charges.xlsx?period=2026-11", accountant())))
                .contains("15000");
        get("/cabinet/billing", tokens.member(tenant, "alatau", "sales")).expectStatus().isForbidden();
    }

    @Test
    void aStatementIsAPageAPaperAndASheetForBothSides() {
        clock.set(Instant.parse("2026-12-01T06:00:00Z"));
        var invoice = invoiced();
        assertThat(text("/cabinet/billing/statement", accountant())).contains(invoice.number());
        assertThat(bytes("/cabinet/billing/statement.pdf?from=2026-01-01&to=2026-12-31", accountant()))
                .startsWith("%PDF".getBytes());
        assertThat(sheet(bytes("/cabinet/billing/statement.xlsx", accountant()))).contains("34800");
        assertThat(text("/billing/statements/" + tenant, staff())).contains(invoice.number());
        assertThat(bytes("/billing/statements/" + tenant + "/pdf", staff())).startsWith("%PDF".getBytes());
        assertThat(sheet(bytes("/billing/statements/" + tenant + "/xlsx", staff()))).contains("34800");
        get("/billing/statements/" + tenant, tokens.staff("operator")).expectStatus().isForbidden();
        get("/billing/statements/" + Tenants.random(), staff()).expectStatus().isNotFound();
    }

    @ParameterizedTest
    @ValueSource(strings = {"from=2026-12-02&to=2026-12-01", "from=yesterday", "to=2026-13-01"})
    void wrongDaysAreRefused(String query) {
        get("/cabinet/billing/statement?" + query, accountant()).expectStatus().isEqualTo(422);
    }

    @Test
    void aLimitIsSetAndAWrongOneComesBackWithASentence() {
        assertThat(alert("12 500,50").getStatus().value()).isEqualTo(303);
        assertThat(text("/cabinet/billing", accountant())).contains("value=\"12500.5\"");
        var refused = alert("-5");
        assertThat(refused.getStatus().value()).isEqualTo(422);
        assertThat(new String(refused.getResponseBodyContent(), StandardCharsets.UTF_8))
                .contains("value=\"-5\"")
                .contains("id=\"limit-error\"");
    }

    private ExchangeResult alert(String limit) {
        return http.post()
                .uri("/cabinet/billing/alert")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .headers(headers -> headers.setBearerAuth(accountant()))
                .body(BodyInserters.fromFormData("limit", limit)
                        .with("lang", "kk"))
                .exchange()
                .expectBody()
                .returnResult();
    }

    @Test
    void receivablesAreAListAFileAndAGrace() {
        invoiced();
        clock.set(Instant.parse("2027-01-30T06:00:00Z"));
        assertThat(text("/billing/receivables", staff())).contains("/billing/statements/" + tenant);
        assertThat(text("/billing/receivables/csv", staff())).contains("34800.00");
        var answer = http.post()
                .uri("/billing/receivables/" + tenant + "/grace")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .headers(headers -> headers.setBearerAuth(staff()))
                .body(BodyInserters.fromFormData("until", "2027-02-10")
                        .with("reason", "Платёж в пути"))
                .exchange();
        answer.expectStatus().isSeeOther();
        http.post()
                .uri("/billing/receivables/" + tenant + "/grace")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .headers(headers -> headers.setBearerAuth(staff()))
                .body(BodyInserters.fromFormData("until", "2020-01-01"))
                .exchange()
                .expectStatus()
                .isEqualTo(422);
    }

    /** The cells of the first sheet, as XML. */
    private static String sheet(byte[] xlsx) {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(xlsx))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith("sheet1.xml")) {
                    return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        throw new AssertionError("no sheet");
    }
}
