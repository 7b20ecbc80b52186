package io.kvartal.lead;

import static io.kvartal.lead.LeadScene.buyer;
import static io.kvartal.lead.LeadScene.form;
import static io.kvartal.lead.LeadScene.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.catalogue.Complex;
import io.kvartal.contract.CommercialModel;
import io.kvartal.shared.PhoneNumber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import kvartal.testing.DbTest;
import kvartal.testing.TestClock;
import kvartal.testing.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DbTest
class LeadHttpDbTests {
    @Autowired
    WebTestClient http;

    @Autowired
    Leads leads;

    @Autowired
    LeadScene scene;

    @Autowired
    Tokens tokens;

    @Autowired
    TestClock clock;

    @Autowired
    JsonMapper json;

    @BeforeEach
    @AfterEach
    void mondayMorning() {
        clock.set(TestClock.START);
    }

    private static Map<String, Object> body(Complex complex, PhoneNumber buyer, String... consents) {
        return Map.of(
                "complex", complex.slug(),
                "name", "Айгерим",
                "phone", buyer.display(),
                "locale", "kk",
                "consents", List.of(consents));
    }

    // ---- the buyer ----

    @Test
    void aRequestIsAcceptedAndItsPassportIsPrivate() {
        var complex = scene.complexOf(CommercialModel.CPL);
        var accepted = read(post("/api/v1/leads", body(complex, buyer(), "contact", "share"))
                .expectStatus()
                .isAccepted());
        assertThat(accepted.get("promisedBy").asString()).isEqualTo("2026-11-16T06:15:00Z");
        var token = accepted.get("passport").asString();
        var passport = read(http.get()
                .uri("/api/v1/requests/" + token)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals(HttpHeaders.CACHE_CONTROL, "no-store")
                .expectHeader()
                .valueEquals("X-Robots-Tag", "noindex"));
        assertThat(passport.get("state").asString()).isEqualTo("WAITING");
        assertThat(passport.get("caller").asString()).isEqualTo(complex.developerName());
        assertThat(passport.get("asked").get("phone").asString()).contains("•");
        var answered = read(post("/api/v1/requests/" + token + "/answer", Map.of("called", true))
                .expectStatus()
                .isOk());
        assertThat(answered.get("state").asString()).isEqualTo("CALLED");
        http.delete()
                .uri("/api/v1/requests/" + token + "/consents/share")
                .exchange()
                .expectStatus()
                .isOk();
        http.get().uri("/api/v1/requests/nonsense").exchange().expectStatus().isNotFound();
    }

    @Test
    void withoutConsentOrWithAWrongPhoneTheAnswerSaysWhatToChange() {
        var complex = scene.complexOf(CommercialModel.CPL);
        var noConsent = read(post("/api/v1/leads", body(complex, buyer(), "share"))
                .expectStatus()
                .isEqualTo(422));
        assertThat(noConsent.get("errors").get(0).get("pointer").asString()).isEqualTo("/consents");
        var wrongPhone = read(
                post("/api/v1/leads", Map.of("complex", complex.slug(), "phone", "12", "consents", List.of("contact")))
                        .expectStatus()
                        .isEqualTo(422));
        assertThat(wrongPhone.get("errors").get(0).get("pointer").asString()).isEqualTo("/phone");
        var unknown = read(post(
                        "/api/v1/leads",
                        Map.of("complex", "no-such", "phone", "+77012345678", "consents", List.of("contact")))
                .expectStatus()
                .isEqualTo(422));
        assertThat(unknown.get("errors").get(0).get("pointer").asString()).isEqualTo("/complex");
        assertThat(scene.rows(complex.developer(), "lead")).isZero();
    }

    @Test
    void theSameKeyAndBodyGetTheFirstAnswer() {
        var complex = scene.complexOf(CommercialModel.CPL);
        var body = body(complex, buyer(), "contact");
        var first = keyed("k-" + complex.slug(), body)
                .expectStatus()
                .isAccepted()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        var second = keyed("k-" + complex.slug(), body)
                .expectStatus()
                .isAccepted()
                .expectHeader()
                .valueEquals("Idempotency-Replayed", "true")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(second).isEqualTo(first);
        keyed("k-" + complex.slug(), body(complex, buyer(), "contact"))
                .expectStatus()
                .isEqualTo(422);
        assertThat(scene.rows(complex.developer(), "lead")).isEqualTo(1);
    }

