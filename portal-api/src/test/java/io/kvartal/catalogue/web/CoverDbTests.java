package io.kvartal.catalogue.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.Developer;
import io.kvartal.catalogue.content.Part;
import io.kvartal.catalogue.content.Presentation;
import io.kvartal.catalogue.content.Presentation.Photo;
import io.kvartal.catalogue.content.Showcase;
import io.kvartal.shared.LocalizedText;
import io.kvartal.shared.TenantId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.Yrl;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The first published photo stands for a complex wherever it is named; without one it is the portal's drawing. */
@DbTest
class CoverDbTests {
    private static final String HASH = "0123456789abcdef0123456789abcdef";
    private static final LocalizedText ALT = LocalizedText.same("Двор");
    private static final String VISITOR = UUID.randomUUID().toString();

    @Autowired
    Catalogue catalogue;

    @Autowired
    Showcase showcase;

    @Autowired
    WebTestClient web;

    private final TenantId developer = Tenants.random();
    private final String slug = "cover-" + developer.toString().substring(24);

    private Complex complex() {
        catalogue.register(new Developer(developer, slug, "Обложка")).block();
        catalogue
                .importYrl(
                        developer,
                        Yrl.body(Yrl.feed(IntStream.range(0, 3)
                                .mapToObj(i -> Yrl.offer("u" + i))
                                .toArray(String[]::new))),
                        false)
                .block();
        return catalogue.complexesOf(developer).block().getFirst();
    }

    @Test
    void aPhotoTakesThePlaceOfTheDrawingOnceItIsPublished() {
        var complex = complex();
        keep(complex, "favourites");
        keep(complex, "comparison");
        var pages = List.of(
                "/ru/almaty/novostroyki?developer=" + slug, "/kk/developer/" + slug, "/en/favourites", "/ru/compare");
        var drawing = "/img/facade/" + complex.slug() + ".svg";
        var drawn = Photo.drawn("/img/facade/" + complex.slug() + "-2.svg", ALT);
        var photo = new Photo(HASH, false, true, 1600, 1000, "data:image/jpeg;base64,AA", ALT);
        showcase.save(complex.id(), 0, Part.PHOTOS, Presentation.EMPTY.withPhotos(List.of(drawn, photo)), "Dana")
                .block();
        pages.forEach(page -> assertThat(get(page)).as(page).contains(drawing).doesNotContain(HASH));
        showcase.publish(complex.id(), 1, "Dana").then(catalogue.tell()).block();
        pages.forEach(page -> assertThat(get(page))
                .as(page)
                .doesNotContain(drawing)
                .contains("data:image/jpeg;base64,AA")
                .contains("/img/photo/" + HASH + "-320.webp 320w, /img/photo/" + HASH + "-640.webp 640w")
                .contains("width=\"1600\" height=\"1000\""));
        for (var list : List.of(
                "/api/v1/complexes?city=almaty&developer=" + slug,
                "/api/v1/complexes/" + complex.slug(),
                "/api/v1/favourites")) {
            assertThat(get(list)).as(list).contains("\"photo\":\"/img/photo/" + HASH + "-640.jpg\"");
        }
    }

    @Test
    void withoutAPhotoALinkShowsTheDrawingAsPixels() throws IOException {
        var complex = complex();
        var path = "/img/preview/" + complex.slug() + ".png";
        assertThat(get("/en/zhk/" + complex.slug()))
                .containsPattern("property=\"og:image\" content=\"http[^\"]+" + path);
        var png = web.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("image/png")
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody();
        var picture = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(picture.getWidth()).isEqualTo(1200);
        assertThat(picture.getHeight()).isEqualTo(630);
    }

    private void keep(Complex complex, String list) {
        web.put()
                .uri("/api/v1/" + list + "/" + complex.slug())
                .cookie("kv_visitor", VISITOR)
                .exchange()
                .expectStatus()
                .is2xxSuccessful();
    }

    private String get(String path) {
        return web.get()
                .uri(path)
                .cookie("kv_visitor", VISITOR)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
