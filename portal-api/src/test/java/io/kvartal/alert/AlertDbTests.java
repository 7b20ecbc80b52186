package io.kvartal.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.Developer;
import io.kvartal.catalogue.content.Presentation;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.LocalizedText;
import io.kvartal.shared.TenantId;
import io.kvartal.visitor.Pressing;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.TestClock;
import kvartal.testing.Yrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.json.JsonMapper;

@DbTest
class AlertDbTests {
    private static final Pattern LINK = Pattern.compile("https?://[^/\\s]+(/\\S+)");

    @Autowired
    WebTestClient web;

    @Autowired
    Catalogue catalogue;

    @Autowired
    Watch watch;

    @Autowired
    Alerts alerts;

    @Autowired
    TenantTx tx;

    @Autowired
    TestClock clock;

    @Autowired
    JsonMapper json;

    final TenantId developer = Tenants.random();
    final String slug = "alert-" + developer.toString().substring(24);
    final String email = "buyer-" + UUID.randomUUID() + "@example.kz";

    @BeforeEach
    void stock() {
        clock.set(TestClock.START);
        catalogue.register(new Developer(developer, slug, "Тест " + slug)).block();
        feed(10, "25000000");
    }

    @AfterEach
    void morning() {
        clock.set(TestClock.START);
    }

    private void feed(int units, String cheapest) {
        var offers = IntStream.range(0, units)
                .mapToObj(i -> Yrl.offer("u" + i, offer -> i == 0 ? offer.replace("25000000", cheapest) : offer))
                .toArray(String[]::new);
        catalogue.importYrl(developer, Yrl.body(Yrl.feed(offers)), false).block();
    }

    private Complex complex() {
        return catalogue.complexesOf(developer).block().getFirst();
    }

    record Letter(String subject, String html, String text, String unsubscribe) {}

    /** The oldest first. */
    private List<Letter> letters() {
        return tx.portal(db -> db.sql(
                                "select subject, html, body_text, unsubscribe from platform.mail where recipient = :to"
                                        + " order by id")
                        .bind("to", email)
                        .map(row -> new Letter(
                                row.get("subject", String.class),
                                row.get("html", String.class),
                                row.get("body_text", String.class),
                                row.get("unsubscribe", String.class)))
                        .all()
                        .collectList())
                .block();
    }

