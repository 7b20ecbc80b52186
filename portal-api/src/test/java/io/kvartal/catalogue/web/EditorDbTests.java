package io.kvartal.catalogue.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.content.Pictures;
import io.kvartal.catalogue.content.Presentation;
import io.kvartal.catalogue.content.Showcase;
import io.kvartal.number.Samples;
import io.kvartal.platform.CurrentUser;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Templates;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Lang;
import io.kvartal.shared.LocalizedText;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Set;
import javax.imageio.ImageIO;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.reactive.result.view.Rendering;

/** Who may edit what, and what comes of it. */
@DbTest
class EditorDbTests {
    private static final CurrentUser MANAGER = new CurrentUser.Staff("m", "Dana", Set.of(Role.MANAGER));
    private static final String PAPER = "kind=PERMIT&number=KZ-9&on=2026-01-02&issuer=Akimat&version=";

    @Autowired
    EditorActs acts;

    @Autowired
    EditorPages pages;

    @Autowired
    Showcase showcase;

    @Autowired
    Pictures pictures;

    @Autowired
    Samples samples;

    @Autowired
    WebTestClient web;

    @Test
    void aDeveloperEditsItsOwnPagesAndNobodyElses() {
        var complex = samples.complex();
        var head = member(complex.developer(), Role.HEAD);
        save(complex, "papers", head, PAPER + 0);
        assertThat(showcase.draft(complex.id()).block().content().papers()).hasSize(1);
        assertThatThrownBy(() -> save(complex, "papers", member(Tenants.random(), Role.HEAD), PAPER + 1))
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> save(complex, "papers", member(complex.developer(), Role.SALES), PAPER + 1))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> save(complex, "review", head, "version=1"))
                .as("the review is the portal's")
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> acts.publish(complex.slug(), member(Tenants.random(), Role.HEAD), form("version=1"))
                        .block())
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() ->
                        save(complex, "papers", new CurrentUser.Staff("o", "Op", Set.of(Role.OPERATOR)), PAPER + 1))
                .isInstanceOf(Problem.Forbidden.class);
    }

    @Test
    void whatAFormGotWrongIsSaidAndKept() {
        var complex = samples.complex();
        var answer = save(complex, "papers", MANAGER, "number=KZ-9&on=2999-01-01&issuer=&version=0");
        assertThat(answer.status().value()).isEqualTo(422);
        var html = new Templates().bodyText("catalogue/editor", (EditorPage)
                answer.modelAttributes().get("page"));
        assertThat(html).contains("role=\"alert\"").contains("value=\"KZ-9\"").contains("aria-invalid=\"true\"");
        assertThat(showcase.draft(complex.id()).block().version()).isZero();
    }

    @Test
    void aPageIsPublishedAndADeletionTakenBack() {
        var complex = samples.complex();
        save(complex, "papers", MANAGER, PAPER + 0);
        acts.remove(complex.slug(), "papers", 0, MANAGER, form("version=1")).block();
        assertThat(showcase.draft(complex.id()).block().content().papers()).isEmpty();
        acts.undo(complex.slug(), MANAGER, form("version=2")).block();
        acts.publish(complex.slug(), MANAGER, form("version=3")).block();
        assertThat(showcase.published(complex.id()).block().papers()).hasSize(1);
        assertThatThrownBy(() ->
                        acts.publish(complex.slug(), MANAGER, form("version=2")).block())
                .isInstanceOf(Problem.Conflict.class);
    }

    @ParameterizedTest
    @EnumSource(Lang.class)
    void theScreensAreWhole(Lang lang) {
        var complex = samples.complex();
        save(complex, "papers", MANAGER, PAPER + 0);
        var ui = Ui.sample(lang);
        var user = member(complex.developer(), Role.HEAD);
        for (var rendering : new Rendering[] {
            pages.list(user, "", ui).block(),
            pages.list(MANAGER, complex.developerName(), ui).block(),
            pages.editor(complex.slug(), MANAGER, "facts", "1", ui).block(),
            pages.editor(complex.slug(), user, "", "", ui).block(),
            pages.preview(complex.slug(), user, new LinkedMultiValueMap<>(), ui).block()
        }) {
            var html = new Templates().wholeText(String.valueOf(rendering.view()), (io.kvartal.platform.web.Page)
                    rendering.modelAttributes().get("page"));
            assertThat(html).contains("<h1").contains(complex.name());
        }
    }

    @Test
    void anUploadIsServedInItsSizesForEver() throws IOException {
        var image = new BufferedImage(1000, 600, BufferedImage.TYPE_INT_RGB);
        image.setRGB((int) (Math.random() * 999), 5, 0xFFFFFF);
        var file = new ByteArrayOutputStream();
        ImageIO.write(image, "png", file);
        var photo = pictures.keep(file.toByteArray(), LocalizedText.same("yard"), null, "Dana")
                .block();
        assertThat(pictures.keep(file.toByteArray(), LocalizedText.same("yard"), null, "Dana")
                        .block())
                .isEqualTo(photo);
        for (var name : new String[] {"320.jpg", "640.webp", "1000.webp"}) {
            web.get()
                    .uri("/img/photo/" + photo.src() + "-" + name)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .contentType(name.endsWith("webp") ? "image/webp" : "image/jpeg")
                    .expectHeader()
                    .valueMatches("Cache-Control", ".*max-age=31536000.*immutable.*");
        }
        web.get()
                .uri("/img/photo/" + photo.src() + "-1280.jpg")
                .exchange()
                .expectStatus()
                .isNotFound();
        var complex = samples.complex();
        showcase.save(
                        complex.id(),
                        0,
                        io.kvartal.catalogue.content.Part.PHOTOS,
                        Presentation.EMPTY.withPhotos(java.util.List.of(photo)),
                        "Dana")
                .then(showcase.publish(complex.id(), 1, "Dana"))
                .block();
        var html = web.get()
                .uri("/ru/zhk/" + complex.slug())
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(html)
                .contains("<picture>")
                .contains(photo.src() + "-640.webp 640w")
                .contains("width=\"1000\" height=\"600\"")
                .contains("property=\"og:image\" content=\"http")
                .contains(photo.src() + "-1000.jpg");
    }

    private Rendering save(Complex complex, String part, CurrentUser user, String body) {
        return acts.save(complex.slug(), part, user, Ui.sample(Lang.RU), form(body))
                .block();
    }

    private static MockServerWebExchange form(String body) {
        return MockServerWebExchange.from(MockServerHttpRequest.post("/")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(body));
    }

    private static CurrentUser member(TenantId tenant, Role role) {
        return new CurrentUser.Member(tenant, "dev", "u-" + tenant, "Head", Set.of(role));
    }
}
