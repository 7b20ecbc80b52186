package io.kvartal.billing.web;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.kvartal.billing.Billing;
import io.kvartal.billing.Charge;
import io.kvartal.billing.Credits;
import io.kvartal.billing.Invoice;
import io.kvartal.contract.BillingTerms;
import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.SampleContracts;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.Contacts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipInputStream;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.TestClock;
import kvartal.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** All papers of a developer in one archive: what is inside, what never is, and what is asked wrongly. */
@DbTest
class PapersDbTests {
    private static final StaffAccess STAFF = new StaffAccess("tester", "invoice run in a test");
    private static final String API = "/api/v1/cabinet/billing/archive";
    private static final String PAGE = "/cabinet/billing/archive";

    @Autowired
    WebTestClient http;

    @Autowired
    Tokens tokens;

    @Autowired
    ApplicationContext context;

    @Autowired
    Billing billing;

    @Autowired
    Credits credits;

    @Autowired
    Contracts contracts;

    @Autowired
    TestClock clock;

    private final TenantId tenant = Tenants.random();

    @BeforeEach
    void atTheUsualTime() {
        clock.set(TestClock.START);
    }

    private static ContractDraft contract() {
        return SampleContracts.cpl().withBilling(BillingTerms.USUAL.withGraceDays(0));
    }

    private Charge charged(TenantId of) {
        var call = Contacts.call(clock.instant(), Ids.next().toString(), 90);
        return billing.assess(of, call.contact(), "Парк", call).block().charge();
    }

    private void sign(TenantId of) {
        contracts.sign(of, contract(), "tester").block();
    }

    private Invoice invoiced(TenantId of) {
        sign(of);
        charged(of);
        billing.close(BillingPeriod.parse("2026-11"), STAFF).block();
        return billing.invoices(of).block().getFirst();
    }

    /** The JSON side with a token, the pages with a session. */
    private WebTestClient.ResponseSpec get(String path, TenantId of, String role) {
        if (path.startsWith("/cabinet")) {
            return new SignedIn(context).member(of, role).get().uri(path).exchange();
        }
        return http.mutate()
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(-1))
                .build()
                .get()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(tokens.member(of, "alatau", role)))
                .exchange();
    }

    private Map<String, byte[]> archive(String path, TenantId of) throws IOException {
        var bytes = get(path, of, "accountant")
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("application/zip")
                .expectBody()
                .returnResult()
                .getResponseBody();
        var files = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    @Test
    void theArchiveHoldsTheStatementTheInvoicesAndTheCreditNotesOfTheMonths() throws IOException {
        var invoice = invoiced(tenant);
        var charge =
                billing.charges(tenant, BillingPeriod.parse("2026-11")).block().getFirst();
        var note = credits.goodwill(tenant, charge.id(), Money.kzt(1_000), null, "sorry", "b")
                .block();
        var number = credits.document(tenant, note.id()).block().number();
        var today = "2026-11-" + clock.instant().toString().substring(8, 10);
        var credit = number == null ? "credit-note-" + note.id() : number;
        for (var path : new String[] {API, PAGE}) {
            var files = archive(path + "?from=2026-10&to=2026-11&lang=kk", tenant);
            assertThat(files)
                    .containsOnlyKeys(
                            "statement/statement-2026-10-01-" + today + ".pdf",
                            "statement/statement-2026-10-01-" + today + ".xlsx",
                            "invoices/2026-11/" + invoice.number() + ".pdf",
                            "invoices/2026-11/" + invoice.number() + ".xlsx",
                            "credits/2026-11/" + credit + ".pdf");
            files.forEach((name, content) -> assertThat(content)
                    .as(name)
                    .startsWith(name.endsWith(".pdf") ? "%PDF-".getBytes() : "PK".getBytes()));
        }
    }

    @Test
    void anInvoiceOfTheStatementIsThereAlsoWhenItsPeriodWasEarlierAndADraftOrAVoidOneIsNot() throws IOException {
        var invoice = invoiced(tenant);
        clock.set(Instant.parse("2026-12-20T06:00:00Z"));
        charged(tenant);
        clock.set(Instant.parse("2027-01-02T06:00:00Z"));
        billing.close(BillingPeriod.parse("2026-12"), STAFF).block();
        var second = billing.invoices(tenant).block().getFirst();
        assertThat(archive(API + "?from=2027-01&to=2027-01", tenant))
                .containsKeys("invoices/2026-12/" + second.number() + ".pdf")
                .doesNotContainKey("invoices/2026-11/" + invoice.number() + ".pdf");
        billing.voidInvoice(tenant, second.id()).block();
        assertThat(archive(API + "?from=2026-11&to=2027-01", tenant).keySet())
                .contains("invoices/2026-11/" + invoice.number() + ".pdf")
                .noneMatch(name -> name.contains(second.number()));
    }

    @Test
    void anotherDevelopersPapersAreNeverInIt() throws IOException {
        var other = Tenants.random();
        var theirs = invoiced(other);
        var own = invoiced(tenant);
        assertThat(archive(API, tenant).keySet())
                .contains("invoices/2026-11/" + own.number() + ".pdf")
                .noneMatch(name -> name.contains(theirs.number()));
        assertThat(archive(API, other).keySet())
                .contains("invoices/2026-11/" + theirs.number() + ".pdf")
                .noneMatch(name -> name.contains(own.number()));
    }

    @Test
    void monthsWithoutPapersAreAStatementAlone() throws IOException {
        sign(tenant);
        assertThat(archive(API + "?from=2025-01&to=2025-02", tenant))
                .containsOnlyKeys(
                        "statement/statement-2025-01-01-2025-02-28.pdf",
                        "statement/statement-2025-01-01-2025-02-28.xlsx");
    }

    @ParameterizedTest
    @CsvSource({"2026-11,2026-10", "2024-01,2026-11", "november,2026-11"})
    void wrongMonthsComeBackWithASentenceAndToProgramsAsAProblem(String from, String to) {
        sign(tenant);
        var query = "?from=" + from + "&to=" + to + "&lang=en";
        var page = get(PAGE + query, tenant, "accountant")
                .expectStatus()
                .isEqualTo(422)
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.TEXT_HTML)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(page)
                .contains("id=\"months-error\"", "value=\"" + from + "\"", "value=\"" + to + "\"", "month")
                .containsOnlyOnce("<h1");
        get(API + query, tenant, "accountant")
                .expectStatus()
                .isEqualTo(422)
                .expectHeader()
                .contentType("application/problem+json")
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/from");
    }

    @Test
    void onlyAccountantsTakePapersAwayAndOnlyOfACompanyWithAContract() {
        sign(tenant);
        for (var path : new String[] {API, PAGE, "/cabinet/billing/papers"}) {
            get(path, tenant, "sales").expectStatus().isForbidden();
        }
        get("/cabinet/billing/papers", tenant, "accountant").expectStatus().isOk();
        get(API, Tenants.random(), "accountant").expectStatus().isNotFound();
    }

    @ParameterizedTest
    @EnumSource(Lang.class)
    void theFormRendersInEveryLanguage(Lang lang) {
        var engine = TemplateEngine.createPrecompiled(ContentType.Html);
        var empty = PapersPage.of(Ui.sample(lang));
        for (var page : new PapersPage[] {empty, empty.refused(Map.of("from", "\"><script>"), "wrong")}) {
            var out = new StringOutput();
            engine.render("papers/page.jte", page, out);
            assertThat(out.toString())
                    .contains("value=\"2026-11\"", page.title())
                    .doesNotContain("<script>");
        }
    }
}
