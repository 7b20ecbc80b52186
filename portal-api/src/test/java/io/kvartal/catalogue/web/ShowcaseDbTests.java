package io.kvartal.catalogue.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.Storefront;
import io.kvartal.catalogue.content.FactCode;
import io.kvartal.catalogue.content.Inaccuracies;
import io.kvartal.catalogue.content.Part;
import io.kvartal.catalogue.content.Presentation;
import io.kvartal.catalogue.content.Presentation.Paper;
import io.kvartal.catalogue.content.Presentation.PaperKind;
import io.kvartal.catalogue.content.Presentation.Photo;
import io.kvartal.catalogue.content.Presentation.Progress;
import io.kvartal.catalogue.content.Presentation.Promotion;
import io.kvartal.catalogue.content.Presentation.Review;
import io.kvartal.catalogue.content.Presentation.Section;
import io.kvartal.catalogue.content.Presentation.Tour;
import io.kvartal.catalogue.content.Showcase;
import io.kvartal.number.Samples;
import io.kvartal.shared.LocalizedText;
import io.kvartal.shared.Problem;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import kvartal.testing.DbTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What editors maintain, from the draft to the page. */
@DbTest
class ShowcaseDbTests {
    private static final LocalDate DAY = LocalDate.of(2026, 10, 3);
    private static final LocalizedText TEXT = new LocalizedText("Слова", "Сөздер", "Words");

    @Autowired
    Showcase showcase;

    @Autowired
    Catalogue catalogue;

    @Autowired
    Storefront storefront;

    @Autowired
    Inaccuracies inaccuracies;

    @Autowired
    Samples samples;

    @Autowired
    WebTestClient web;

    @Test
    void buyersSeeADraftOnlyOnceItIsPublished() {
        var complex = samples.complex();
        var full = full(complex);
        var draft = showcase.save(complex.id(), 0, Part.PAPERS, full, "Dana").block();
        assertThat(draft.content()).isEqualTo(full);
        assertThat(draft.live()).isFalse();
        assertThat(showcase.published(complex.id()).block()).isEqualTo(Presentation.EMPTY);
        assertThat(get("/en/zhk/" + complex.slug()))
                .contains("books no viewing")
                .doesNotContain("KZ-17");
        long before = catalogue.version().block();
        showcase.publish(complex.id(), 1, "Dana").block();
        assertThat(catalogue.version().block()).isEqualTo(before + 1);
        showcase.publish(complex.id(), 1, "Dana").block();
        assertThat(catalogue.version().block()).as("published twice").isEqualTo(before + 1);
        var html = get("/en/zhk/" + complex.slug());
        assertThat(html)
                .contains("KZ-17")
                .contains("40% done")
                .contains("Ceiling height")
                .contains("3.2 m")
                .contains("Written by the editors")
                .doesNotContain("books no viewing");
        assertThat(get("/en/zhk/" + complex.slug() + "?view=tours")).contains("data-panorama");
    }

    @Test
    void theJsonTellsWhatThePageShows() {
        var complex = samples.complex();
        var path = "/api/v1/complexes/" + complex.slug();
        assertThat(get(path)).contains("\"bookingPossible\":false").contains("\"documents\":[]");
        var promotion = new Promotion(TEXT, TEXT, LocalDate.of(2020, 1, 1), LocalDate.of(2099, 1, 1));
        var over = new Promotion(TEXT, TEXT, LocalDate.of(2020, 1, 1), LocalDate.of(2020, 1, 2));
        var content = full(complex)
                .withPhases(List.of(new Presentation.Phase("I", List.of("1"))))
                .withPromotions(List.of(over, promotion));
        showcase.save(complex.id(), 0, Part.PAPERS, content, "Dana")
                .then(showcase.publish(complex.id(), 1, "Dana"))
                .block();
        assertThat(get(path + "?lang=en"))
                .contains("\"bookingPossible\":true")
                .contains(
                        "{\"kind\":\"permit\",\"number\":\"KZ-17\",\"date\":\"2026-10-03\",\"issuer\":\"Akimat\",\"scan\":null}")
                .contains("\"phases\":[{\"name\":\"I\",\"buildings\":[\"1\"]}]")
                .contains("\"facts\":{\"ceiling-height\":\"3.2\",\"car-free-yard\":\"yes\"}")
                .contains(
                        "\"promotions\":[{\"title\":\"Words\",\"terms\":\"Words\",\"from\":\"2020-01-01\",\"to\":\"2099-01-01\"}]")
                .contains(
                        "\"progress\":[{\"date\":\"2026-10-03\",\"percent\":40,\"text\":\"Words\",\"photos\":[{\"url\":\"/img/photo/0123")
                .contains("\"review\":{\"text\":\"Written by the editors\",\"pros\":[\"Words\"]")
                .contains("\"onTime\":{\"handedOver\":0,\"inTime\":0,\"averageDelayQuarters\":0.0")
                .contains("\"photos\":[{\"url\":");
        assertThat(get(path + "?lang=kk")).contains("\"title\":\"Сөздер\"");
    }

