package io.kvartal.dispute;

import io.kvartal.shared.Problem;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/**
 * What is kept of an uploaded file: a picture is decoded and encoded anew, so that nothing but pixels survives; a PDF is kept as it came, because it is
 * only ever handed out as a download. Blocking.
 */
record Evidence(String contentType, String ending, byte[] bytes) {
    static final int MOST_BYTES = 10 * 1024 * 1024;
    private static final long MOST_PIXELS = 25_000_000;

    /** @throws Problem.Invalid when the file is none of PNG, JPEG, PDF, or too large */
    static Evidence of(byte[] file) {
        if (file.length == 0 || file.length > MOST_BYTES) {
            throw new Problem.Invalid("/file", "dispute.file-size", MOST_BYTES / 1024 / 1024);
        }
        return isPdf(file) ? new Evidence("application/pdf", "pdf", file) : picture(file);
    }

    private static boolean isPdf(byte[] file) {
        return file.length > 8
                && new String(file, 0, 5, StandardCharsets.ISO_8859_1).equals("%PDF-")
                && new String(
                                file,
                                Math.max(0, file.length - 1024),
                                Math.min(1024, file.length),
                                StandardCharsets.ISO_8859_1)
                        .contains("%%EOF");
    }

    private static Evidence picture(byte[] file) {
        try (var input = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            var readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                throw refused();
            }
            var reader = readers.next();
            try {
                reader.setInput(input, true, true);
                return encoded(reader);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException broken) {
            throw broken instanceof Problem.Invalid known ? known : refused();
        }
    }

    private static Evidence encoded(ImageReader reader) throws IOException {
        var format = reader.getFormatName().toLowerCase(Locale.ROOT);
        if ((!format.equals("png") && !format.equals("jpeg"))
                || (long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
            throw refused();
        }
        var picture = flat(reader.read(0));
        var out = new ByteArrayOutputStream();
        if (!ImageIO.write(picture, format, out)) {
            throw refused();
        }
        return new Evidence("image/" + format, format.equals("jpeg") ? "jpg" : "png", out.toByteArray());
    }

    private static BufferedImage flat(BufferedImage picture) {
        var flat = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        var canvas = flat.createGraphics();
        canvas.drawImage(picture, 0, 0, Color.WHITE, null);
        canvas.dispose();
        return flat;
    }

    private static Problem.Invalid refused() {
        return new Problem.Invalid("/file", "dispute.file-format");
    }
}
