package io.kvartal.billing.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.contract.Contracts;
import io.kvartal.contract.SampleContracts;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.TestClock;
import kvartal.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The payment screens with a real database: who may, and what a wrong input gets. */
@DbTest
class PaymentWebDbTests {
    private static final Ui UI = Ui.sample(Lang.RU);
    private static final Staff BILLING = new Staff("b", "бухгалтер", Set.of(Role.BILLING));
    private static final Staff OPERATOR = new Staff("o", "оператор", Set.of(Role.OPERATOR));

    @Autowired
    PaymentPages payments;

    @Autowired
    BankPages bank;

    @Autowired
    RefundPages refunds;

    @Autowired
    PaymentDisputePages disputes;

    @Autowired
    ReconciliationPages reconciliations;

    @Autowired
    PutAsidePages aside;

    @Autowired
    CabinetPaymentPages cabinet;

    @Autowired
    WebTestClient http;

    @Autowired
    Tokens tokens;

    @Autowired
    Contracts contracts;

    @Autowired
    TestClock clock;

    private final TenantId tenant = Tenants.random();

    @BeforeEach
    void aDeveloper() {
        clock.set(TestClock.START);
        contracts.sign(tenant, SampleContracts.cpl(), "tester").block();
    }

    private static ServerWebExchange form(Map<String, String> fields) {
        var body = new StringBuilder();
        fields.forEach((name, value) -> body.append(name)
                .append('=')
                .append(java.net.URLEncoder.encode(value, java.nio.charset.StandardCharsets.UTF_8))
                .append('&'));
        return MockServerWebExchange.from(MockServerHttpRequest.post("/")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(body.toString()));
    }

    private static ServerWebExchange file(String text) {
        return MockServerWebExchange.from(MockServerHttpRequest.post("/")
                .contentType(MediaType.parseMediaType("multipart/form-data; boundary=x"))
                .body("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"statement.csv\"\r\n"
                        + "Content-Type: text/csv\r\n\r\n" + text + "\r\n--x--\r\n"));
    }

    private static int status(Rendering rendering) {
        var status = rendering.status();
        var plain = status == null ? 200 : status.value();
        return rendering.view() instanceof org.springframework.web.reactive.result.view.RedirectView ? 303 : plain;
    }

    private static String to(Rendering rendering) {
        return ((org.springframework.web.reactive.result.view.RedirectView) rendering.view()).getUrl();
    }

    private static String error(Rendering rendering) {
        return switch (rendering.modelAttributes().get("page")) {
            case PaymentsPage page -> page.error();
            case BankPage page -> page.error();
            case BankLinesPage page -> page.error();
            case ReconciliationPage page -> page.error();
            default -> null;
        };
    }

