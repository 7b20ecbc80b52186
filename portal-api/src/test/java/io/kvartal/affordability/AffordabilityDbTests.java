package io.kvartal.affordability;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.demo.DemoStock;
import java.util.List;
import kvartal.testing.DbTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DbTest
class AffordabilityDbTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    Catalogue catalogue;

    @Autowired
    WebTestClient web;

    @BeforeEach
    void load() {
        DemoStock.load(catalogue, "alatau-development");
    }

    @Test
    void theHomesWithinReachAreThoseOfTheSearchAndWaitingBringsMore() {
        var options = json("/api/v1/affordability?city=almaty&income=700000&savings=4000000&saving=200000");
        var first = options.get(0);
        assertThat(first.get("open").asBoolean()).isTrue();
        assertThat(first.get("units").asInt()).isPositive();
        var price = first.at("/price/amount").asString().replaceAll("\\..*", "");
        var found = json("/api/v1/complexes?city=almaty&priceMax=" + price);
        assertThat(found.at("/units/matching").asInt())
                .isEqualTo(first.get("units").asInt());
        assertThat(first.at("/later/months").asInt()).isPositive();
        assertThat(first.at("/later/moreUnits").asInt()).isPositive();
        var closed =
                options.valueStream().filter(o -> !o.get("open").asBoolean()).toList();
        assertThat(closed)
                .anySatisfy(o -> assertThat(o.get("programme").asString()).isEqualTo("nauryz-social"));
    }

    @Test
    void whatIsMissingOrWrongIsNamed() {
        var problem = problem("/api/v1/affordability?city=atlantis&income=much");
        assertThat(problem.get("errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/city", "/income", "/savings");
    }

    @Test
    void thePageAsksAnswersAndShowsMistakesInThreeLanguages() {
        for (var lang : List.of("ru", "kk", "en")) {
            assertThat(page("/" + lang + "/affordability"))
                    .contains("name=\"income\"")
                    .doesNotContain("kc-quote ");
            assertThat(page("/" + lang + "/affordability?city=almaty&income=700000&savings=4000000&saving=200000"))
                    .contains("kc-quote ")
                    .contains("/" + lang + "/almaty/novostroyki?priceMax=")
                    .contains("/" + lang + "/zhk/");
            assertThat(page("/" + lang + "/affordability?income=&savings=4000000"))
                    .contains("aria-invalid=\"true\"")
                    .contains("4000000")
                    .doesNotContain("kc-quote ");
        }
        assertThat(page("/ru/affordability?income=1000&savings=1&home=own")).contains("18");
    }

    private String page(String uri) {
        return body(uri, 200);
    }

    private JsonNode json(String uri) {
        var tree = JSON.readTree(body(uri, 200));
        return tree.has("options") ? tree.get("options") : tree;
    }

    private JsonNode problem(String uri) {
        return JSON.readTree(body(uri, 422));
    }

    private String body(String uri, int status) {
        return web.get()
                .uri(uri)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
