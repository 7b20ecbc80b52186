package io.kvartal.billing.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.kvartal.billing.Billing;
import io.kvartal.billing.Invoice;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Set;
import java.util.zip.ZipFile;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.TestClock;
import kvartal.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.result.view.RedirectView;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

@DbTest
class LedgerHttpDbTests {
    private static final StaffAccess STAFF = new StaffAccess("tester", "invoice run in a test");

    @Autowired
    WebTestClient http;

    @Autowired
    Tokens tokens;

    @Autowired
    LedgerPages ledgerPages;

    @Autowired
    AccountPages accountPages;

    @Autowired
    StatementPages statementPages;

    @Autowired
    ReceivablesPages receivablesPages;

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

    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(ContentType.Html);
    private static final Ui UI = Ui.sample(Lang.RU);
    private static final Staff BILLING = new Staff("b", "Гульмира", Set.of(Role.BILLING));
    private static final Staff OPERATOR = new Staff("o", "Айдар", Set.of(Role.OPERATOR));

    private Member member(Role role) {
        return new Member(tenant, "alatau", "m", "Мадина", Set.of(role));
    }

    private Member accountant() {
        return member(Role.ACCOUNTANT);
    }

    private static String text(Mono<Rendering> answer) {
        var rendering = answer.block();
        var out = new StringOutput();
        ENGINE.render(rendering.view() + ".jte", rendering.modelAttributes().get("page"), out);
        return out.toString();
    }

    private static byte[] bytes(Mono<ResponseEntity<byte[]>> answer) {
        return answer.block().getBody();
    }

    private static String csv(Mono<ResponseEntity<byte[]>> answer) {
        return new String(bytes(answer), StandardCharsets.UTF_8);
    }

    private static ServerWebExchange form(String body) {
        return MockServerWebExchange.from(MockServerHttpRequest.post("/")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(body));
    }

    private static LedgerPages.Query journals(String account, TenantId tenant) {
        return new LedgerPages.Query(account, null, tenant.toString(), null, null, null);
    }

    private static AccountPages.Query query(String complex, String channel, Boolean credited, Integer page) {
        return new AccountPages.Query(null, complex, channel, credited, page);
    }

