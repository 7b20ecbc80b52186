package io.kvartal.billing.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.kvartal.contract.ContractDrafts;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.Person;
import io.kvartal.contract.SampleContracts;
import io.kvartal.platform.CurrentUser;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.TestClock;
import kvartal.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.result.view.RedirectView;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Drafts over HTTP: for programs, and as the forms of people. */
@DbTest
class ContractWebDbTests {
    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(ContentType.Html);
    private static final Staff ANNA = new Staff("anna", "Анна", Set.of(Role.BILLING));
    private static final Staff VERA = new Staff("vera", "Вера", Set.of(Role.ADMIN));
    private static final Person BORIS = new Person("boris", "Борис");

    @Autowired
    WebTestClient http;

    @Autowired
    Tokens tokens;

    @Autowired
    Contracts contracts;

    @Autowired
    ContractDrafts drafts;

    @Autowired
    ContractPages pages;

    @Autowired
    CabinetContractPages cabinet;

    @Autowired
    TestClock clock;

    private final TenantId tenant = Tenants.random();

    @BeforeEach
    void aTenantWithAContract() {
        clock.set(TestClock.START);
        contracts.sign(tenant, SampleContracts.cpl(), "tester").block();
    }

    private String page() {
        return "/billing/contracts/" + tenant;
    }

    private String api() {
        return "/api/v1/billing/contracts/" + tenant;
    }

