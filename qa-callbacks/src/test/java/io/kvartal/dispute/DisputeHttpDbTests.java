package io.kvartal.dispute;

import io.kvartal.catalogue.Complex;
import io.kvartal.desk.DeskScene;
import java.util.List;
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

/** Disputes as JSON: many at once, figures, and who may. */
@DbTest
class DisputeHttpDbTests {
    @Autowired
    WebTestClient http;

    @Autowired
    Tokens tokens;

    @Autowired
    DeskScene scene;

    @Autowired
    TestClock clock;

    private Complex complex;

    @BeforeEach
    void aDeveloper() {
        clock.set(TestClock.START);
        complex = scene.complex();
    }

    private WebTestClient.ResponseSpec post(String path, Object body, String token) {
        return http.post()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(token))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private WebTestClient.ResponseSpec get(String path, String token) {
        return http.get()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(token))
                .exchange();
    }

    private String member(String role) {
        return tokens.member(complex.developer(), complex.developerSlug(), role);
    }

    @Test
    void manyClaimsAndTheirFatesAndOneDecisionByPercentage() {
        var lead = scene.chargedLead(complex).toString();
        var body = Map.of(
                "items",
                List.of(
                        Map.of("lead", lead, "reason", "spam"),
                        Map.of("lead", scene.missedCall(complex).toString(), "reason", "spam")));
        post("/api/v1/cabinet/disputes", Map.of("items", List.of()), member("sales"))
                .expectStatus()
                .isEqualTo(422);
        post("/api/v1/cabinet/disputes", body, tokens.staff("quality"))
                .expectStatus()
                .isForbidden();
        post("/api/v1/cabinet/disputes", body, member("sales"))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[0].dispute.state")
                .isEqualTo("open")
                .jsonPath("$.items[1].problem")
                .isEqualTo("dispute.nothing-charged");
        get("/api/v1/cabinet/disputes/figures?days=14", member("sales"))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.disputed.part")
                .isEqualTo(1)
                .jsonPath("$.disputed.whole")
                .isEqualTo(1)
                .jsonPath("$.byPerson")
                .isEmpty();
        get("/api/v1/cabinet/disputes/figures?days=15", member("sales"))
                .expectStatus()
                .isEqualTo(422);
        get("/api/v1/cabinet/disputes/figures", tokens.member(Tenants.random(), "x", "sales"))
                .expectBody()
                .jsonPath("$.disputed.part")
                .isEqualTo(0);
    }

    @Test
    void figuresOfThePortalAreForItsPeople() {
        get("/api/v1/desk/disputes/figures?days=90", tokens.staff("quality"))
                .expectStatus()
                .isOk();
        get("/api/v1/desk/disputes/figures?developer=" + complex.developer(), tokens.staff("manager"))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.disputed.part")
                .isEqualTo(0);
        get("/api/v1/desk/disputes/figures", tokens.staff("operator"))
                .expectStatus()
                .isForbidden();
        get("/api/v1/desk/disputes/figures", member("head")).expectStatus().isForbidden();
    }
}