    private static final StatementPages.Query YEAR = new StatementPages.Query("2026-01-01", "2026-12-31");

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
        get("/api/v1/billing/ledger/journals?account=NONE", staff())
                .expectStatus()
                .isEqualTo(422);
        get("/api/v1/billing/ledger/journals?cursor=x", staff()).expectStatus().isEqualTo(422);
    }

    @Test
    void staffGoFromTheBalanceToTheJournalToItsDocument() {
        var invoice = invoiced();
        assertThat(text(ledgerPages.balance(BILLING, UI, null, tenant.toString())))
                .contains("/billing/ledger/journals?account=RECEIVABLE");
        var list = text(ledgerPages.journals(BILLING, UI, journals("RECEIVABLE", tenant)));
        assertThat(list).contains(invoice.number());
        var id = list.replaceAll("(?s).*href=\"/billing/ledger/journals/" + tenant + "/([^\"]+)\".*", "$1");
        assertThat(text(ledgerPages.journal(BILLING, UI, tenant, id)))
                .contains("/billing/invoices/" + tenant + "/" + invoice.id());
        assertThatThrownBy(() -> ledgerPages.journal(OPERATOR, UI, tenant, id)).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() ->
                        ledgerPages.journal(BILLING, UI, Tenants.random(), id).block())
                .isInstanceOf(Problem.NotFound.class);
        assertThat(csv(ledgerPages.csv(BILLING, UI, journals("", tenant))).lines())
                .hasSize(1 + 2 * 2 + 3);
        assertThat(sheet(bytes(ledgerPages.xlsx(BILLING, UI, journals("", tenant)))))
                .contains("34800");
        assertThat(isDone(ledgerPages.check(BILLING).block())).isTrue();
    }

    private int charges(AccountPages.Query query) {
        return text(accountPages.account(accountant(), UI, query)).split("/cabinet/billing/charges/", -1).length - 1;
    }

    @Test
    void aMemberSeesTheAccountFiltersItAndTakesItAway() {
        charged(60);
        assertThat(text(accountPages.account(accountant(), UI, query(null, null, null, null))))
                .contains("page=2", "/cabinet/billing/statement", "/cabinet/billing/payment-method", "<progress");
        assertThat(charges(query(null, null, null, null))).isEqualTo(50);
        assertThat(charges(query("", "", null, 2))).isEqualTo(10);
        assertThat(charges(query("park", "CALL", false, 1))).isEqualTo(50);
        assertThat(charges(query(null, "FORM", null, 1))).isZero();
        assertThat(charges(query("park", null, true, 1))).isZero();
        assertThat(csv(accountPages.csv(accountant(), UI, "2026-11")).lines()).hasSize(61);
        assertThat(sheet(bytes(accountPages.xlsx(accountant(), UI, "2026-11")))).contains("15000");
        assertThatThrownBy(() -> accountPages.account(member(Role.SALES), UI, query(null, null, null, null)))
                .isInstanceOf(Problem.Forbidden.class);
    }

    @Test
    void aStatementIsAPageAPaperAndASheetForBothSides() {
        var invoice = invoiced();
        assertThat(text(statementPages.own(accountant(), UI, new StatementPages.Query(null, null))))
                .contains(invoice.number());
        assertThat(bytes(statementPages.ownPdf(accountant(), UI, YEAR))).startsWith("%PDF".getBytes());
        assertThat(sheet(bytes(statementPages.ownXlsx(accountant(), UI, YEAR)))).contains("34800");
        assertThat(text(statementPages.any(BILLING, UI, tenant, YEAR))).contains(invoice.number());
        assertThat(bytes(statementPages.anyPdf(BILLING, UI, tenant, YEAR))).startsWith("%PDF".getBytes());
        assertThat(sheet(bytes(statementPages.anyXlsx(BILLING, UI, tenant, YEAR))))
                .contains("34800");
        assertThatThrownBy(() -> statementPages.any(OPERATOR, UI, tenant, YEAR)).isInstanceOf(Problem.Forbidden.class);
    }

    @ParameterizedTest
    @CsvSource({"2026-12-02,2026-12-01", "yesterday,", ",2026-13-01"})
    void wrongDaysAreRefused(String from, String to) {
        assertThatThrownBy(() -> statementPages
                        .own(accountant(), UI, new StatementPages.Query(from, to))
                        .block())
                .isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void aLimitIsSetAndAWrongOneComesBackWithASentence() {
        var set = accountPages
                .alert(accountant(), UI, form("limit=12+500,50&lang=kk"))
                .block();
        assertThat(isDone(set)).isTrue();
        assertThat(text(accountPages.account(accountant(), UI, query(null, null, null, null))))
                .contains("value=\"12500.5\"");
        var refused = accountPages.alert(accountant(), UI, form("limit=-5"));
        assertThat(refused.block().status()).isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(text(refused)).contains("value=\"-5\"", "id=\"limit-error\"");
    }

    @Test
    void receivablesAreAListAFileAndAGrace() {
        invoiced();
        clock.set(Instant.parse("2027-01-30T06:00:00Z"));
        assertThat(text(receivablesPages.list(BILLING, UI))).contains("/billing/statements/" + tenant);
        assertThat(csv(receivablesPages.csv(BILLING, UI))).contains("34800.00");
        var given = receivablesPages
                .grace(BILLING, UI, tenant, form("until=2027-02-10&reason=transfer"))
                .block();
        assertThat(isDone(given)).isTrue();
        var refused = receivablesPages.grace(BILLING, UI, tenant, form("until=2020-01-01&reason=x"));
        assertThat(refused.block().status()).isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static boolean isDone(Rendering answer) {
        return answer.view() instanceof RedirectView view && HttpStatus.SEE_OTHER.equals(view.getStatusCode());
    }

    /** The cells of the first sheet, as XML. */
    private static String sheet(byte[] xlsx) {
        try {
            var file = Files.createTempFile("sheet", ".xlsx");
            Files.write(file, xlsx);
            try (var zip = new ZipFile(file.toFile());
                    var cells = zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml"))) {
                return new String(cells.readAllBytes(), StandardCharsets.UTF_8);
            } finally {
                Files.delete(file);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
