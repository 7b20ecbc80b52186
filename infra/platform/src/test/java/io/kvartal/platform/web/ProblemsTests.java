package io.kvartal.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.Problem;
import io.kvartal.shared.Problem.FieldError;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

class ProblemsTests {
    private final WebTestClient web = WebTestClient.bindToApplicationContext(context())
            .configureClient()
            .defaultHeader("Accept", "application/json")
            .build();

    @Test
    void everyKindHasItsStatusAndSaysWhat() {
        for (var row : List.of(
                "not-found 404",
                "forbidden 403",
                "invalid 422",
                "conflict 409",
                "precondition 412",
                "idempotency 422",
                "upstream 502",
                "bug 500")) {
            var parts = row.split(" ");
            web.get()
                    .uri("/api/v1/fail/" + parts[0])
                    .exchange()
                    .expectStatus()
                    .isEqualTo(Integer.parseInt(parts[1]))
                    .expectHeader()
                    .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                    .expectBody()
                    .jsonPath("$.type")
                    .exists()
                    .jsonPath("$.title")
                    .isNotEmpty()
                    .jsonPath("$.detail")
                    .isNotEmpty()
                    .jsonPath("$.status")
                    .isEqualTo(Integer.parseInt(parts[1]))
                    .jsonPath("$.requestId")
                    .isNotEmpty();
        }
    }

    @Test
    void wrongFieldsAreNamedByPointerInTheLanguageOfTheCaller() {
        web.get()
                .uri("/api/v1/fail/invalid?lang=kk")
                .exchange()
                .expectHeader()
                .valueEquals("Content-Language", "kk")
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/docs/problems/invalid")
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/phone")
                .jsonPath("$.errors[0].code")
                .isEqualTo("invalid-phone")
                .jsonPath("$.errors[0].message")
                .isEqualTo("Телефон нөмірі дұрыс емес");
    }

    @Test
    void waitingIsSaidInSeconds() {
        web.get()
                .uri("/api/v1/fail/often")
                .exchange()
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .valueEquals("Retry-After", "7");
        web.get()
                .uri("/api/v1/fail/busy")
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .valueEquals("Retry-After", "5");
    }

    @Test
    void aHarmlessRequestIdIsKeptAndAnyOtherReplaced() {
        var kept = web.get()
                .uri("/api/v1/fail/bug")
                .header("X-Request-Id", "trace-12345678")
                .exchange()
                .expectBody()
                .jsonPath("$.requestId")
                .isEqualTo("trace-12345678")
                .returnResult();
        assertThat(kept.getResponseHeaders().getFirst("X-Request-Id")).isEqualTo("trace-12345678");
        web.get()
                .uri("/api/v1/fail/bug")
                .header("X-Request-Id", "a b\tc")
                .exchange()
                .expectBody()
                .jsonPath("$.requestId")
                .value(String.class, id -> assertThat(id).hasSize(36));
    }

    @Test
    void bodiesAreReadStrictly() {
        post("{\"tenant\":\"018f0000-0000-7000-8000-000000000001\",\"price\":{\"amount\":\"12500.00\",\"currency\":"
                        + "\"KZT\"},\"phone\":\"8 701 234 56 78\",\"period\":\"2026-11\"}")
                .isOk();
        post("{\"extra\":1}", "/extra", "unknown-property");
        post("{\"phone\":\"abc\"}", "/phone", "invalid-phone");
        post("{\"price\":{\"amount\":12,\"currency\":\"KZT\"}}", "/price", "invalid-money");
        post("{\"tenant\":\"x\"}", "/tenant", "wrong-type");
        post("{\"period\":\"2026-13\"}", "/period", "invalid-period");
        post("{\"broken").isEqualTo(HttpStatus.BAD_REQUEST);
    }

