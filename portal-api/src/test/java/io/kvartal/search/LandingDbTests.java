package io.kvartal.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.ComplexAddresses;
import io.kvartal.catalogue.demo.DemoStock;
import io.kvartal.number.Samples;
import java.util.List;
import java.util.UUID;
import kvartal.testing.DbTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@DbTest
class LandingDbTests {
    @Autowired
    WebTestClient web;

    @Autowired
    Catalogue catalogue;

    @Autowired
    Landings landings;

    @Autowired
    ComplexAddresses addresses;

    @Autowired
    Samples samples;

    private String get(String path) {
        return web.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    @Test
    void aSetWithEnoughComplexesIsAPageInTheIndexInThreeLanguages() {
        DemoStock.load(catalogue, "alatau-development");
        DemoStock.load(catalogue, "samal-stroy");
        DemoStock.load(catalogue, "nomad-city");
        landings.refresh().block();
        var set = landings.popular("almaty", null).getFirst();
        for (var lang : List.of("ru", "kk", "en")) {
            assertThat(get("/" + lang + set.path()))
                    .doesNotContain("noindex")
                    .contains("/" + lang + set.path() + "\"")
                    .contains("popular-title")
                    .contains("name=\"description\"");
        }
        assertThat(get("/ru/almaty/novostroyki")).contains("href=\"/ru" + set.path() + "\"");
        assertThat(get("/sitemaps/kk-1.xml")).contains("/kk" + set.path() + "<").contains("/kk/programme/7-20-25<");
    }

    @Test
    void aThinSetStaysOutAndNonsenseIsNotThere() {
        DemoStock.load(catalogue, "alatau-development");
        landings.refresh().block();
        assertThat(get("/ru/shymkent/novostroyki/4-komnatnye-do-15-mln")).contains("noindex");
        assertThat(landings.all().block())
                .noneMatch(set -> set.path().equals("/shymkent/novostroyki/4-komnatnye-do-15-mln"));
        for (var wrong : List.of("do-31-mln", "kvartiry", "2-komnatnye-do-30")) {
            web.get()
                    .uri("/ru/almaty/novostroyki/" + wrong)
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
        web.get()
                .uri("/ru/atlantis/novostroyki/studii")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void aRenamedComplexIsFoundUnderItsOldAddressAndAClosedOneIsGone() {
        var slug = samples.complex().slug();
        var next = "renamed-" + UUID.randomUUID().toString().substring(0, 8);
        addresses.rename(slug, next, "test").block();
        web.get()
                .uri("/kk/zhk/" + slug + "?rooms=2")
                .exchange()
                .expectStatus()
                .isEqualTo(301)
                .expectHeader()
                .valueEquals("Location", "/kk/zhk/" + next + "?rooms=2");
        get("/kk/zhk/" + next);
        web.get().uri("/kk/zhk/never-was-there").exchange().expectStatus().isNotFound();
        addresses.close(next, "test").block();
        web.get()
                .uri("/en/zhk/" + next)
                .exchange()
                .expectStatus()
                .isEqualTo(410)
                .expectBody(String.class)
                .value(html -> assertThat(html).contains("noindex").contains("/en/almaty/novostroyki"));
        assertThat(get("/sitemaps/ru-1.xml")).doesNotContain(next);
        addresses.reopen(next, "test").block();
        get("/en/zhk/" + next);
        addresses.rename(next, slug, "test").block();
        get("/en/zhk/" + slug);
    }

    @Test
    void anAddressThatLedElsewhereIsNeverGivenAway() {
        var first = samples.complex().slug();
        var second = samples.complex().slug();
        addresses.rename(first, first + "-new", "test").block();
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> addresses.rename(second, first, "test").block())
                .isInstanceOf(io.kvartal.shared.Problem.Conflict.class);
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> addresses.rename(second, first + "-new", "test").block())
                .isInstanceOf(io.kvartal.shared.Problem.Conflict.class);
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> addresses.rename(second, "Не адрес", "test").block())
                .isInstanceOf(io.kvartal.shared.Problem.Invalid.class);
    }
}
