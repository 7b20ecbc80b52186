package io.kvartal.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.ComplexId;
import io.kvartal.number.Samples;
import io.kvartal.selection.Addition.Added;
import io.kvartal.selection.Addition.Full;
import io.kvartal.shared.Ids;
import io.kvartal.visitor.Pressing;
import io.kvartal.visitor.VisitorId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import kvartal.testing.DbTest;
import kvartal.testing.TestClock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import reactor.core.publisher.Flux;

@DbTest
class SelectionDbTests {
    @Autowired
    WebTestClient web;

    @Autowired
    Samples samples;

    @Autowired
    Selections selections;

    @Autowired
    History history;

    @Autowired
    TestClock clock;

    @Test
    void aHeartWithoutScriptsKeepsTheComplexAndLeadsBack() {
        var complex = samples.complex();
        var browser = new Pressing(web);
        assertThat(browser.open("/ru/zhk/" + complex.slug()))
                .contains("action=\"/ru/favourites/" + complex.slug() + "\"")
                .contains("id=\"kv-count-favourites\" hidden");
        assertThat(browser.cookie("kv_visitor")).as("looking needs no identity").isNull();
        var pressed = browser.press("/ru/favourites/" + complex.slug(), Map.of("back", "/ru/zhk/" + complex.slug()));
        assertThat(pressed.getStatus().value()).isEqualTo(303);
        assertThat(location(pressed)).isEqualTo("/ru/zhk/" + complex.slug() + "#acts-" + complex.slug());
        assertThat(browser.cookie("kv_visitor")).isNotNull();
        assertThat(browser.open("/ru/zhk/" + complex.slug()))
                .contains("action=\"/ru/favourites/" + complex.slug() + "/removal\"")
                .contains("id=\"kv-count-favourites\">1<");
        assertThat(browser.open("/kk/favourites")).contains("/kk/zhk/" + complex.slug());
    }

    @Test
    void withScriptsTheButtonsAndTheCountersComeBackAlone() {
        var complex = samples.complex();
        var browser = new Pressing(web);
        browser.open("/en/zhk/" + complex.slug());
        var pressed = browser.pressWithScripts("/en/compare/" + complex.slug(), Map.of("view", "card"));
        assertThat(pressed.getStatus().value()).isEqualTo(200);
        assertThat(pressed.getResponseBody())
                .doesNotContain("<html")
                .contains("action=\"/en/compare/" + complex.slug() + "/removal\"")
                .contains("aria-pressed=\"true\"")
                .contains("id=\"kv-count-comparison\" hx-swap-oob=\"true\">1<")
                .contains("id=\"kv-count-favourites\" hidden hx-swap-oob=\"true\">0<");
        var again = browser.pressWithScripts("/en/compare/" + complex.slug() + "/removal", Map.of("view", "card"));
        assertThat(again.getResponseBody())
                .doesNotContain("aria-pressed=\"true\"")
                .contains("id=\"kv-count-comparison\" hidden hx-swap-oob=\"true\">0<");
    }

