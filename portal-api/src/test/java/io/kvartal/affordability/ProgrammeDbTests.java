package io.kvartal.affordability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.demo.DemoStock;
import io.kvartal.mortgage.Mortgages;
import io.kvartal.mortgage.Programme;
import io.kvartal.shared.LocalizedText;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import kvartal.testing.DbTest;
import kvartal.testing.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Versions of a programme that begins in 2031, so that no other test meets it. */
@DbTest
class ProgrammeDbTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final LocalDate FIRST = LocalDate.of(2031, 1, 1);

    @Autowired
    Catalogue catalogue;

    @Autowired
    Mortgages mortgages;

    @Autowired
    WebTestClient web;

    @Autowired
    TestClock clock;

    final String code = "test-" + java.util.UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void load() {
        DemoStock.load(catalogue, "alatau-development");
    }

    @AfterEach
    void now() {
        clock.set(TestClock.START);
        mortgages.checked("market", "test").block();
    }

    private Programme version(LocalDate from, String rate, long cap) {
        return new Programme(
                code,
                from,
                null,
                LocalizedText.same("Test programme"),
                new BigDecimal(rate),
                BigDecimal.TEN,
                new BigDecimal(20),
                240,
                Programme.CapKind.PRICE,
                Map.of("almaty", Money.kzt(cap)),
                false,
                0,
                LocalizedText.same("Conditions"),
                "https://example.kz/",
                from);
    }

    private JsonNode json(String path) {
        return JSON.readTree(web.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    @Test
    void aChangeIsANewVersionAndTheOldOneEndsTheDayBefore() {
        mortgages.change(version(FIRST, "5", 100_000_000), "test").block();
        mortgages.change(version(FIRST.plusMonths(2), "6", 100_000_000), "test").block();
        var versions = mortgages.versions().block().stream()
                .filter(v -> v.code().equals(code))
                .toList();
        assertThat(versions).extracting(Programme::validFrom).containsExactly(FIRST.plusMonths(2), FIRST);
        assertThat(versions)
                .extracting(Programme::validTo)
                .containsExactly(null, FIRST.plusMonths(2).minusDays(1));
        assertThat(rate(FIRST.plusDays(10))).isEqualTo("5");
        assertThat(rate(FIRST.plusMonths(3))).isEqualTo("6");
        assertThatThrownBy(() -> mortgages
                        .change(version(FIRST.plusMonths(1), "4", 1), "test")
                        .block())
                .isInstanceOf(Problem.Conflict.class);
        assertThat(json("/api/v1/programmes?on=" + FIRST.plusDays(1))
                        .get("items")
                        .valueStream())
                .anySatisfy(item -> {
                    assertThat(item.get("code").asString()).isEqualTo(code);
                    assertThat(item.get("effectiveRate").asString()).isEqualTo("5.12");
                });
    }

    private String rate(LocalDate on) {
        return mortgages.inForce(on).block().stream()
                .filter(p -> p.code().equals(code))
                .map(p -> p.rate().toPlainString())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void searchAndItsTagKnowAChangeAtOnce() {
        clock.set(Instant.parse("2031-03-01T06:00:00Z"));
        mortgages.change(version(FIRST, "5", 1_000_000), "test").block();
        assertThat(complexes()).isZero();
        var tag = tag();
        mortgages
                .change(version(LocalDate.of(2031, 2, 1), "5", 900_000_000), "test")
                .block();
        assertThat(complexes()).isPositive();
        assertThat(tag()).isNotEqualTo(tag);
    }

    private int complexes() {
        return json("/api/v1/complexes?city=almaty&programme=" + code)
                .at("/page/totalItems")
                .asInt();
    }

    private String tag() {
        return web.get()
                .uri("/api/v1/complexes?city=almaty")
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseHeaders()
                .getETag();
    }

    @Test
    void theLandingPageSaysTermsLimitsAPaymentAndWhatFits() {
        for (var lang : List.of("ru", "kk", "en")) {
            var html = web.get()
                    .uri("/" + lang + "/programme/7-20-25?city=almaty&price=25000000")
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody(String.class)
                    .returnResult()
                    .getResponseBody();
            assertThat(html)
                    .contains("/zhk/")
                    .contains("rel=\"canonical\" href=\"")
                    .contains("/" + lang + "/programme/7-20-25\"")
                    .contains("baspana.kz")
                    .contains(lang.equals("en") ? "141,356" : "141\u00a0356");
        }
        web.get().uri("/ru/programme/atlantis").exchange().expectStatus().isNotFound();
        web.get()
                .uri("/ru/programme/7-20-25?price=-1&city=x")
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void typedFormsAreReadOrSayWhatIsWrong() {
        var now = mortgages.programme("7-20-25").block();
        var form = ProgrammeForm.of(now, LocalDate.of(2027, 1, 1));
        var values = new java.util.HashMap<String, String>();
        for (var field : List.of(
                "code",
                "validFrom",
                "rate",
                "downFinished",
                "downUnfinished",
                "maxMonths",
                "capKind",
                "caps",
                "general",
                "monthsWithoutHome",
                "nameRu",
                "nameKk",
                "nameEn",
                "conditionsRu",
                "conditionsKk",
                "conditionsEn",
                "sourceUrl")) {
            values.put(field, form.value(field));
        }
        var same = ProgrammeForm.typed(values, now.checkedAt()).programme().orElseThrow();
        assertThat(same.caps()).isEqualTo(now.caps());
        assertThat(same.rate()).isEqualByComparingTo(now.rate());
        assertThat(Examples.of(now, same))
                .allSatisfy(effect -> assertThat(effect.before().price())
                        .isEqualTo(effect.after().price()));
        values.put("rate", "much");
        values.put("caps", "almaty 30");
        values.put("sourceUrl", "javascript:alert(1)");
        var wrong = ProgrammeForm.typed(values, now.checkedAt());
        assertThat(wrong.programme()).isEmpty();
        assertThat(List.of("rate", "caps", "sourceUrl"))
                .allSatisfy(field -> assertThat(wrong.error(field)).isNotNull());
    }
}
