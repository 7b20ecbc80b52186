package io.kvartal.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import java.util.List;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.Tokens;
import kvartal.testing.Yrl;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

@DbTest
class FeedImportDbTests extends FeedRunBase {
    @Autowired
    Storefront storefront;

    @Autowired
    Tokens tokens;

    @Autowired
    WebTestClient web;

    private static String ten(String... more) {
        return Yrl.feed(Yrl.offers(10) + String.join("", more));
    }

    private String state() {
        return tx.portal(db -> db.sql("""
            select coalesce(string_agg(external_id || state || price_minor || content_hash, ',' order by external_id), '') as all
            from catalogue.unit where developer_id = :d\
            """)
                        .bind("d", developer.value())
                        .map(row -> row.get("all", String.class))
                        .one())
                .block();
    }

    private Complex complex() {
        return catalogue.complexesOf(developer).block().getFirst();
    }

    @Test
    void aFeedBecomesAComplexWithUnitsAndPrices() {
        var report = run(ten());
        assertThat(report.state()).isEqualTo(ImportState.APPLIED);
        assertThat(List.of(report.offers(), report.created(), report.unchanged(), report.rejected()))
                .containsExactly(10, 10, 0, 0);
        var complex = complex();
        assertThat(complex.name()).isEqualTo("Тест Парк");
        assertThat(complex.completionYear()).isEqualTo(2027);
        var view = storefront.view(complex.slug()).block();
        assertThat(view.offers()).hasSize(10);
        assertThat(view.buildings()).hasSize(1);
        assertThat(storefront.prices(complex.id()).block()).singleElement().satisfies(p -> {
            assertThat(p.priceFrom()).isEqualTo(Money.kzt(25_000_000));
            assertThat(p.units()).isEqualTo(10);
        });
    }