    @Test
    void whatWasLookedAtIsShownOnlyToWhoAgreedAndCanBeCleared() {
        var complex = samples.complex();
        var silent = new Pressing(web).with("kv_visitor", UUID.randomUUID().toString());
        silent.open("/ru/zhk/" + complex.slug());
        assertThat(silent.open("/ru/favourites")).doesNotContain("recent-title");
        var browser = new Pressing(web)
                .with("kv_visitor", UUID.randomUUID().toString())
                .with("kv_consent", "analytics");
        browser.open("/ru/zhk/" + complex.slug());
        var visitor = VisitorId.of(String.valueOf(browser.cookie("kv_visitor")));
        for (int i = 0; i < 100 && history.of(visitor).block().isEmpty(); i++) {
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
        for (var page : List.of("/ru/", "/kk/favourites", "/en/compare")) {
            assertThat(browser.open(page)).as(page).contains("recent-title").contains("/zhk/" + complex.slug());
        }
        browser.press("/ru/history/clearance", Map.of("back", "/ru/favourites"));
        assertThat(browser.open("/ru/favourites")).doesNotContain("recent-title");
    }

    @Test
    void theHistoryEndsAtTwentyAndLookingAgainBringsToTheTop() {
        var visitor = Samples.visitor();
        var ids =
                IntStream.range(0, 25).mapToObj(i -> new ComplexId(Ids.next())).toList();
        for (var id : ids) {
            clock.advance(Duration.ofSeconds(1));
            history.seen(visitor, id).block();
        }
        clock.advance(Duration.ofSeconds(1));
        history.seen(visitor, ids.get(10)).block();
        assertThat(history.of(visitor).block())
                .hasSize(20)
                .startsWith(ids.get(10), ids.get(24))
                .doesNotContain(ids.get(4));
    }

    @Test
    void withoutTheTokenOfThePageNothingIsKept() {
        var complex = samples.complex();
        var visitor = UUID.randomUUID();
        for (var act : List.of("favourites/", "compare/")) {
            web.post()
                    .uri("/ru/" + act + complex.slug())
                    .cookie("kv_visitor", visitor.toString())
                    .body(BodyInserters.fromFormData("back", "/ru/"))
                    .exchange()
                    .expectStatus()
                    .isForbidden();
        }
        assertThat(selections.of(new VisitorId(visitor)).block()).isEqualTo(Selection.NOTHING);
    }

    @Test
    void aFormLeadsOnlyToPagesOfOurOwn() {
        var complex = samples.complex();
        var browser = new Pressing(web);
        browser.open("/ru/zhk/" + complex.slug());
        for (var evil : List.of("//evil.example", "https://evil.example", "/\\evil.example")) {
            assertThat(location(browser.press("/ru/favourites/" + complex.slug(), Map.of("back", evil))))
                    .isEqualTo("/ru/favourites");
        }
    }

    @Test
    void theListsAreAlsoJson() {
        var first = samples.complex();
        var second = samples.complex();
        var visitor = UUID.randomUUID().toString();
        for (var list : List.of("favourites", "comparison")) {
            put(list, first, visitor, 204);
            put(list, second, visitor, 204);
            put(list, second, visitor, 204);
            assertThat(slugs(list, visitor)).containsExactlyInAnyOrder(first.slug(), second.slug());
            web.delete()
                    .uri("/api/v1/{list}/{slug}", list, first.slug())
                    .cookie("kv_visitor", visitor)
                    .exchange()
                    .expectStatus()
                    .isNoContent();
            assertThat(slugs(list, visitor)).containsExactly(second.slug());
            web.put()
                    .uri("/api/v1/{list}/no-such", list)
                    .cookie("kv_visitor", visitor)
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
        web.put()
                .uri("/api/v1/favourites/{slug}", first.slug())
                .exchange()
                .expectStatus()
                .isNoContent()
                .expectCookie()
                .httpOnly("kv_visitor", true)
                .expectCookie()
                .sameSite("kv_visitor", "Lax");
    }

    @Test
    void anotherVisitorSeesNothingAndTakesNothingAway() {
        var complex = samples.complex();
        var mine = UUID.randomUUID().toString();
        var other = UUID.randomUUID().toString();
        put("favourites", complex, mine, 204);
        assertThat(slugs("favourites", other)).isEmpty();
        web.delete()
                .uri("/api/v1/favourites/{slug}", complex.slug())
                .cookie("kv_visitor", other)
                .exchange()
                .expectStatus()
                .isNoContent();
        assertThat(slugs("favourites", mine)).containsExactly(complex.slug());
        assertThat(new Pressing(web).with("kv_visitor", other).open("/ru/favourites"))
                .doesNotContain(complex.slug());
    }

    @Test
    void aFifthComplexFindsNoPlaceInTheComparisonAndIsTold() {
        var visitor = UUID.randomUUID().toString();
        for (int i = 0; i < 4; i++) {
            put("comparison", samples.complex(), visitor, 204);
        }
        var fifth = samples.complex();
        web.put()
                .uri("/api/v1/comparison/{slug}?lang=en", fifth.slug())
                .cookie("kv_visitor", visitor)
                .exchange()
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("comparison-full")
                .jsonPath("$.detail")
                .isEqualTo("You can compare up to 4 complexes. Remove one to add another.");
        var browser = new Pressing(web).with("kv_visitor", visitor);
        browser.open("/en/zhk/" + fifth.slug());
        var refused = browser.pressWithScripts("/en/compare/" + fifth.slug(), Map.of());
        assertThat(refused.getStatus().value()).isEqualTo(409);
        assertThat(refused.getResponseBody()).contains("You can compare up to 4 complexes.");
        var plain = browser.press("/en/compare/" + fifth.slug(), Map.of());
        assertThat(location(plain)).isEqualTo("/en/compare?full=1");
        assertThat(browser.open("/en/compare?full=1"))
                .contains("You can compare up to 4 complexes.")
                .doesNotContain("/zhk/" + fifth.slug());
    }

    @Test
    void favouritesHoldAHundredAndManyAtOnceNeverMore() {
        var visitor = Samples.visitor();
        var ids =
                IntStream.range(0, 108).mapToObj(i -> new ComplexId(Ids.next())).toList();
        var outcomes = new ArrayList<Addition>();
        Flux.fromIterable(ids.subList(0, 96))
                .concatMap(id -> selections.add(visitor, ListKind.FAVOURITES, id))
                .doOnNext(outcomes::add)
                .blockLast();
        assertThat(outcomes).hasSize(96).allMatch(Added.class::isInstance);
        var rest = Flux.fromIterable(ids.subList(96, 108))
                .flatMap(id -> selections.add(visitor, ListKind.FAVOURITES, id), 6)
                .collectList()
                .block();
        assertThat(rest.stream().filter(Added.class::isInstance)).hasSize(4);
        assertThat(rest).contains(new Full(100));
        assertThat(selections.of(visitor).block().favourites()).hasSize(100);
        assertThat(selections.add(visitor, ListKind.FAVOURITES, ids.getFirst()).block())
                .as("what is there may be added again")
                .isEqualTo(new Added());
    }

    @Test
    void whatWasTakenOutCanBePutBack() {
        var complex = samples.complex();
        var browser = new Pressing(web);
        browser.open("/ru/zhk/" + complex.slug());
        browser.press("/ru/favourites/" + complex.slug(), Map.of());
        assertThat(browser.open("/ru/favourites")).contains("action=\"/ru/favourites/" + complex.slug() + "/removal\"");
        var removed = browser.press("/ru/favourites/" + complex.slug() + "/removal", Map.of("back", "/ru/favourites"));
        assertThat(location(removed)).isEqualTo("/ru/favourites?removed=" + complex.slug());
        assertThat(browser.open(location(removed)))
                .doesNotContain("/ru/zhk/" + complex.slug())
                .contains("action=\"/ru/favourites/" + complex.slug() + "\"");
        browser.press("/ru/favourites/" + complex.slug(), Map.of("back", "/ru/favourites"));
        assertThat(browser.open("/ru/favourites")).contains("/ru/zhk/" + complex.slug());
    }

    @Test
    void aLinkShowsTheListToOthersAndNothingMore() {
        var complex = samples.complex();
        var visitor = UUID.randomUUID().toString();
        put("favourites", complex, visitor, 204);
        var share = selections.of(VisitorId.of(visitor)).block().share();
        assertThat(new Pressing(web).with("kv_visitor", visitor).open("/ru/favourites"))
                .contains("/ru/favourites?share=" + share);
        assertThat(new Pressing(web).open("/en/favourites?share=" + share))
                .contains("/en/zhk/" + complex.slug())
                .contains("noindex")
                .doesNotContain(visitor)
                .doesNotContain("/removal");
        for (var wrong : List.of("nothing", visitor)) {
            web.get()
                    .uri("/ru/favourites?share={share}", wrong)
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
    }

    @Test
    void theListsSurviveTheWithdrawalOfConsentUnderANewIdentity() {
        var complex = samples.complex();
        var before = UUID.randomUUID().toString();
        put("favourites", complex, before, 204);
        var browser = new Pressing(web).with("kv_visitor", before).with("kv_consent", "analytics");
        browser.open("/ru/consent");
        browser.press("/ru/consent", Map.of("choice", "necessary", "back", "/ru/favourites"));
        assertThat(browser.cookie("kv_consent")).isEqualTo("necessary");
        assertThat(browser.cookie("kv_visitor")).isNotNull().isNotEqualTo(before);
        assertThat(browser.open("/ru/favourites")).contains("/ru/zhk/" + complex.slug());
        assertThat(selections.of(VisitorId.of(before)).block()).isEqualTo(Selection.NOTHING);
    }

    @Test
    void aListThatNobodyTouchedForAYearIsDeleted() {
        var old = Samples.visitor();
        var fresh = Samples.visitor();
        selections.add(old, ListKind.FAVOURITES, new ComplexId(Ids.next())).block();
        var now = clock.instant();
        try {
            clock.set(now.plus(Duration.ofDays(366)));
            selections
                    .add(fresh, ListKind.FAVOURITES, new ComplexId(Ids.next()))
                    .block();
            selections.deleteOld().block();
        } finally {
            clock.set(now);
        }
        assertThat(selections.of(old).block()).isEqualTo(Selection.NOTHING);
        assertThat(selections.of(fresh).block().favourites()).hasSize(1);
    }

    private void put(String list, Complex complex, String visitor, int status) {
        web.put()
                .uri("/api/v1/{list}/{slug}", list, complex.slug())
                .cookie("kv_visitor", visitor)
                .exchange()
                .expectStatus()
                .isEqualTo(status);
    }

    private record Answer(List<Map<String, Object>> items, int limit) {}

    private List<Object> slugs(String list, String visitor) {
        var answer = web.get()
                .uri("/api/v1/{list}", list)
                .cookie("kv_visitor", visitor)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Cache-Control", "no-store")
                .expectBody(Answer.class)
                .returnResult()
                .getResponseBody();
        return answer.items().stream().map(item -> item.get("slug")).toList();
    }

    private static String location(EntityExchangeResult<String> answer) {
        return String.valueOf(answer.getResponseHeaders().getFirst("Location"));
    }
}