    @Test
    void aFailureMayBeTriedAgainWithTheSameKey() {
        var complex = scene.complexOf(CommercialModel.CPL);
        var key = "again-" + complex.slug();
        keyed(key, body(complex, buyer(), "share")).expectStatus().isEqualTo(422);
        keyed(key, body(complex, buyer(), "contact")).expectStatus().isAccepted();
    }

    @Test
    void theFormWorksWithoutJavaScript() {
        var complex = scene.complexOf(CommercialModel.CPL);
        var shown = page("/ru/zhk/" + complex.slug() + "/request");
        assertThat(shown.html()).contains("до 11:15");
        clock.advance(Duration.ofSeconds(30));
        var wrong = send(shown, complex, Map.of("phone", "12", "name", "Дана <b>"))
                .expectStatus()
                .isEqualTo(422);
        var again = wrong.expectBody(String.class).returnResult().getResponseBody();
        assertThat(again).contains("Дана &lt;b>").contains("aria-invalid=\"true\"");
        var done = send(
                        shown,
                        complex,
                        Map.of("phone", buyer().display(), "consentContact", "on", "consentShare", "on"))
                .expectStatus()
                .isSeeOther()
                .returnResult(String.class)
                .getResponseHeaders()
                .getLocation();
        assertThat(done.getPath()).startsWith("/ru/request/");
        assertThat(scene.rows(complex.developer(), "lead")).isEqualTo(1);
        var passport = page(done.getPath());
        assertThat(passport.html())
                .contains("Вам позвонят")
                .contains("noindex")
                .contains("name=\"called\" value=\"false\"");
        http.post()
                .uri(done.getPath() + "/answer")
                .cookie("kv_csrf", passport.csrf())
                .body(BodyInserters.fromFormData("_csrf", passport.field("_csrf"))
                        .with("called", "false"))
                .exchange()
                .expectStatus()
                .isSeeOther();
        assertThat(scene.events(complex.developer(), BuyerAnswered.class)).isEqualTo(1);
        http.post()
                .uri(done.getPath() + "/consents/contact/withdrawal")
                .cookie("kv_csrf", passport.csrf())
                .body(BodyInserters.fromFormData("_csrf", passport.field("_csrf")))
                .exchange()
                .expectStatus()
                .isSeeOther();
        assertThat(page(done.getPath()).html()).contains("Заявка отозвана");
    }

    @Test
    void pagesOfARequestSpeakAllThreeLanguages() {
        var complex = scene.complexOf(CommercialModel.FREE);
        var token = get(leads.request(form(complex, buyer(), null))).passport();
        for (var lang : List.of("ru", "kk", "en")) {
            assertThat(page("/" + lang + "/request/" + token).html()).contains("lang=\"" + lang + "\"");
            assertThat(page("/" + lang + "/zhk/" + complex.slug() + "/request").html())
                    .contains("lang=\"" + lang + "\"");
        }
    }

    // ---- the developer ----

    @Test
    void theCabinetListsMovesAndRecords() {
        var complex = scene.complexOf(CommercialModel.CPL);
        var token = tokens.member(complex.developer(), complex.developerSlug(), "sales");
        var id = get(leads.request(form(complex, buyer(), null))).lead();
        var list = read(as(token, "/api/v1/cabinet/leads?stage=NEW&view=unanswered&from=2026-11-16&to=2026-11-16")
                .expectStatus()
                .isOk());
        var row = list.get("items").get(0);
        assertThat(row.get("id").asString()).isEqualTo(id.toString());
        assertThat(row.get("complex").asString()).isEqualTo(complex.slug());
        assertThat(row.get("buyer").get("phone").asString()).startsWith("+7701");
        assertThat(row.get("stage").asString()).isEqualTo("NEW");
        assertThat(list.get("nextCursor").isNull()).isTrue();

        var lead = "/api/v1/cabinet/leads/" + id;
        var moved = read(http.put()
                .uri(lead + "/stage")
                .headers(h -> h.setBearerAuth(token))
                .bodyValue(
                        Map.of("stage", "SHOWING", "version", row.get("version").asInt()))
                .exchange()
                .expectStatus()
                .isOk());
        assertThat(moved.get("stage").asString()).isEqualTo("SHOWING");
        http.put()
                .uri(lead + "/stage")
                .headers(h -> h.setBearerAuth(token))
                .bodyValue(
                        Map.of("stage", "BOOKING", "version", row.get("version").asInt()))
                .exchange()
                .expectStatus()
                .isEqualTo(409);
        http.post()
                .uri(lead + "/contact-attempts")
                .headers(h -> h.setBearerAuth(token))
                .bodyValue(Map.of("at", clock.instant().toString(), "outcome", "reached", "note", "ok"))
                .exchange()
                .expectStatus()
                .isCreated();
        var card = read(as(token, lead).expectStatus().isOk());
        assertThat(card.get("stage").asString()).isEqualTo("SHOWING");
        assertThat(card.get("verdict").asString()).isEqualTo("TARGET");
        assertThat(card.get("charge").get("amount").get("amount").asString()).isEqualTo("15000.00");
        assertThat(card.get("timeline").size()).isGreaterThan(4);
    }

