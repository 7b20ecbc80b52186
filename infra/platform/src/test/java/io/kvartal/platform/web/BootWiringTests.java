package io.kvartal.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.shared.Money;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.result.view.Rendering;
import tools.jackson.databind.json.JsonMapper;

/** What Boot configures by itself does not win over us. */
class BootWiringTests {
    @Test
    void requestsAreStrictAnswersOfOthersAreNotAndProblemsAreOurs() {
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        JacksonAutoConfiguration.class,
                        CodecsAutoConfiguration.class,
                        HttpHandlerAutoConfiguration.class,
                        WebFluxAutoConfiguration.class,
                        ErrorWebFluxAutoConfiguration.class))
                .withUserConfiguration(WebConfiguration.class)
                .withBean(Clock.class, Clock::systemUTC)
                .withBean(Prices.class)
                .withBean(Words.class)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(JsonMapper.class).readValue("{\"price\":null,\"new\":1}", Price.class))
                            .isEqualTo(new Price(null));
                    var web = WebTestClient.bindToApplicationContext(context).build();
                    web.post()
                            .uri("/api/v1/prices")
                            .contentType(MediaType.APPLICATION_JSON)
                            .bodyValue("{\"price\":{\"amount\":\"5.00\",\"currency\":\"KZT\"}}")
                            .exchange()
                            .expectStatus()
                            .isOk()
                            .expectBody()
                            .jsonPath("$.price.amount")
                            .isEqualTo("5.00");
                    web.post()
                            .uri("/api/v1/prices")
                            .contentType(MediaType.APPLICATION_JSON)
                            .bodyValue("{\"prize\":1}")
                            .exchange()
                            .expectStatus()
                            .isEqualTo(422)
                            .expectBody()
                            .jsonPath("$.errors[0].code")
                            .isEqualTo("unknown-property");
                    web.get()
                            .uri("/ru/page")
                            .exchange()
                            .expectStatus()
                            .isOk()
                            .expectHeader()
                            .valueEquals("Vary", "HX-Request")
                            .expectBody(String.class)
                            .value(html -> assertThat(html).contains("<html lang=\"ru\""));
                    web.get()
                            .uri("/nowhere")
                            .accept(MediaType.TEXT_HTML)
                            .exchange()
                            .expectStatus()
                            .isNotFound()
                            .expectBody(String.class)
                            .value(html -> assertThat(html).contains("kv-empty"));
                });
    }

    record Price(Money price) {}

    @RestController
    static class Prices {
        @PostMapping("/api/v1/prices")
        Price echo(@RequestBody Price price) {
            return price;
        }
    }

    @Controller
    static class Words {
        @GetMapping("/ru/page")
        Rendering page(Ui ui) {
            return Pages.render("platform/problem/docs", new ProblemDocsPage(ui, "x", java.util.List.of()));
        }
    }
}