    @Test
    void theSameFeedAgainChangesNothing() {
        run(ten());
        var before = state();
        var report = run(ten());
        assertThat(List.of(report.created(), report.updated(), report.unchanged(), report.vanished()))
                .containsExactly(0, 0, 10, 0);
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void aNewPriceIsKeptBesideTheOldOne() {
        run(ten());
        var report = run(ten().replace("<value>25000000</value>", "<value>26000000</value>")
                .replace("2026-11-15T09", "2026-11-16T09"));
        assertThat(report.updated()).isEqualTo(10);
        assertThat(storefront.prices(complex().id()).block())
                .extracting(p -> p.priceFrom().minor() / 100)
                .containsExactly(25_000_000L, 26_000_000L);
    }

    @Test
    void aBrokenOfferNeverStopsTheRunAndItsLineIsNamed() {
        var feed = ten(
                Yrl.offer("bad", o -> o.replace("<currency>KZT</currency>", "<currency>рубль</currency>")),
                Yrl.offer("good"));
        var report = run(feed);
        assertThat(report.created()).isEqualTo(11);
        assertThat(report.rejected()).isEqualTo(1);
        int line = feed.lines().toList().indexOf("<offer internal-id=\"bad\">") + 1;
        assertThat(report.warnings()).singleElement().satisfies(w -> {
            assertThat(w.line()).isEqualTo(line);
            assertThat(w.internalId()).isEqualTo("bad");
            assertThat(w.code()).isEqualTo("UNKNOWN_CURRENCY");
            assertThat(w.rejected()).isTrue();
        });
    }

    @Test
    void anIdUsedTwiceInOneFileIsTakenOnce() {
        var feed = ten(Yrl.offer("u3", o -> o.replace("<floor>3</floor>", "<floor>5</floor>")));
        var report = run(feed);
        assertThat(List.of(report.offers(), report.created(), report.rejected()))
                .containsExactly(11, 10, 1);
        assertThat(report.warnings()).singleElement().satisfies(w -> {
            assertThat(w.code()).isEqualTo("ID_REUSED");
            assertThat(w.internalId()).isEqualTo("u3");
            assertThat(w.line()).isEqualTo(feed.lines().toList().lastIndexOf("<offer internal-id=\"u3\">") + 1);
        });
    }

    @Test
    void aUnitWhoseOfferIsRejectedStaysAsItWas() {
        run(ten());
        var before = state();
        var report = run(ten().replaceFirst("<rooms>2</rooms>", "<rooms>две</rooms>"));
        assertThat(report.rejected()).isEqualTo(1);
        assertThat(report.vanished()).isZero();
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void aBrokenDocumentChangesNothing() {
        run(ten());
        var before = state();
        var truncated = ten(Yrl.offer("new"));
        for (var broken : List.of(
                truncated.substring(0, truncated.length() - 30),
                "<x/>",
                "",
                truncated.replace("<rooms>2</rooms>", "&x;"))) {
            assertThatThrownBy(() -> run(broken)).isInstanceOf(Problem.Invalid.class);
        }
        assertThat(state()).isEqualTo(before);
        assertThat(staged()).isZero();
    }

    private long staged() {
        return tx.portal(db -> db.sql("select count(*) as n from catalogue.staged_offer where external_id = 'new'")
                        .map(row -> row.get("n", Long.class))
                        .one())
                .block();
    }

    @Test
    void aUnitThatVanishesIsNoLongerListedNeverSold() {
        run(ten());
        var report = run(ten().replace(Yrl.offer("u3"), ""));
        assertThat(report.state()).isEqualTo(ImportState.APPLIED);
        assertThat(report.vanished()).isEqualTo(1);
        assertThat(state()).contains("u3NOT_LISTED").doesNotContain("SOLD");
        assertThat(run(ten()).updated()).isEqualTo(1);
        assertThat(state()).contains("u3AVAILABLE");
    }

    @Test
    void moreThanThirtyPercentVanishingIsHeldForAPerson() {
        run(ten());
        var before = state();
        var fewer = Yrl.feed(
                Yrl.offer("u0"), Yrl.offer("u1"), Yrl.offer("u2"), Yrl.offer("u3"), Yrl.offer("u4"), Yrl.offer("u5"));
        var held = run(fewer);
        assertThat(held.state()).isEqualTo(ImportState.HELD);
        assertThat(held.vanished()).isEqualTo(4);
        assertThat(held.warnings()).extracting(ImportWarning::code).contains("MASS_DELETE_GUARD");
        assertThat(state()).isEqualTo(before);
        assertThat(feeds.release(held.id(), "anna").block().state()).isEqualTo(ImportState.APPLIED);
        assertThat(state()).contains("u9NOT_LISTED").contains("u0AVAILABLE");
        assertThatThrownBy(() -> feeds.release(held.id(), "anna").block()).isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void exactlyThirtyPercentIsApplied() {
        run(ten());
        var report = run(
                ten().replace(Yrl.offer("u1"), "").replace(Yrl.offer("u2"), "").replace(Yrl.offer("u3"), ""));
        assertThat(report.vanished()).isEqualTo(3);
        assertThat(report.state()).isEqualTo(ImportState.APPLIED);
    }

    @Test
    void aNewerFeedSupersedesWhatWasHeld() {
        run(ten());
        var held = run(Yrl.feed(Yrl.offer("u0")));
        run(ten());
        assertThatThrownBy(() -> feeds.release(held.id(), "anna").block()).isInstanceOf(Problem.Conflict.class);
        assertThat(feeds.run(held.id()).block().state()).isEqualTo(ImportState.SUPERSEDED);
    }

    @Test
    void aDryRunReportsAndChangesNothing() {
        run(ten());
        var before = state();
        var report = catalogue
                .importYrl(developer, Yrl.body(ten(Yrl.offer("new")).replace(Yrl.offer("u1"), "")), true)
                .block();
        assertThat(report.state()).isEqualTo(ImportState.DRY_RUN);
        assertThat(List.of(report.created(), report.vanished())).containsExactly(1, 1);
        assertThat(state()).isEqualTo(before);
        assertThat(staged()).isZero();
    }

    @Test
    void overHttpTheReportSpeaksTheCallersLanguage() {
        post(tokens.member(developer, slug, "sales"), ten(Yrl.offer("bad", o -> o.replace("<rooms>2</rooms>", ""))))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.created")
                .isEqualTo(10)
                .jsonPath("$.rejected")
                .isEqualTo(1)
                .jsonPath("$.warnings[0].code")
                .isEqualTo("MISSING_ROOMS")
                .jsonPath("$.warnings[0].internalId")
                .isEqualTo("bad")
                .jsonPath("$.warnings[0].message")
                .isEqualTo("The number of rooms is missing. Fill in rooms, or studio = да for a studio.");
    }

    @Test
    void overHttpABrokenDocumentAnswers422WithItsPlace() {
        post(tokens.staff("manager"), "<realty-feed>\n<offer>\n</realty-feed>")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("feed-broken")
                .jsonPath("$.errors[0].message")
                .value(detail -> assertThat((String) detail).contains("Line 3"));
    }

    @Test
    void anAddressThatIsNotPublicIsRefused() {
        for (var address : List.of(
                "http://example.kz/feed.xml", "https://127.0.0.1/feed.xml", "file:///etc/passwd", "no address")) {
            web.post()
                    .uri("/api/v1/feeds/{slug}/imports?format=yrl", slug)
                    .header("Authorization", "Bearer " + tokens.staff("manager"))
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue("{\"url\":\"" + address + "\"}")
                    .exchange()
                    .expectStatus()
                    .isEqualTo(422)
                    .expectBody()
                    .jsonPath("$.errors[0].pointer")
                    .isEqualTo("/url");
        }
        assertThat(state()).isEmpty();
    }

    @Test
    void strangersMayNotImport() {
        post(tokens.member(Tenants.random(), "other", "head"), ten())
                .expectStatus()
                .is4xxClientError();
        post(tokens.staff("operator"), ten()).expectStatus().isForbidden();
        web.post()
                .uri("/api/v1/feeds/{slug}/imports", slug)
                .bodyValue(ten())
                .exchange()
                .expectStatus()
                .isUnauthorized();
        assertThat(state()).isEmpty();
    }

    private WebTestClient.ResponseSpec post(String token, String feed) {
        return web.post()
                .uri("/api/v1/feeds/{slug}/imports?format=yrl", slug)
                .header("Authorization", "Bearer " + token)
                .header("Accept-Language", "en")
                .contentType(MediaType.APPLICATION_XML)
                .bodyValue(feed)
                .exchange();
    }
}