    private static String link(Letter letter, String part) {
        return LINK.matcher(letter.text())
                .results()
                .map(found -> found.group(1))
                .filter(path -> path.contains(part))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, String> wish(String frequency) {
        var fields = new HashMap<String, String>();
        fields.put("email", email);
        fields.put("frequency", frequency);
        fields.put("consent", "on");
        return fields;
    }

    private String confirmed(Pressing browser, Map<String, String> subject, String frequency) {
        browser.open("/ru/alerts/new?complex=" + complex().slug());
        var fields = wish(frequency);
        fields.putAll(subject);
        assertThat(browser.press("/ru/alerts", fields).getResponseHeaders().getLocation())
                .hasToString("/ru/alerts/sent");
        var question = link(letters().getLast(), "/confirmation/");
        browser.open(question);
        return browser.press(question, Map.of())
                .getResponseHeaders()
                .getLocation()
                .toString();
    }

    private long run() {
        clock.advance(Duration.ofMinutes(6));
        return watch.run().block();
    }

    @Test
    void nothingIsSentButTheQuestionUntilTheAddressIsConfirmed() {
        var browser = new Pressing(web);
        browser.open("/ru/alerts/new?complex=" + complex().slug());
        var fields = wish("instant");
        fields.put("complex", complex().slug());
        browser.press("/ru/alerts", fields);
        feed(12, "20000000");
        run();
        assertThat(letters()).hasSize(1);
        assertThat(letters().getFirst().unsubscribe()).isNull();
        browser.open(link(letters().getFirst(), "/confirmation/"));
        feed(13, "19000000");
        run();
        assertThat(letters()).as("opening the link confirms nothing").hasSize(1);
    }

    @Test
    void aLetterSaysWhatIsNewOnceAndHasItsWayOut() {
        var page = confirmed(new Pressing(web), Map.of("complex", complex().slug()), "instant");
        assertThat(run()).as("what was there is no news").isZero();
        feed(12, "20000000");
        run();
        assertThat(letters()).hasSize(2);
        var letter = letters().getLast();
        assertThat(letter.text())
                .contains("Цена снизилась")
                .contains("2 квартиры")
                .contains(page);
        assertThat(letter.html()).contains("/ru/zhk/" + complex().slug());
        assertThat(letter.unsubscribe()).contains("/hooks/mail/unsubscribe/");
        clock.advance(Duration.ofHours(2));
        feed(12, "25000000");
        run();
        clock.advance(Duration.ofHours(2));
        feed(12, "20000000");
        run();
        assertThat(letters()).as("the same price again is the same news").hasSize(2);
    }

    @Test
    void oneFlatIsWatchedForItsOwnPriceOnly() {
        var flat = flat("u0");
        var browser = new Pressing(web);
        assertThat(browser.open("/ru/zhk/" + complex().slug())).contains("/ru/alerts/new?unit=");
        assertThat(browser.open("/kk/alerts/new?unit=" + flat)).contains("name=\"unit\" value=\"" + flat + "\"");
        var page = confirmed(browser, Map.of("unit", flat), "instant");
        assertThat(browser.open(page))
                .contains("2-комн., 50,5 м², 3 этаж · ЖК «Тест Парк»")
                .contains("?unit=" + flat);
        feed(14, "25000000");
        run();
        assertThat(letters()).as("other flats are no news").hasSize(1);
        clock.advance(Duration.ofHours(2));
        feed(14, "24900000");
        run();
        assertThat(letters()).as("less than one per cent").hasSize(1);
        clock.advance(Duration.ofHours(2));
        feed(14, "24000000");
        run();
        assertThat(letters()).hasSize(2);
        var letter = letters().getLast();
        assertThat(letter.text().replace('\u00a0', ' '))
                .contains("Квартира подешевела: 24 000 000 ₸ вместо 25 000 000 ₸")
                .contains("?unit=" + flat)
                .contains(page);
        assertThat(letter.unsubscribe()).contains("/hooks/mail/unsubscribe/");
        web.get().uri("/ru/alerts/new?unit=nobody").exchange().expectStatus().isNotFound();
        web.get()
                .uri("/ru/alerts/new?unit=" + UUID.randomUUID())
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    private String flat(String externalId) {
        return tx.portal(db -> db.sql(
                                "select id from catalogue.unit where developer_id = :developer and external_id = :id")
                        .bind("developer", developer.value())
                        .bind("id", externalId)
                        .map(row -> row.get("id", UUID.class).toString())
                        .one())
                .block();
    }

    @Test
    void aSavedSearchTellsOfNewComplexesOnceADayAndNotAtNight() {
        var browser = new Pressing(web);
        var page = confirmed(
                browser, Map.of("city", "almaty", "query", "developer=" + slug + "&sort=price&page=3"), "daily");
        assertThat(browser.open(page)).contains("Тест " + slug).contains("?developer=" + slug + "\"");
        assertThat(browser.open("/kk/alerts")).contains("Тест " + slug);
        var other = Yrl.offer("n1", offer -> offer.replace("Тест Парк", "Новый Сад"));
        catalogue
                .importYrl(developer, Yrl.body(Yrl.feed(Yrl.offers(10), other)), false)
                .block();
        run();
        assertThat(letters()).as("daily is in the morning").hasSize(1);
        clock.advance(Duration.ofHours(14));
        run();
        assertThat(letters()).as("at night").hasSize(1);
        clock.advance(Duration.ofHours(8));
        run();
        assertThat(letters()).hasSize(2);
        assertThat(letters().getLast().text()).contains("Новый Сад").contains("Новый комплекс");
    }

    @Test
    void aNewStepOfConstructionIsToldToWhoWatchesTheComplex() {
        progress(1, LocalDate.of(2026, 10, 1), 40);
        confirmed(new Pressing(web), Map.of("complex", complex().slug()), "instant");
        run();
        assertThat(letters()).as("the step that was there is no news").hasSize(1);
        progress(2, LocalDate.of(2026, 11, 15), 55);
        run();
        assertThat(letters()).hasSize(2);
        assertThat(letters().getLast().text()).contains("Стройка: готово 55 % на 15 ноября 2026");
    }

    private void progress(int version, LocalDate on, int percent) {
        var complex = complex().id().value();
        var content = Presentation.EMPTY.withProgress(
                List.of(new Presentation.Progress(on, percent, LocalizedText.same("step"), List.of())));
        tx.portal(db -> db.sql("""
            insert into catalogue.presentation (complex_id, version, content, part, author, saved_at, published_by, published_at)
            values (:complex, :version, :content::jsonb, 'progress', 'test', :now, 'test', :now)
            """)
                        .bind("complex", complex)
                        .bind("version", version)
                        .bind("content", json.writeValueAsString(content))
                        .bind("now", clock.instant())
                        .then())
                .block();
    }

    @Test
    void oneClickEndsTheLettersAndTheyCanComeBack() {
        var page = confirmed(new Pressing(web), Map.of("complex", complex().slug()), "instant");
        feed(12, "20000000");
        run();
        var out = LINK.matcher(letters().getLast().unsubscribe())
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        web.get()
                .uri(out)
                .exchange()
                .expectStatus()
                .isEqualTo(303)
                .expectHeader()
                .valueEquals("Location", page);
        assertThat(alerts.of(page.substring("/ru/alerts/".length())).block().state())
                .as("looking ends nothing")
                .isEqualTo(Subscription.State.ACTIVE);
        web.post().uri(out).exchange().expectStatus().isOk();
        clock.advance(Duration.ofHours(2));
        feed(14, "15000000");
        run();
        assertThat(letters()).hasSize(2);
        var browser = new Pressing(web);
        assertThat(browser.open(page)).contains("/restoration");
        browser.press(page + "/restoration", Map.of());
        run();
        assertThat(letters()).hasSize(3);
    }

    @Test
    void whoAsksLearnsNothingAboutAnAddress() {
        var known = confirmed(new Pressing(web), Map.of("complex", complex().slug()), "daily");
        assertThat(known).isNotEmpty();
        var stranger = new Pressing(web);
        stranger.open("/ru/alerts/new?complex=" + complex().slug());
        var fields = wish("daily");
        fields.put("complex", complex().slug());
        var again = stranger.press("/ru/alerts", fields);
        fields.put("email", "unknown-" + UUID.randomUUID() + "@example.kz");
        var first = stranger.press("/ru/alerts", fields);
        assertThat(again.getStatus()).isEqualTo(first.getStatus());
        assertThat(again.getResponseHeaders().getLocation())
                .isEqualTo(first.getResponseHeaders().getLocation());
        assertThat(again.getResponseBody()).isEqualTo(first.getResponseBody());
        assertThat(letters().getLast().subject()).contains("уже есть");
    }

    @Test
    void aStrangerCannotFlood() {
        var browser = new Pressing(web);
        browser.open("/ru/alerts/new?complex=" + complex().slug());
        var fields = wish("daily");
        fields.put("complex", complex().slug());
        for (int i = 0; i < 8; i++) {
            assertThat(browser.press("/ru/alerts", fields).getStatus().value()).isEqualTo(303);
        }
        assertThat(letters()).hasSize(5);
    }

    @Test
    void withoutConsentOrAddressTheFormComesBack() {
        var browser = new Pressing(web);
        browser.open("/en/alerts/new?city=almaty&rooms=2");
        var answer = browser.press("/en/alerts", Map.of("city", "almaty", "query", "?rooms=2", "email", "nobody"));
        assertThat(answer.getStatus().value()).isEqualTo(422);
        assertThat(answer.getResponseBody())
                .contains("alert-email-error")
                .contains("alert-consent-error")
                .contains("value=\"nobody\"");
        web.get().uri("/en/alerts/new?city=atlantis").exchange().expectStatus().isNotFound();
        web.get().uri("/en/alerts/AAAA").exchange().expectStatus().isNotFound();
        web.post().uri("/hooks/mail/unsubscribe/AAAA").exchange().expectStatus().isNotFound();
    }

    @Test
    void theAddressIsNowhereToBeReadInTheTable() {
        confirmed(new Pressing(web), Map.of("complex", complex().slug()), "daily");
        var complex = complex().id().value();
        var row = tx.portal(db -> db.sql("""
            select s::text as all, encode(s.email_enc, 'escape') as sealed from alert.subscription s where complex_id = :complex
            """)
                        .bind("complex", complex)
                        .map(found -> found.get("all", String.class) + found.get("sealed", String.class))
                        .one())
                .block();
        assertThat(row).doesNotContain("buyer-").doesNotContain("example.kz");
    }
}