    @Test
    void anotherCompanysLeadIsNotFound() {
        var complex = scene.complexOf(CommercialModel.FREE);
        var other = scene.complexOf(CommercialModel.FREE);
        var id = get(leads.request(form(complex, buyer(), null))).lead();
        var token = tokens.member(other.developer(), other.developerSlug(), "head");
        as(token, "/api/v1/cabinet/leads/" + id).expectStatus().isNotFound();
        http.post()
                .uri("/api/v1/cabinet/leads/" + id + "/acceptance")
                .headers(h -> h.setBearerAuth(token))
                .exchange()
                .expectStatus()
                .isNotFound();
        assertThat(read(as(token, "/api/v1/cabinet/leads").expectStatus().isOk())
                        .get("items")
                        .size())
                .isZero();
        http.get().uri("/api/v1/cabinet/leads").exchange().expectStatus().isUnauthorized();
        as(tokens.staff("admin"), "/api/v1/cabinet/leads").expectStatus().isForbidden();
    }

    @Test
    void anAccountantReadsButDoesNotMove() {
        var complex = scene.complexOf(CommercialModel.FREE);
        var id = get(leads.request(form(complex, buyer(), null))).lead();
        var token = tokens.member(complex.developer(), complex.developerSlug(), "accountant");
        as(token, "/api/v1/cabinet/leads/" + id)
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult();
        http.post()
                .uri("/api/v1/cabinet/leads/" + id + "/acceptance")
                .headers(h -> h.setBearerAuth(token))
                .exchange()
                .expectStatus()
                .isForbidden()
                .expectBody()
                .returnResult();
        as(token, "/api/v1/cabinet/leads?stage=sold").expectStatus().isEqualTo(422);
    }

    // ---- plumbing ----

    private record Shown(String html, String csrf) {
        String field(String name) {
            var found =
                    Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(html);
            assertThat(found.find()).as(name).isTrue();
            return found.group(1);
        }
    }

    private Shown page(String path) {
        var result = http.get()
                .uri(path)
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult();
        var cookie = result.getResponseCookies().getFirst("kv_csrf");
        return new Shown(result.getResponseBody(), cookie == null ? "" : cookie.getValue());
    }

    private WebTestClient.ResponseSpec send(Shown shown, Complex complex, Map<String, String> typed) {
        var fields = new LinkedMultiValueMap<String, String>();
        fields.add("_csrf", shown.field("_csrf"));
        fields.add("stamp", shown.field("stamp"));
        fields.add("website", "");
        typed.forEach(fields::add);
        return http.post()
                .uri("/ru/zhk/" + complex.slug() + "/request")
                .cookie("kv_csrf", shown.csrf())
                .accept(MediaType.TEXT_HTML)
                .body(BodyInserters.fromFormData(fields))
                .exchange();
    }

    private WebTestClient.ResponseSpec post(String path, Object body) {
        return http.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private WebTestClient.ResponseSpec keyed(String key, Object body) {
        return http.post()
                .uri("/api/v1/leads")
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json.writeValueAsString(body))
                .exchange();
    }

    private WebTestClient.ResponseSpec as(String token, String path) {
        return http.get().uri(path).headers(h -> h.setBearerAuth(token)).exchange();
    }

    private JsonNode read(WebTestClient.ResponseSpec answer) {
        return json.readTree(answer.expectBody(byte[].class).returnResult().getResponseBodyContent());
    }

    private JsonNode read(Object ignored) {
        throw new IllegalArgumentException(ignored.toString());
    }
}
