package io.kvartal.catalogue.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.catalogue.content.Presentation.Paper;
import io.kvartal.catalogue.content.Presentation.PaperKind;
import io.kvartal.catalogue.content.Presentation.Photo;
import io.kvartal.number.Samples;
import io.kvartal.shared.LocalizedText;
import io.kvartal.shared.Problem;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import kvartal.testing.DbTest;
import kvartal.testing.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;

/** Files of forms: which are taken, how they are served, and how long one is kept that nothing refers to. */
@DbTest
class LeftoversDbTests {
    private static final LocalizedText ALT = LocalizedText.same("двор");
    private static final LocalDate DAY = LocalDate.of(2026, 10, 3);

    @Autowired
    Leftovers leftovers;

    @Autowired
    Uploads uploads;

    @Autowired
    Showcase showcase;

    @Autowired
    Samples samples;

    @Autowired
    TestClock clock;

    @Autowired
    WebTestClient web;

    @BeforeEach
    @AfterEach
    void today() {
        clock.set(TestClock.START);
    }

    @Test
    void whatNoVersionNamesGoesAfterThirtyDaysAndTheRestStays() {
        var lost = picture();
        var old = picture();
        var drafted = picture();
        var lostPdf = pdf();
        var keptPdf = pdf();
        var complex = samples.complex().id();
        var first = Presentation.EMPTY.withPhotos(List.of(old));
        showcase.save(complex, 0, Part.PHOTOS, first, "Dana").block();
        showcase.publish(complex, 1, "Dana").block();
        showcase.save(complex, 1, Part.PHOTOS, Presentation.EMPTY.withPhotos(List.of(drafted)), "Dana")
                .block();
        showcase.save(
                        complex,
                        2,
                        Part.PAPERS,
                        Presentation.EMPTY.withPapers(
                                List.of(new Paper(PaperKind.PERMIT, "1", DAY, "Akimat", null, keptPdf))),
                        "Dana")
                .block();
        clock.advance(Duration.ofDays(29));
        leftovers.clear().block();
        assertThat(served(lost)).as("young").isTrue();
        clock.advance(Duration.ofDays(2));
        assertThat(leftovers.clear().block()).isGreaterThanOrEqualTo(2);
        assertThat(served(lost)).isFalse();
        assertThat(servedPdf(lostPdf)).isFalse();
        assertThat(served(old)).as("named by an older version").isTrue();
        assertThat(served(drafted)).as("named by a draft").isTrue();
        assertThat(servedPdf(keptPdf)).isTrue();
        assertThat(leftovers.clear().block()).isZero();
    }

    @Test
    void whatIsSentAgainIsYoungAgain() {
        var file = pdfFile();
        var hash = keep(file).pdfs().getFirst();
        clock.advance(Duration.ofDays(29));
        assertThat(keep(file).pdfs()).containsExactly(hash);
        clock.advance(Duration.ofDays(2));
        leftovers.clear().block();
        assertThat(servedPdf(hash)).isTrue();
    }

    @Test
    void aPdfIsShownInASandboxUnderThePortalsName() {
        var file = pdfFile();
        var hash = keep(file).pdfs().getFirst();
        web.get()
                .uri("/img/paper/" + hash + ".pdf")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("application/pdf")
                .expectHeader()
                .valueEquals("Content-Disposition", "inline; filename=\"" + hash + ".pdf\"")
                .expectHeader()
                .valueEquals("Content-Security-Policy", "sandbox")
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectBody(byte[].class)
                .isEqualTo(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%PDF-1.7 cut off", "%PDF-", "<html>%PDF-1.7 %%EOF", "GIF89a %PDF-1.7 %%EOF"})
    void whatIsNoWholePdfIsRefused(String text) {
        assertThatThrownBy(() -> keep(text.getBytes(StandardCharsets.US_ASCII))).isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void aLargePdfOrOneAmongPhotosIsRefused() {
        var large = new byte[PdfFiles.MOST_BYTES + 1];
        System.arraycopy(pdfFile(), 0, large, 0, 5);
        assertThatThrownBy(() -> keep(large)).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> uploads.keep(Part.PHOTOS, Flux.just(pdfFile()), ALT, null, "Dana")
                        .block())
                .isInstanceOf(Problem.Invalid.class);
    }

    private Uploads.Kept keep(byte[] file) {
        return uploads.keep(Part.PAPERS, Flux.just(file), ALT, null, "Dana").block();
    }

    private String pdf() {
        return keep(pdfFile()).pdfs().getFirst();
    }

    private static byte[] pdfFile() {
        return ("%PDF-1.7\n% " + UUID.randomUUID() + "\n%%EOF\n").getBytes(StandardCharsets.US_ASCII);
    }

    private Photo picture() {
        var image = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
        var random = UUID.randomUUID().getMostSignificantBits();
        for (int i = 0; i < 64; i++) {
            var colour = (random >>> i & 1) == 0 ? 0 : 0xFFFFFF;
            for (int x = 0; x < 40; x++) {
                for (int y = 0; y < 30; y++) {
                    image.setRGB(i % 8 * 40 + x, i / 8 * 30 + y, colour);
                }
            }
        }
        var file = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", file);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return keep(file.toByteArray()).pictures().getFirst();
    }

    private boolean served(Photo photo) {
        return found("/img/photo/" + photo.src() + "-320.jpg") && found("/img/photo/" + photo.src() + "-400.webp");
    }

    private boolean servedPdf(String hash) {
        return found("/img/paper/" + hash + ".pdf");
    }

    private boolean found(String path) {
        return web.get()
                .uri(path)
                .exchange()
                .expectBody()
                .returnResult()
                .getStatus()
                .is2xxSuccessful();
    }
}