    @Test
    void withoutAPaperNoViewingCanBeBooked() {
        var complex = samples.complex();
        assertThat(storefront.bookable(complex.id()).block()).isFalse();
        showcase.save(complex.id(), 0, Part.PAPERS, full(complex), "Dana").block();
        assertThat(storefront.bookable(complex.id()).block()).isFalse();
        showcase.publish(complex.id(), 1, "Dana").block();
        assertThat(storefront.bookable(complex.id()).block()).isTrue();
        assertThat(storefront.view(complex.slug()).block().bookable()).isTrue();
    }

    @Test
    void twoEditorsDoNotOverwriteEachOtherAndADeletionCanBeUndone() {
        var complex = samples.complex();
        var full = full(complex);
        showcase.save(complex.id(), 0, Part.PAPERS, full, "Dana").block();
        assertThatThrownBy(() -> showcase.save(complex.id(), 0, Part.PAPERS, full, "Erlan")
                        .block())
                .isInstanceOf(Problem.Conflict.class);
        showcase.save(complex.id(), 1, Part.PAPERS, Part.PAPERS.without(full, 0), "Dana")
                .block();
        assertThat(showcase.draft(complex.id()).block().content().papers()).isEmpty();
        assertThatThrownBy(() -> showcase.undo(complex.id(), 2, "Erlan").block())
                .as("another's change")
                .isInstanceOf(Problem.Conflict.class);
        var restored = showcase.undo(complex.id(), 2, "Dana").block();
        assertThat(restored.version()).isEqualTo(3);
        assertThat(restored.content()).isEqualTo(full);
        assertThat(showcase.discard(complex.id(), 3, "Dana").block().content()).isEqualTo(Presentation.EMPTY);
    }

    @Test
    void aPromotionIsShownOnItsDaysOnly() {
        var promotion = new Promotion(TEXT, TEXT, DAY, DAY.plusDays(2));
        var content = Presentation.EMPTY.withPromotions(List.of(promotion));
        assertThat(content.promotionsOn(DAY.minusDays(1))).isEmpty();
        assertThat(content.promotionsOn(DAY)).containsExactly(promotion);
        assertThat(content.promotionsOn(DAY.plusDays(2))).containsExactly(promotion);
        assertThat(content.promotionsOn(DAY.plusDays(3))).isEmpty();
    }

    @Test
    void pagesAroundTheComplexAnswer() {
        var complex = samples.complex();
        assertThat(get("/kk/zhk/" + complex.slug() + "/board")).contains("<h1");
        assertThat(get("/ru/developer/" + complex.developerSlug())).contains(complex.name());
        assertThat(get("/en/zhk/" + complex.slug() + "/inaccuracy")).contains("<form");
        for (var picture : new String[] {
            "/img/facade/a-4.svg", "/img/progress/a-45.svg", "/img/preview/a.png", "/img/panorama/a.jpg"
        }) {
            web.get().uri(picture).exchange().expectStatus().isOk();
        }
        for (var wrong : new String[] {
            "/img/progress/a-101.svg", "/img/photo/x-320.jpg", "/img/photo/0123456789abcdef0123456789abcdef-320.jpg"
        }) {
            web.get().uri(wrong).exchange().expectStatus().isNotFound();
        }
    }

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

    private static Presentation full(Complex complex) {
        var photo =
                new Photo("0123456789abcdef0123456789abcdef", false, true, 1600, 1000, "data:image/jpeg;base64,", TEXT);
        return Presentation.EMPTY
                .withPhotos(List.of(photo))
                .withTours(List.of(new Tour(TEXT, Photo.drawn("/img/panorama/" + complex.slug() + ".jpg", TEXT), null)))
                .withProgress(List.of(new Progress(DAY, 40, TEXT, List.of(photo))))
                .withPapers(List.of(new Paper(PaperKind.PERMIT, "KZ-17", DAY, "Akimat", null, null)))
                .withFacts(Map.of(FactCode.CEILING_HEIGHT, "3.2", FactCode.CAR_FREE_YARD, "yes"))
                .withSections(List.of(new Section("1", "A", 1, 40)))
                .withReview(new Review(
                        LocalizedText.same("Written by the editors"), List.of(TEXT), List.of(TEXT), "Asel", DAY));
    }
}
