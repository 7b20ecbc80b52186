package io.kvartal.catalogue.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.shared.Problem;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of an upload. */
class DarkRoomTests {
    private static final String SECRET = "taken at 43.238,76.945 by Aliya";

    @Test
    void aPhotoIsKeptInEveryWidthItHasAsJpegAndWebp() throws IOException {
        var developed = DarkRoom.develop(jpeg(1500, 1000));
        assertThat(developed.webp()).isTrue();
        assertThat(developed.width()).isEqualTo(1500);
        assertThat(developed.height()).isEqualTo(1000);
        assertThat(developed.prints().stream().map(p -> p.width() + p.format()).toList())
                .containsExactlyInAnyOrder(
                        "320jpg", "320webp", "640jpg", "640webp", "1280jpg", "1280webp", "1500jpg", "1500webp");
        for (var print : developed.prints()) {
            var image = ImageIO.read(new ByteArrayInputStream(print.bytes()));
            assertThat(image.getWidth()).isEqualTo(print.width());
            assertThat(image.getHeight()).isEqualTo(Math.round(print.width() * 1000 / 1500f));
        }
        assertThat(developed.blur()).startsWith("data:image/jpeg;base64,").hasSizeLessThan(1200);
    }

    @Test
    void nothingLargerThan1920IsKept() throws IOException {
        var developed = DarkRoom.develop(png(2400, 1200));
        assertThat(developed.width()).isEqualTo(1920);
        assertThat(developed.height()).isEqualTo(960);
    }

    @Test
    void whatTheCameraNotedIsGoneAndThePictureStandsUpright() throws IOException {
        var turned = DarkRoom.develop(withExif(jpeg(800, 600), 6));
        assertThat(turned.width()).isEqualTo(600);
        assertThat(turned.height()).isEqualTo(800);
        for (var print : turned.prints()) {
            assertThat(new String(print.bytes(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("Exif")
                    .doesNotContain(SECRET);
        }
        // the red corner of the file, above left, is above right once the picture stands
        var shown =
                ImageIO.read(new ByteArrayInputStream(turned.prints().getFirst().bytes()));
        assertThat(new Color(shown.getRGB(shown.getWidth() - 20, 20)).getRed()).isGreaterThan(200);
        assertThat(new Color(shown.getRGB(20, 20)).getRed()).isLessThan(80);
    }

    @Test
    void aFileHiddenBehindAPictureIsGone() throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(jpeg(400, 300));
        bytes.writeBytes("<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8));
        for (var print : DarkRoom.develop(bytes.toByteArray()).prints()) {
            assertThat(new String(print.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("<script>");
        }
    }

    @Test
    void aBombIsRefusedBeforeItIsUnpacked() throws IOException {
        var bomb = png(8, 8);
        // IHDR: width and height of 50,000 each
        ByteBuffer.wrap(bomb).putInt(16, 50_000).putInt(20, 50_000);
        refused(bomb, "picture-large", "picture-broken");
        refused(png(5_001, 5_000), "picture-large");
        refused(png(319, 400), "picture-small");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GIF89a",
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
                "%PDF-1.7",
                "\u0089PNG\r\n",
                "MZ\u0090"
            })
    void whatIsNoPictureIsRefused(String file) {
        refused(file.getBytes(StandardCharsets.ISO_8859_1), "picture-format", "picture-broken");
    }

    @Test
    void aGifIsRefused() throws IOException {
        refused(file(500, 400, "gif"), "picture-format");
    }

    private static void refused(byte[] file, String... codes) {
        assertThatThrownBy(() -> DarkRoom.develop(file))
                .isInstanceOfSatisfying(Problem.Invalid.class, problem -> assertThat(
                                problem.errors().getFirst().code())
                        .isIn((Object[]) codes));
    }

    private static byte[] jpeg(int width, int height) throws IOException {
        return file(width, height, "jpg");
    }

    private static byte[] png(int width, int height) throws IOException {
        return file(width, height, "png");
    }

    static byte[] file(int width, int height, String format) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(Color.BLUE);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width / 3, height / 3);
        graphics.dispose();
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }

    /** An APP1 segment after the start of the file: little-endian TIFF with the orientation and a description. */
    private static byte[] withExif(byte[] jpeg, int orientation) {
        var tiff = ByteBuffer.allocate(64).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        tiff.put("II".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        tiff.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1);
        tiff.putShort((short) orientation).putShort((short) 0).putInt(0);
        tiff.put(SECRET.getBytes(StandardCharsets.US_ASCII));
        var body = new byte[tiff.position()];
        tiff.flip().get(body);
        var segment = ByteBuffer.allocate(10 + body.length);
        segment.putShort((short) 0xFFE1).putShort((short) (8 + body.length));
        segment.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(body);
        var out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.write(segment.array(), 0, segment.position());
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }
}
