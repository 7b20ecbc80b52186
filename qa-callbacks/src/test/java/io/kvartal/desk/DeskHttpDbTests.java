package io.kvartal.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.billing.Billing;
import io.kvartal.catalogue.Complex;
import io.kvartal.lead.LeadId;
import io.kvartal.platform.Jobs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import kvartal.testing.DbTest;
import kvartal.testing.TestClock;
import kvartal.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** The desk as its clients see it: a forgotten buyer is phoned and goes to another developer. */
@DbTest
class DeskHttpDbTests {
    @Autowired
    WebTestClient http;

    @Autowired
    DeskScene scene;

    @Autowired
    Billing billing;

    @Autowired
    Jobs jobs;

    @Autowired
    Tokens tokens;

    @Autowired
    TestClock clock;

    private Complex first;
    private Complex second;
    private LeadId lead;

    @BeforeEach
    void aLeadOfYesterday() {
        clock.set(TestClock.START);
        first = scene.complex();
        second = scene.complex();
        lead = scene.chargedLead(first);
        // A relay takes a hundred messages, and those of other tests wait before ours.
        for (int i = 0; i < 20; i++) {
            jobs.run("outbox").block();
        }
        scene.portal(db -> db.sql("""
            update callback.callback set state = 'SETTLED', closed_at = now(), lease_until = null,
                leased_by = null, leased_name = null where state = 'OPEN' and lead_id <> :lead
            """).bind("lead", lead.value()).then());
        clock.advance(Duration.ofHours(25));
    }

    private WebTestClient.ResponseSpec post(String path, Object body, String... roles) {
        return http.post()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(tokens.staff(roles)))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    @Test
    void aForgottenBuyerGoesToAnotherDeveloperAndTheMoneyFollows() {
        var next = post("/api/v1/desk/callbacks/next", Map.of(), "quality")
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
        assertThat(next.path("lead").asString()).isEqualTo(lead.toString());
        assertThat(next.path("buyer").path("phone").asString()).startsWith("+7702");
        assertThat(next.path("leaseUntil").asString()).isNotBlank();

        var outcome = "/api/v1/desk/callbacks/" + next.path("id").asString() + "/outcome";
        post(outcome, Map.of("result", "maybe"), "quality").expectStatus().isEqualTo(422);
        post(outcome, Map.of("result", "not-contacted"), "quality", "operator")
                .expectStatus()
                .isEqualTo(409);
        post(outcome, Map.of("result", "not-contacted", "csi", 1), "quality")
                .expectStatus()
                .isOk();
        post(outcome, Map.of("result", "not-contacted", "csi", 1), "quality")
                .expectStatus()
                .isOk();

        http.get()
                .uri("/api/v1/desk/leads/" + lead + "/alternatives?lang=en")
                .headers(headers -> headers.setBearerAuth(tokens.staff("quality")))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items")
                .isArray();

        var reassignment = "/api/v1/desk/leads/" + lead + "/reassignment";
        post(reassignment, Map.of("complex", second.slug()), "quality")
                .expectStatus()
                .isEqualTo(422);
        post(reassignment, Map.of("complex", second.slug(), "consent", false), "quality")
                .expectStatus()
                .isEqualTo(422);
        post(reassignment, Map.of("complex", first.slug(), "consent", true), "quality")
                .expectStatus()
                .isEqualTo(422);
        var moved = post(reassignment, Map.of("complex", second.slug(), "consent", true), "quality")
                .expectStatus()
                .isCreated()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
        var paid = billing.ofLeads(first.developer(), List.of(lead.value()))
                .block()
                .get(lead.value());
        assertThat(paid.credited()).isEqualTo(DeskScene.PRICE);
        assertThat(moved.path("lead").asString()).isNotEqualTo(lead.toString());
        post(reassignment, Map.of("complex", second.slug(), "consent", true), "quality")
                .expectStatus()
                .isEqualTo(409);
    }

    @Test
    void anEmptyQueueIsNoContentAndStrangersStayOut() {
        post("/api/v1/desk/callbacks/next", Map.of(), "quality").expectStatus().isOk();
        post("/api/v1/desk/callbacks/next", Map.of(), "operator").expectStatus().isNoContent();
        post("/api/v1/desk/callbacks/next", Map.of(), "billing").expectStatus().isForbidden();
        http.post().uri("/api/v1/desk/callbacks/next").exchange().expectStatus().isUnauthorized();
        http.post()
                .uri("/api/v1/desk/callbacks/next")
                .headers(headers ->
                        headers.setBearerAuth(tokens.member(first.developer(), first.developerSlug(), "head")))
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void aDisputeIsOpenedByTheMemberAndDecidedByTheDesk() {
        var path = "/api/v1/cabinet/leads/" + lead + "/dispute";
        var member = tokens.member(first.developer(), first.developerSlug(), "sales");
        http.post()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(member))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("reason", "no-idea"))
                .exchange()
                .expectStatus()
                .isEqualTo(422);
        var dispute = http.post()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(member))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("reason", "non-target", "comment", "asked about rent"))
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
        http.get()
                .uri("/api/v1/desk/disputes?state=open")
                .headers(headers -> headers.setBearerAuth(tokens.staff("quality")))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[?(@.id == '" + dispute.path("id").asString() + "')]")
                .exists();
        var decision = "/api/v1/desk/disputes/" + dispute.path("id").asString() + "/decision";
        post(decision, Map.of("verdict", "upheld", "remedy", "none"), "quality")
                .expectStatus()
                .isEqualTo(422);
        post(decision, Map.of("verdict", "upheld", "remedy", "credit", "note", "rent at 0:42"), "quality")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.decision.credited.amount")
                .isEqualTo("15000.00");
        post(decision, Map.of("verdict", "upheld", "remedy", "credit", "note", "again"), "quality")
                .expectStatus()
                .isEqualTo(409);
    }
}