    @Test
    void accountantsOfThePortalSeeEveryScreenAndOthersSeeNone() {
        var screens = List.<Function<Staff, Mono<Rendering>>>of(
                who -> payments.list(who, UI, Map.of("source", "BANK", "from", "2026-11-01", "q", "x")),
                who -> bank.list(who, UI),
                who -> bank.suspense(who, UI),
                who -> refunds.list(who, UI),
                who -> disputes.list(who, UI),
                who -> reconciliations.show(who, UI, Map.of("thing", "INVOICE", "kind", "AMOUNT", "open", "true")),
                who -> aside.show(who, UI));
        for (var screen : screens) {
            assertThat(status(screen.apply(BILLING).block())).isEqualTo(200);
            assertThatThrownBy(() -> screen.apply(OPERATOR)).isInstanceOf(Problem.Forbidden.class);
        }
        assertThat(payments.file(BILLING, UI, Map.of()).block().getBody()).isNotEmpty();
        assertThat(reconciliations.file(BILLING, Map.of()).block().getBody()).isNotEmpty();
        var accountant = new Member(tenant, "a", "u", "бухгалтер", Set.of(Role.ACCOUNTANT));
        var sales = new Member(tenant, "a", "s", "продажи", Set.of(Role.SALES));
        assertThat(status(cabinet.payments(accountant, UI).block())).isEqualTo(200);
        assertThat(status(cabinet.card(accountant, UI).block())).isEqualTo(200);
        assertThat(status(cabinet.autopay(accountant, UI, form(Map.of("autopay", "on")))
                        .block()))
                .isEqualTo(422);
        assertThatThrownBy(() -> cabinet.payments(sales, UI)).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> cabinet.card(sales, UI)).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> payments.one(BILLING, UI, tenant, Ids.next()).block())
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> disputes.one(BILLING, UI, tenant, Ids.next()).block())
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> bank.one(BILLING, UI, Ids.next()).block()).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void aPaymentByHandNeedsAReasonAndIsOneHoweverOftenItIsSent() {
        var typed = Map.of(
                "tenant",
                tenant.toString(),
                "amount",
                "1 500,50",
                "key",
                Ids.next().toString(),
                "note",
                "касса");
        for (var i = 0; i < 2; i++) {
            assertThat(status(payments.enter(BILLING, UI, form(typed)).block())).isEqualTo(303);
        }
        var list = (PaymentsPage) payments.list(BILLING, UI, Map.of("tenant", tenant.toString()))
                .block()
                .modelAttributes()
                .get("page");
        assertThat(list.payments()).singleElement().satisfies(one -> {
            assertThat(one.amount().minor()).isEqualTo(150_050);
            assertThat(one.invoice()).isNull();
        });
        for (var wrong : List.of(
                Map.of("note", ""),
                Map.of("amount", "0"),
                Map.of("amount", "x"),
                Map.of("day", "2099-01-01"),
                Map.of("invoice", "KV-999999"))) {
            var fields = new java.util.HashMap<>(typed);
            fields.put("key", UUID.randomUUID().toString());
            fields.putAll(wrong);
            var answer = payments.enter(BILLING, UI, form(fields)).block();
            assertThat(status(answer)).as(wrong.toString()).isEqualTo(422);
            assertThat(error(answer)).isNotBlank();
        }
    }

    @Test
    void aStatementIsUploadedShownAndGivenBackAsItCame() {
        var text = "дата;референс;сумма;бин;назначение\n03.12.2026;" + Ids.next() + ";17,50;;перевод от кого-то\n";
        var there = to(bank.upload(BILLING, UI, file(text)).block());
        assertThat(to(bank.upload(BILLING, UI, file(text)).block())).isEqualTo(there);
        var id = Ids.parse(there.substring(there.lastIndexOf('/') + 1));
        var page = (BankLinesPage)
                bank.one(BILLING, UI, id).block().modelAttributes().get("page");
        assertThat(page.lines())
                .singleElement()
                .satisfies(one -> assertThat(one.line().purpose()).isEqualTo("перевод от кого-то"));
        var original = DataBufferUtils.join(bank.file(BILLING, id).block().getBody())
                .map(buffer -> buffer.toString(java.nio.charset.StandardCharsets.UTF_8))
                .block();
        assertThat(original).isEqualTo(text);
        bank.apply(BILLING, id).block();
        var line = page.lines().getFirst().line().id();
        assertThat(status(
                        bank.aside(BILLING, UI, line, form(Map.of("note", " "))).block()))
                .isEqualTo(422);
        assertThat(status(bank.assign(BILLING, UI, line, form(Map.of("tenant", tenant.toString())))
                        .block()))
                .isEqualTo(303);
        assertThat(error(bank.assign(BILLING, UI, line, form(Map.of("tenant", tenant.toString())))
                        .block()))
                .isNotBlank();
        assertThat(status(bank.undo(BILLING, UI, line, form(Map.of("note", "не то")))
                        .block()))
                .isEqualTo(303);
    }

    @Test
    void aFileThatCannotBeReadComesBackWithTheLine() {
        var answer =
                bank.upload(BILLING, UI, file("date;amount\n03.12.2026;many\n")).block();
        assertThat(status(answer)).isEqualTo(422);
        assertThat(error(answer)).contains("Строка 2", "many");
        assertThat(status(bank.upload(BILLING, UI, file("")).block())).isEqualTo(422);
        assertThat(error(bank.upload(BILLING, UI, file("x".repeat(5 * 1024 * 1024 + 1)))
                        .block()))
                .contains("5");
    }

    @Test
    void aProgramAsksForAReconciliation() {
        var started = http.post()
                .uri("/api/v1/billing/reconciliations")
                .headers(headers -> headers.setBearerAuth(tokens.staff("billing")))
                .exchange();
        assertThat(started.returnResult(String.class).getStatus().value()).isIn(202, 409);
        http.get()
                .uri("/api/v1/billing/reconciliations")
                .headers(headers -> headers.setBearerAuth(tokens.staff("billing")))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[0].progress")
                .exists();
        http.get()
                .uri("/api/v1/billing/reconciliations")
                .headers(headers -> headers.setBearerAuth(tokens.staff("operator")))
                .exchange()
                .expectStatus()
                .isForbidden();
    }
}