    private WebTestClient.ResponseSpec get(String path, String token) {
        return http.get()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(token))
                .exchange();
    }

    private WebTestClient.ResponseSpec send(HttpMethod method, String path, String token, Object body) {
        return http.method(method)
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> headers.setBearerAuth(token))
                .bodyValue(body)
                .exchange();
    }

    private ContractForm proposal() {
        var draft = SampleContracts.cpl();
        return DraftForm.of(draft, "", 0).with("validFrom", "2026-12-01");
    }

    // ---- JSON ----

    @Test
    void aDraftIsPutReadApprovedByAnotherAndGone() {
        var billing = tokens.staff("billing");
        get(api() + "/draft", billing).expectStatus().isNotFound();
        var written = Map.of(
                "validFrom",
                "2026-12-01",
                "note",
                "новые цены",
                "prices",
                List.of(
                        Map.of("price", Map.of("amount", "15000.00", "currency", "KZT")),
                        Map.of(
                                "channel",
                                "FORM",
                                "room",
                                "STUDIO",
                                "price",
                                Map.of("amount", "12000.00", "currency", "KZT"))));
        send(HttpMethod.PUT, api() + "/draft?lang=ru", billing, written)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.version")
                .isEqualTo(1)
                .jsonPath("$.terms.minTalkSec")
                .isEqualTo(40)
                .jsonPath("$.disputes.windowDays")
                .isEqualTo(10)
                .jsonPath("$.billing.vat")
                .isEqualTo("STANDARD")
                .jsonPath("$.differences[?(@.kind=='ADDED')].text")
                .isEqualTo("Цена для «студия, заявка»: новое, 12\u00a0000\u00a0₸");
        send(HttpMethod.PUT, api() + "/draft", billing, written).expectStatus().isEqualTo(409);
        send(HttpMethod.POST, api() + "/draft/approval", billing, Map.of("version", 1))
                .expectStatus()
                .isForbidden()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("contract-own-draft");
        send(HttpMethod.POST, api() + "/draft/approval", tokens.staff("admin"), Map.of("version", 1))
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.version")
                .isEqualTo(2)
                .jsonPath("$.state")
                .isEqualTo("APPROVED");
        get(api() + "/draft", billing).expectStatus().isNotFound();
        get(api() + "/versions/2/differences?against=1", billing)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(2);
        get("/api/v1/cabinet/contracts", tokens.member(tenant, "alatau", "accountant"))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[1].state")
                .isEqualTo("IN_FORCE");
    }

    @Test
    void aWrongDraftIsRefusedFieldByFieldAndADiscardedOneIsGone() {
        var billing = tokens.staff("billing");
        send(
                        HttpMethod.PUT,
                        api() + "/draft",
                        billing,
                        Map.of(
                                "validFrom",
                                "2026-12-01",
                                "party",
                                Map.of("name", "x", "taxId", "12", "address", "", "email", "nobody")))
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[?(@.pointer=='/party/taxId')]")
                .exists()
                .jsonPath("$.errors[?(@.pointer=='/party/email')]")
                .exists();
        send(HttpMethod.PUT, api() + "/draft", billing, Map.of("validFrom", "2026-12-01", "monthlyLeadPlan", 90))
                .expectStatus()
                .isOk();
        http.delete()
                .uri(api() + "/draft?version=1")
                .headers(headers -> headers.setBearerAuth(billing))
                .exchange()
                .expectStatus()
                .isNoContent();
        get(api() + "/draft", billing).expectStatus().isNotFound();
    }

    @Test
    void onlyBillingChangesDrafts() {
        var manager = tokens.staff("manager");
        get(api() + "/draft", manager).expectStatus().isNotFound();
        send(HttpMethod.PUT, api() + "/draft", manager, Map.of("validFrom", "2026-12-01"))
                .expectStatus()
                .isForbidden();
        send(HttpMethod.POST, api() + "/draft/approval", manager, Map.of("version", 1))
                .expectStatus()
                .isForbidden();
    }

    // ---- pages ----

    /** What a browser would get. */
    private record Answer(int status, String location, String html) {}

    private static Answer answer(Mono<Rendering> work) {
        var rendering = work.block();
        if (rendering.view() instanceof RedirectView redirect) {
            return new Answer(redirect.getStatusCode().value(), redirect.getUrl(), "");
        }
        var out = new StringOutput();
        ENGINE.render(rendering.view() + ".jte", rendering.modelAttributes().get("page"), out);
        return new Answer(rendering.status().value(), "", out.toString());
    }

    private static Ui ui(CurrentUser who) {
        return Ui.sample(Lang.RU, who);
    }

    private static ServerWebExchange typed(ContractForm form) {
        return MockServerWebExchange.from(MockServerHttpRequest.post("/billing/contracts")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(form.fields().entrySet().stream()
                        .flatMap(field -> field.getValue().stream()
                                .map(value -> field.getKey() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)))
                        .collect(Collectors.joining("&"))));
    }

    private Answer save(ContractForm form) {
        return answer(pages.save(ANNA, ui(ANNA), tenant, typed(form)));
    }

    @Test
    void onlyBillingWritesOnPagesAndManagersRead() {
        var manager = new Staff("m", "Мира", Set.of(Role.MANAGER));
        assertThat(answer(pages.contract(manager, ui(manager), tenant, null)).html())
                .contains("ТОО «Алатау Девелопмент»")
                .doesNotContain("/draft\"");
        assertThatThrownBy(() -> pages.edit(manager, ui(manager), tenant)).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> pages.read(manager, ui(manager), tenant)).isInstanceOf(Problem.Forbidden.class);
        var sales = new Member(tenant, "alatau", "s", "Сауле", Set.of(Role.SALES));
        assertThatThrownBy(() -> cabinet.contract(sales, ui(sales), null)).isInstanceOf(Problem.Forbidden.class);
    }

    @Test
    void peopleWriteReadAndApproveADraft() {
        assertThat(answer(pages.edit(ANNA, ui(ANNA), tenant)).html()).contains("name=\"p3.price\"");
        assertThat(save(proposal().with("t.minTalkSec", "60")).location()).isEqualTo(page() + "/draft#differences");
        assertThat(answer(pages.edit(ANNA, ui(ANNA), tenant)).html()).contains("Минимальный разговор: 40 с → 60 с");
        assertThat(answer(pages.read(ANNA, ui(ANNA), tenant)).html())
                .contains("Утвердить должен другой сотрудник")
                .doesNotContain("Утвердить: действует");
        var seen = proposal().with("version", "1");
        var refused = answer(pages.approve(ANNA, ui(ANNA), tenant, typed(seen)));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.html()).contains("Вы последним меняли этот черновик");
        assertThat(answer(pages.read(VERA, ui(VERA), tenant)).html()).contains("Утвердить: действует с 1 декабря");
        assertThat(answer(pages.approve(VERA, ui(VERA), tenant, typed(seen))).location())
                .isEqualTo(page() + "?version=2");
        assertThat(answer(pages.version(ANNA, ui(ANNA), tenant, 2, null)).html())
                .contains("Минимальный разговор: 40 с → 60 с");
        assertThat(answer(pages.contract(ANNA, ui(ANNA), tenant, 2)).html())
                .contains("Составил(а) Анна, утвердил(а) Вера");
        assertThat(answer(pages.list(ANNA, ui(ANNA), ContractRow.Show.APPROVED, "алатау", 1))
                        .html())
                .contains("версия 2 с 1 декабря 2026");
        var head = new Member(tenant, "alatau", "h", "Хан", Set.of(Role.HEAD));
        assertThat(answer(cabinet.contract(head, ui(head), null)).html())
                .contains("<strong>по всем вашим комплексам вместе</strong>", "Минимальный разговор: 40 с → 60 с");
        assertThatThrownBy(() -> cabinet.contract(head, ui(head), 9).block()).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void aWrongFormComesBackWithEverythingTyped() {
        var wrong = save(proposal()
                .with("t.minTalkSec", "10")
                .with("p0.complex", "alatau-park")
                .with("p0.price", "не знаю")
                .with("note", "потому что"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.html())
                .contains("value=\"не знаю\"", "value=\"alatau-park\"", ">потому что</textarea>", "p0.price-error");
        var above = save(proposal().with("t.minTalkSec", "10").with("t.reviewFromSec", "20"));
        assertThat(above.status()).isEqualTo(422);
        assertThat(above.html())
                .contains("t.reviewFromSec-error", "Прослушивание начинается не позже минимального разговора");
        var slug = save(proposal().with("p0.complex", "Алатау").with("p0.price", "1"));
        assertThat(slug.html()).contains("p0.complex-error", "value=\"Алатау\"");
        assertThat(drafts.open(tenant).block()).isEmpty();
    }

    @Test
    void whoeverSavesLaterSeesTheOthersNameAndKeepsTheOwnValues() {
        var last = contracts.history(tenant).block().getFirst();
        drafts.save(tenant, 0, last.redraft(LocalDate.of(2026, 12, 5)).withPlan(50), "b", BORIS)
                .block();
        var late = save(proposal().with("plan", "70"));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.html()).contains("Борис", "name=\"version\" value=\"1\"", "50 обращений → 70 обращений");
        assertThat(save(proposal().with("plan", "70").with("version", "1")).status())
                .isEqualTo(303);
        assertThat(drafts.open(tenant).block().orElseThrow().content().monthlyLeadPlan())
                .isEqualTo(70);
    }

    @Test
    void aComplexIsAddedByAButtonAndADraftIsDiscardedAndStaysReadable() {
        assertThat(save(proposal().with("newComplex", "alatau-park").with("do", "complex"))
                        .location())
                .isEqualTo(page() + "/draft#complexes-section");
        assertThat(drafts.open(tenant).block().orElseThrow().content().complexTerms())
                .containsOnlyKeys("alatau-park");
        var one = proposal().with("version", "1");
        assertThat(answer(pages.discard(ANNA, tenant, typed(one))).status()).isEqualTo(303);
        var closed = drafts.all(tenant).block().getFirst();
        assertThat(answer(pages.closed(ANNA, ui(ANNA), tenant, closed.id())).html())
                .contains("Комплекс alatau-park: свои правила вместо общих");
        assertThatThrownBy(() ->
                        pages.contract(ANNA, ui(ANNA), Tenants.random(), null).block())
                .isInstanceOf(Problem.NotFound.class);
    }
}
