package io.kvartal.number;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.visitor.Visitors;
import java.time.Instant;
import java.util.UUID;
import kvartal.testing.DbTest;
import kvartal.testing.TestClock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;

@DbTest
class RevealWebDbTests {
    @Autowired
    WebTestClient web;

    @Autowired
    Samples samples;

    @Autowired
    Visitors visitors;

    @Autowired
    TestClock clock;

    @Autowired
    io.kvartal.visitor.FormClock stamps;

    record Shown(String number, String display, Instant expiresAt, String kind) {}

    @Test
    void showsANumberAndTheSameOneAgain() {
        var complex = samples.complex();
        samples.pool(4, complex);
        var first = web.post()
                .uri("/api/v1/complexes/{slug}/phone-reveals", complex.slug())
                .cookie("kv_landing", "s.google~m.cpc~c.autumn~p.%2Fru%2F")
                .exchange()
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueMatches("Cache-Control", ".*no-store.*")
                .expectCookie()
                .httpOnly("kv_visitor", true)
                .expectCookie()
                .sameSite("kv_visitor", "Lax")
                .expectBody(Shown.class)
                .returnResult();
        var visitor = first.getResponseCookies().getFirst("kv_visitor").getValue();
        assertThat(first.getResponseBody().kind()).isEqualTo("dynamic");
        assertThat(first.getResponseBody().number()).startsWith("+7727");
        assertThat(first.getResponseBody().expiresAt()).isAfter(clock.instant());
        var again = web.post()
                .uri("/api/v1/complexes/{slug}/phone-reveals", complex.slug())
                .cookie("kv_visitor", visitor)
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(Shown.class)
                .returnResult()
                .getResponseBody();
        assertThat(again.number()).isEqualTo(first.getResponseBody().number());
        var touch = visitors.lastTouch(io.kvartal.visitor.VisitorId.of(visitor), clock.instant())
                .block()
                .orElseThrow();
        assertThat(touch.source()).isEqualTo("google");
        assertThat(touch.campaign()).isEqualTo("autumn");
    }

    @Test
    void anUnknownComplexIsNotFound() {
        web.post()
                .uri("/api/v1/complexes/no-such/phone-reveals")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void aVisitorWhoAsksTooOftenWaits() {
        var complex = samples.complex();
        var visitor = UUID.randomUUID().toString();
        for (int i = 0; i < 10; i++) {
            web.post()
                    .uri("/api/v1/complexes/{slug}/phone-reveals", complex.slug())
                    .cookie("kv_visitor", visitor)
                    .exchange()
                    .expectStatus()
                    .isCreated();
        }
        web.post()
                .uri("/api/v1/complexes/{slug}/phone-reveals", complex.slug())
                .cookie("kv_visitor", visitor)
                .exchange()
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .exists("Retry-After");
    }

    @Test
    void thePageHasNoNumberBeforeTheClickAndHasItAfterwards() {
        var complex = samples.complex();
        var line = samples.pool(1, complex).getFirst();
        var page = web.get()
                .uri("/ru/zhk/{slug}", complex.slug())
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult();
        var html = page.getResponseBody();
        assertThat(html).contains("/ru/zhk/" + complex.slug() + "/phone").doesNotContain(line.e164());
        var csrf = java.util.regex.Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"")
                .matcher(html);
        assertThat(csrf.find()).isTrue();
        var cookie = page.getResponseCookies().getFirst("kv_csrf").getValue();
        var clicked = web.post()
                .uri("/ru/zhk/{slug}/phone", complex.slug())
                .cookie("kv_csrf", cookie)
                .body(BodyInserters.fromFormData("_csrf", csrf.group(1)))
                .exchange()
                .expectStatus()
                .isEqualTo(303)
                .expectHeader()
                .valueEquals("Location", "/ru/zhk/" + complex.slug() + "?number=shown#phone")
                .returnResult(Void.class);
        var visitor = clicked.getResponseCookies().getFirst("kv_visitor").getValue();
        web.get()
                .uri("/ru/zhk/{slug}?number=shown", complex.slug())
                .cookie("kv_visitor", visitor)
                .exchange()
                .expectBody(String.class)
                .value(body -> assertThat(body).contains("tel:" + line.e164()));
        var part = web.post()
                .uri("/kk/zhk/{slug}/phone", complex.slug())
                .cookie("kv_csrf", cookie)
                .cookie("kv_visitor", visitor)
                .header("HX-Request", "true")
                .body(BodyInserters.fromFormData("_csrf", csrf.group(1)))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(part).contains("tel:" + line.e164()).doesNotContain("<html");
    }

