package io.kvartal.visitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import kvartal.testing.DbTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@DbTest
class ConsentBannerDbTests {
    @Autowired
    WebTestClient web;

    @Test
    void everyBuyersPageAsksUntilItIsAnswered() {
        for (var path : new String[] {"/ru/", "/kk/almaty/novostroyki?rooms=2", "/en/favourites", "/ru/compare"}) {
            assertThat(new Pressing(web).open(path))
                    .contains("id=\"kv-consent\"")
                    .contains("value=\"analytics\"")
                    .contains("value=\"necessary\"");
            for (var answer : new String[] {"analytics", "necessary"}) {
                assertThat(new Pressing(web).with("kv_consent", answer).open(path))
                        .doesNotContain("id=\"kv-consent\"");
            }
        }
        assertThat(new Pressing(web).open("/ru/consent")).doesNotContain("id=\"kv-consent\"");
    }

    @Test
    void withoutScriptsTheAnswerLeadsBackToTheSamePage() {
        var browser = new Pressing(web);
        assertThat(browser.open("/kk/almaty/novostroyki?rooms=2"))
                .contains("name=\"back\" value=\"/kk/almaty/novostroyki?rooms=2\"");
        var answered = browser.press(
                "/kk/consent",
                Map.of("from", "banner", "choice", "necessary", "back", "/kk/almaty/novostroyki?rooms=2"));
        assertThat(answered.getStatus().value()).isEqualTo(303);
        assertThat(answered.getResponseHeaders().getFirst("Location")).isEqualTo("/kk/almaty/novostroyki?rooms=2");
        assertThat(browser.cookie("kv_consent")).isEqualTo("necessary");
        assertThat(browser.cookie("kv_visitor"))
                .as("a refusal makes no identity")
                .isNull();
        assertThat(browser.open("/kk/almaty/novostroyki")).doesNotContain("id=\"kv-consent\"");
    }

    @Test
    void withScriptsTheBarGivesWayToAWordForReaders() {
        var browser = new Pressing(web);
        browser.open("/en/");
        var answered = browser.pressWithScripts("/en/consent", Map.of("from", "banner", "choice", "analytics"));
        assertThat(answered.getStatus().value()).isEqualTo(200);
        assertThat(answered.getResponseBody())
                .doesNotContain("<html")
                .doesNotContain("<form")
                .contains("id=\"kv-consent\"")
                .contains("role=\"status\"");
        assertThat(browser.cookie("kv_visitor")).isNotNull();
    }

    @Test
    void theBarHasTheSamePlaceOnThePageThatFindsNothing() {
        var html = web.get()
                .uri("/ru/zhk/no-such")
                .accept(org.springframework.http.MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(html).contains("id=\"kv-consent\"").contains("noindex");
    }
}
