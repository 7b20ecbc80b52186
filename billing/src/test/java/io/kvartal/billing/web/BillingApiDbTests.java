package io.kvartal.billing.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.billing.Billing;
import io.kvartal.billing.Charge;
import io.kvartal.billing.Invoice;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.SampleContracts;
import io.kvartal.platform.StaffAccess;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Ids;
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

@DbTest
class BillingApiDbTests {
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
        contracts.sign(tenant, SampleContracts.cpl(), "tester").block();
    }

    private Charge charged() {
        var call = Contacts.call(clock.instant(), Ids.next().toString(), 90);
        return billing.assess(tenant, call.contact(), "call", call).block().charge();
    }

    private Invoice invoiced() {
        charged();
        billing.close(BillingPeriod.parse("2026-11"), STAFF).block();
        return billing.invoices(tenant).block().getFirst();
    }

    private WebTestClient.ResponseSpec get(String path, String token) {
        return http.get()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(token))
                .exchange();
    }

    private WebTestClient.ResponseSpec post(String path, String token, Object body) {
        return http.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> headers.setBearerAuth(token))
                .bodyValue(body)
                .exchange();
    }

    private String accountant() {
        return tokens.member(tenant, "alatau", "accountant");
    }

    @Test
    void aMemberReadsChargesWithTheirReceipts() {
        var charge = charged();
        get("/api/v1/cabinet/charges?period=2026-11", accountant())
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(1)
                .jsonPath("$.items[0].amount.amount")
                .isEqualTo("15000.00")
                .jsonPath("$.total.currency")
                .isEqualTo("KZT");
        get("/api/v1/cabinet/charges/" + charge.id() + "/receipt?lang=en", accountant())
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.receipt.verdict.code")
                .isEqualTo("TARGET")
                .jsonPath("$.receipt.contract.version")
                .isEqualTo(1)
                .jsonPath("$.receipt.rules[?(@.rule=='talk')].values[?(@.name=='minTalkSec')].value")
                .isEqualTo("40");
    }

    @Test
    void anInvoiceIsReadPrintedAndPaidOnItsPage() {
        var invoice = invoiced();
        get("/api/v1/cabinet/invoices", accountant())
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[0].number")
                .isEqualTo(invoice.number());
        get("/api/v1/cabinet/invoices/" + invoice.id(), accountant())
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.lines[0].charges.length()")
                .isEqualTo(1)
                .jsonPath("$.total.amount")
                .isEqualTo("17400.00");
        for (var lang : new String[] {"ru", "kk", "en"}) {
            var pdf = get("/api/v1/cabinet/invoices/" + invoice.id() + "/pdf?lang=" + lang, accountant())
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .contentType(MediaType.APPLICATION_PDF)
                    .expectBody()
                    .returnResult()
                    .getResponseBody();
            assertThat(new String(pdf, 0, 5, java.nio.charset.StandardCharsets.US_ASCII))
                    .isEqualTo("%PDF-");
            keep("invoice-" + lang + ".pdf", pdf);
        }
    }

    private static void keep(String name, byte[] bytes) {
        var folder = System.getProperty("kvartal.keep");
        if (folder != null) {
            try {
                java.nio.file.Files.write(java.nio.file.Path.of(folder, name), bytes);
            } catch (java.io.IOException failure) {
                throw new java.io.UncheckedIOException(failure);
            }
        }
    }

    @Test
    void anotherTenantsChargesAndInvoicesDoNotExist() {
        var charge = charged();
        var invoice = invoiced();
        var other = tokens.member(Tenants.random(), "other", "head");
        for (var path : new String[] {
            "/charges/" + charge.id() + "/receipt",
            "/invoices/" + invoice.id(),
            "/invoices/" + invoice.id() + "/pdf",
            "/invoices/" + invoice.id() + "/payment",
            "/invoices/not-an-id"
        }) {
            get("/api/v1/cabinet" + path, other).expectStatus().isNotFound();
        }
    }

    @Test
    void salesPeopleSeeReceiptsAndNoInvoices() {
        var charge = charged();
        var sales = tokens.member(tenant, "alatau", "sales");
        get("/api/v1/cabinet/charges/" + charge.id() + "/receipt", sales)
                .expectStatus()
                .isOk();
        get("/api/v1/cabinet/invoices", sales).expectStatus().isForbidden();
    }

    @Test
    void staffCloseAMonthAndReadABalancedLedger() {
        charged();
        var staff = tokens.staff("billing");
        post("/api/v1/billing/invoice-runs", staff, Map.of("period", "2026-11"))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.created[?(@.total.amount=='17400.00')]")
                .exists();
        post("/api/v1/billing/invoice-runs", staff, Map.of("period", "2026-11"))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.created.length()")
                .isEqualTo(0);
        get("/api/v1/billing/ledger/trial-balance", staff)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.balanced")
                .isEqualTo(true)
                .jsonPath("$.total.amount")
                .isEqualTo("0.00");
        post("/api/v1/billing/invoice-runs", staff, Map.of("period", "soon"))
                .expectStatus()
                .isEqualTo(422);
        post("/api/v1/billing/invoice-runs", tokens.staff("operator"), Map.of("period", "2026-11"))
                .expectStatus()
                .isForbidden();
        post("/api/v1/billing/invoice-runs", accountant(), Map.of("period", "2026-11"))
                .expectStatus()
                .isForbidden();
    }

    @Test
    void staffSignTheNextVersionAndWhatIsLeftOutStays() {
        var staff = tokens.staff("billing");
        post(
                        "/api/v1/billing/contracts",
                        staff,
                        Map.of("tenant", tenant.toString(), "validFrom", "2026-12-01", "monthlyLeadPlan", 70))
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.version")
                .isEqualTo(2)
                .jsonPath("$.prices[0].price.amount")
                .isEqualTo("15000.00")
                .jsonPath("$.terms.minTalkSec")
                .isEqualTo(40);
        get("/api/v1/billing/contracts?tenant=" + tenant, staff)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(2)
                .jsonPath("$.items[1].validTo")
                .isEqualTo("2026-12-01");
        post("/api/v1/billing/contracts", staff, Map.of("tenant", tenant.toString(), "validFrom", "2026-01-05"))
                .expectStatus()
                .isEqualTo(422);
        post("/api/v1/billing/contracts", staff, Map.of("validFrom", "2027-01-05"))
                .expectStatus()
                .isEqualTo(422);
    }

    @Test
    void aDealNeedsAFixation() {
        post(
                        "/api/v1/billing/deals",
                        tokens.staff("billing"),
                        Map.of(
                                "tenant", tenant.toString(),
                                "lead", Ids.next().toString(),
                                "contractSum", Map.of("amount", "30000000.00", "currency", "KZT"),
                                "signedOn", "2026-11-10",
                                "paidOn", "2026-11-12"))
                .expectStatus()
                .isEqualTo(409);
    }
}