    @Test
    void theFormCarriesASignedTimeThatCountsForAQuarterOfAnHour() {
        var complex = samples.complex();
        var html = new io.kvartal.visitor.Pressing(web).open("/ru/zhk/" + complex.slug());
        var stamp = java.util.regex.Pattern.compile(
                        "id=\"phone-stamp\" type=\"hidden\" name=\"stamp\" value=\"([^\"]+)\"")
                .matcher(html);
        assertThat(stamp.find()).isTrue();
        try {
            assertThat(stamps.isFresh(stamp.group(1))).as("at once").isFalse();
            clock.advance(java.time.Duration.ofSeconds(3));
            assertThat(stamps.isFresh(stamp.group(1))).isTrue();
            assertThat(stamps.isFresh(stamp.group(1).replace('.', '0') + ".0"))
                    .as("not ours")
                    .isFalse();
            clock.advance(java.time.Duration.ofMinutes(15));
            assertThat(stamps.isFresh(stamp.group(1))).as("too old").isFalse();
        } finally {
            clock.set(TestClock.START);
        }
    }

    @Test
    void consentIsAskedForWithEqualButtonsAndAnswered() {
        var page = web.get()
                .uri("/ru/consent?back=/ru/almaty/novostroyki")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult();
        var csrf = java.util.regex.Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"")
                .matcher(page.getResponseBody());
        assertThat(csrf.find()).isTrue();
        web.post()
                .uri("/ru/consent")
                .cookie("kv_csrf", page.getResponseCookies().getFirst("kv_csrf").getValue())
                .body(BodyInserters.fromFormData("_csrf", csrf.group(1))
                        .with("choice", "analytics")
                        .with("back", "/ru/almaty/novostroyki"))
                .exchange()
                .expectStatus()
                .isEqualTo(303)
                .expectHeader()
                .valueEquals("Location", "/ru/almaty/novostroyki")
                .expectCookie()
                .valueEquals("kv_consent", "analytics")
                .expectCookie()
                .exists("kv_visitor");
        for (var evil : new String[] {"//evil.example", "https://evil.example", "/\\evil.example"}) {
            web.get()
                    .uri(uri -> uri.path("/ru/consent").queryParam("back", evil).build())
                    .exchange()
                    .expectBody(String.class)
                    .value(html -> assertThat(html).contains("name=\"back\" value=\"/ru/\""));
        }
    }

    @Test
    void pagesAreKeptOnlyWithConsent() {
        var complex = samples.complex();
        var silent = UUID.randomUUID();
        web.get()
                .uri("/ru/zhk/{slug}?utm_source=telegram", complex.slug())
                .cookie("kv_visitor", silent.toString())
                .exchange()
                .expectStatus()
                .isOk();
        var agreed = UUID.randomUUID();
        web.get()
                .uri("/ru/zhk/{slug}?utm_source=telegram&utm_medium=post", complex.slug())
                .cookie("kv_visitor", agreed.toString())
                .cookie("kv_consent", "analytics")
                .exchange()
                .expectStatus()
                .isOk();
        org.assertj.core.api.Assertions.assertThat(touch(silent)).isEmpty();
        for (int i = 0; i < 50 && touch(agreed).isEmpty(); i++) {
            sleep();
        }
        assertThat(touch(agreed).orElseThrow().source()).isEqualTo("telegram");
    }

    private java.util.Optional<io.kvartal.visitor.Touch> touch(UUID visitor) {
        return visitors.lastTouch(new io.kvartal.visitor.VisitorId(visitor), clock.instant())
                .block();
    }

    private static void sleep() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
