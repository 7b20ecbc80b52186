package io.kvartal.billing.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.billing.Billing;
import io.kvartal.billing.Charge;
import io.kvartal.billing.Invoice;
import io.kvartal.contract.BillingTerms;
import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.SampleContracts;
import io.kvartal.platform.StaffAccess;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Ids;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.Contacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipFile;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.TestClock;
import kvartal.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Invoices over HTTP: what staff and a developer's accountant read, keep as files and do. */
@DbTest
class InvoiceApiDbTests {
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
    void atTheUsualTime() {
        clock.set(TestClock.START);
    }

    private void sign(ContractDraft draft) {
        contracts.sign(tenant, draft, "tester").block();
    }

    private Charge charged() {
        var call = Contacts.call(clock.instant(), Ids.next().toString(), 90);
        return billing.assess(tenant, call.contact(), "=park", call).block().charge();
    }

    private Invoice invoiced(int charges) {
        sign(SampleContracts.cpl());
        for (int i = 0; i < charges; i++) {
            charged();
        }
        billing.close(BillingPeriod.parse("2026-11"), STAFF).block();
        return billing.invoices(tenant).block().getFirst();
    }

    private WebTestClient.ResponseSpec get(String path, String token) {
        return http.mutate()
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(-1))
                .build()
                .get()
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

    private byte[] file(String path, String token, String type) {
        return get(path, token)
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(type)
                .expectBody()
                .returnResult()
                .getResponseBody();
    }

    /** By its directory, as a spreadsheet program reads it. */
    private static Map<String, String> unzipped(byte[] bytes) throws IOException {
        var file = Files.createTempFile("kvartal-test", ".zip");
        try {
            Files.write(file, bytes);
            var texts = new HashMap<String, String>();
            try (var zip = new ZipFile(file.toFile())) {
                for (var entry : Collections.list(zip.entries())) {
                    texts.put(
                            entry.getName(),
                            new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
                }
            }
            return texts;
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void aLineOpensItsChargesFiftyAPageWithTheirSums() {
        var invoice = invoiced(53);
        var path = "/api/v1/cabinet/invoices/" + invoice.id();
        get(path, accountant())
                .expectBody()
                .jsonPath("$.lines[0].counts.raw")
                .isEqualTo(53)
                .jsonPath("$.lines[0].counts.billed")
                .isEqualTo(53)
                .jsonPath("$.lines[0].period")
                .isEqualTo("2026-11")
                .jsonPath("$.history[0].act")
                .isEqualTo("FINALISED");
        get(path + "/lines/1/charges?page=2", accountant())
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(3)
                .jsonPath("$.amount.amount")
                .isEqualTo("795000.00")
                .jsonPath("$.page.totalItems")
                .isEqualTo(53);
        get(path + "/lines/1/charges?page=3", accountant()).expectStatus().isNotFound();
        get(path + "/lines/2/charges", accountant()).expectStatus().isNotFound();
        get("/api/v1/billing/invoices/" + tenant + "/" + invoice.id() + "/lines/1/charges", tokens.staff("billing"))
                .expectStatus()
                .isOk();
    }

    @Test
    void theSpreadsheetHoldsTheLinesAndEveryChargeAndNoFormula() throws IOException {
        var invoice = invoiced(51);
        var files = unzipped(
                file("/api/v1/cabinet/invoices/" + invoice.id() + "/xlsx?lang=en", accountant(), InvoiceFile.XLSX));
        assertThat(files.get("xl/workbook.xml")).contains("\"Invoice\"").contains("\"Charges\"");
        var charges = files.get("xl/worksheets/sheet2.xml");
        assertThat(charges.split("<row ", -1)).hasSize(1 + 1 + 51);
        assertThat(charges).doesNotContain("<f>").contains("park");
        assertThat(files.get("xl/worksheets/sheet1.xml")).contains("765000").doesNotContain("<f>");
    }

    @Test
    void aMonthsInvoicesComeAsOneArchive() throws IOException {
        var invoice = invoiced(1);
        var files =
                unzipped(file("/api/v1/billing/invoice-archives/2026-11", tokens.staff("billing"), "application/zip"));
        assertThat(files).containsKey(invoice.number() + ".pdf");
        assertThat(files.get(invoice.number() + ".pdf")).startsWith("%PDF-");
        get("/api/v1/billing/invoice-archives/2026-11", accountant())
                .expectStatus()
                .isForbidden();
    }

    @Test
    void aDraftIsSeenFinalisedAndWrittenOffWithAReason() {
        sign(SampleContracts.cpl().withBilling(BillingTerms.USUAL.withGraceDays(5)));
        charged();
        clock.set(Instant.parse("2026-12-01T05:00:00Z"));
        var staff = tokens.staff("billing");
        get("/api/v1/billing/invoice-forecasts/2026-11", staff)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[?(@.tenant=='" + tenant + "')].changesUntil")
                .isEqualTo("2026-12-05T19:00:00Z");
        post("/api/v1/billing/invoice-runs", staff, Map.of("period", "2026-11"))
                .expectBody()
                .jsonPath("$.created[?(@.developer=='" + tenant + "')].state")
                .isEqualTo("DRAFT");
        var draft = billing.invoices(tenant).block().getFirst();
        var path = "/api/v1/billing/invoices/" + tenant + "/" + draft.id();
        get("/api/v1/billing/invoices?period=2026-11&state=DRAFT&q=алатау", staff)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[?(@.id=='" + draft.id() + "')].changesUntil")
                .isEqualTo("2026-12-05T19:00:00Z");
        file("/api/v1/cabinet/invoices/" + draft.id() + "/pdf", accountant(), "application/pdf");
        post(path + "/write-off", staff, Map.of("reason", "x")).expectStatus().isEqualTo(409);
        post(path + "/finalisation", staff, Map.of())
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo("FINAL");
        post(path + "/write-off", staff, Map.of()).expectStatus().isEqualTo(422);
        post(path + "/write-off", tokens.staff("operator"), Map.of("reason", "x"))
                .expectStatus()
                .isForbidden();
        post(path + "/write-off", staff, Map.of("reason", "bankrupt"))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo("UNCOLLECTIBLE");
        get("/api/v1/billing/invoices?state=nonsense", staff).expectStatus().isEqualTo(422);
    }

    @Test
    void aRunIsReadAgainAfterwards() {
        invoiced(1);
        var staff = tokens.staff("billing");
        var runs = get("/api/v1/billing/invoice-runs", staff)
                .expectStatus()
                .isOk()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
        var id = ((Map<?, ?>) ((java.util.List<?>) runs.get("items")).getFirst()).get("id");
        get("/api/v1/billing/invoice-runs/" + id, staff)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.run.state")
                .isEqualTo("DONE")
                .jsonPath("$.result.created[?(@.developer=='" + tenant + "')].total.amount")
                .isEqualTo("17400.00");
        get("/api/v1/billing/invoice-runs/" + Ids.next(), staff).expectStatus().isNotFound();
    }

    @Test
    void anotherTenantsInvoiceDoesNotExist() {
        var invoice = invoiced(1);
        var other = tokens.member(Tenants.random(), "other", "head");
        for (var path : new String[] {"", "/lines/1/charges", "/xlsx", "/pdf"}) {
            get("/api/v1/cabinet/invoices/" + invoice.id() + path, other)
                    .expectStatus()
                    .isNotFound();
        }
        get("/api/v1/billing/invoices/" + Tenants.random() + "/" + invoice.id(), tokens.staff("billing"))
                .expectStatus()
                .isNotFound();
    }
}