    @Test
    void anIdThatIsNoneIsNotFoundAndAWrongParameterIsNamed() {
        web.get().uri("/api/v1/things/xyz").exchange().expectStatus().isNotFound();
        web.get()
                .uri("/api/v1/pages?page=first")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/page");
        web.get()
                .uri("/api/v1/pages")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].code")
                .isEqualTo("required");
        web.get().uri("/api/v1/nowhere").exchange().expectStatus().isNotFound();
    }

    @Test
    void browsersGetAPageAndHtmxAPanel() {
        var page = web.get()
                .uri("/kk/fail/not-found")
                .header("Accept", "text/html")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType("text/html;charset=UTF-8")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(page).contains("<html lang=\"kk\"").contains("Табылмады").contains("kv-drawing");
        var panel = web.get()
                .uri("/kk/fail/conflict")
                .header("Accept", "text/html")
                .header("HX-Request", "true")
                .exchange()
                .expectStatus()
                .isEqualTo(409)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(panel).doesNotContain("<html").contains("role=\"alert\"");
    }

    @Test
    void everyCodeHasItsPage() {
        web.get()
                .uri("/docs/problems/too-large?lang=en")
                .header("Accept", "text/html")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(html -> assertThat(html).contains("The body is larger than allowed"));
        web.get().uri("/docs/problems/nonsense").exchange().expectStatus().isNotFound();
        web.get()
                .uri("/docs/problems")
                .header("Accept", "text/html")
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void staticFilesLiveAYearUnderTheirHash() {
        var assets = Assets.onClassPath();
        web.get()
                .uri(assets.href("/css/portal.css"))
                .header("Accept-Encoding", "gzip")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Content-Encoding", "gzip")
                .expectHeader()
                .valueEquals("Cache-Control", "max-age=31536000, public, immutable");
        web.get().uri("/assets/old/css/portal.css").exchange().expectHeader().valueEquals("Cache-Control", "no-cache");
        web.get()
                .uri(assets.href("/css/../../application.yml"))
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    private org.springframework.test.web.reactive.server.StatusAssertions post(String json) {
        return web.post()
                .uri("/api/v1/bodies")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json)
                .exchange()
                .expectStatus();
    }

    private void post(String json, String pointer, String code) {
        post(json)
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo(pointer)
                .jsonPath("$.errors[0].code")
                .isEqualTo(code);
    }

    private static AnnotationConfigApplicationContext context() {
        var context = new AnnotationConfigApplicationContext();
        context.setEnvironment(new MockEnvironment().withProperty("kvartal.web.strict", "true"));
        context.register(WebConfiguration.class, ProblemDocs.class, Wiring.class, Failing.class);
        context.refresh();
        return context;
    }

    @EnableWebFlux
    @Configuration(proxyBeanMethods = false)
    static class Wiring {
        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        JsonMapper json(KernelModule module) {
            return JsonMapper.builder().addModule(module).build();
        }
    }

    record Body(TenantId tenant, Money price, PhoneNumber phone, BillingPeriod period) {}

    @RestController
    static class Failing {
        @GetMapping({"/api/v1/fail/{how}", "/{lang}/fail/{how}"})
        Mono<String> fail(@PathVariable String how) {
            return Mono.error(
                    switch (how) {
                        case "not-found" -> new Problem.NotFound("thing");
                        case "forbidden" -> new Problem.Forbidden("forbidden");
                        case "invalid" ->
                            new Problem.Invalid("invalid", List.of(new FieldError("/phone", "invalid-phone")));
                        case "conflict" -> new Problem.Conflict("conflict");
                        case "precondition" -> new Problem.PreconditionFailed("precondition-failed");
                        case "idempotency" -> new Problem.PreconditionFailed("idempotency-key-reused");
                        case "upstream" -> new Problem.UpstreamFailed("upstream-failed");
                        case "often" -> new TooManyRequests(Duration.ofMillis(6500));
                        case "busy" -> new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
                        default -> new IllegalStateException("a secret of the inside");
                    });
        }

        @PostMapping("/api/v1/bodies")
        Body body(@RequestBody Body body) {
            return body;
        }

        @GetMapping("/api/v1/things/{id}")
        String thing(@PathVariable TenantId id) {
            return id.toString();
        }

        @GetMapping("/api/v1/pages")
        String page(@RequestParam int page) {
            return "" + page;
        }
    }
}
