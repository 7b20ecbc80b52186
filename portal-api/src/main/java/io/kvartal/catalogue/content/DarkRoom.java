package io.kvartal.catalogue.content;

import io.kvartal.shared.Problem;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the portal's own pictures from what was uploaded: decoded whole and encoded anew, so that nothing but pixels survives. Blocking and heavy: up to
 * 100 MB for one picture, so one at a time.
 */
final class DarkRoom {
    private static final Logger LOG = LoggerFactory.getLogger(DarkRoom.class);
    /** QUALITY.md, uploads. */
    static final int MOST_PIXELS = 25_000_000;

    private static final int LEAST_WIDTH = 320;
    private static final int BLUR_WIDTH = 20;
    private static final Set<String> READ = Set.of("jpeg", "png", "webp");

    static {
        ImageIO.setUseCache(false);
    }

    private DarkRoom() {}

    /** One file of a picture. @param format {@code jpg} or {@code webp} */
    record Print(int width, String format, byte[] bytes) {}

    /** @param blur a {@code data:} URI of a picture 20 px wide */
    record Developed(int width, int height, boolean webp, String blur, List<Print> prints) {}

    /** @throws Problem.Invalid when the file is no picture that the portal takes, in words for whoever sent it */
    static Developed develop(byte[] file) {
        var picture = opaque(ExifOrientation.upright(decoded(file), ExifOrientation.of(file)));
        if (picture.getWidth() < LEAST_WIDTH) {
            throw refused("picture-small", LEAST_WIDTH);
        }
        var prints = new ArrayList<Print>();
        var widths = Rendition.widths(picture.getWidth());
        boolean webp = true;
        var step = picture;
        for (int width : widths.reversed()) {
            step = scaled(step, width, Rendition.height(width, picture.getWidth(), picture.getHeight()));
            prints.add(new Print(width, "jpg", encoded(step, "jpeg", "JPEG", 0.82f)));
            if (webp) {
                webp = addWebp(prints, step, width);
            }
        }
        int widest = widths.getLast();
        return new Developed(
                widest,
                Rendition.height(widest, picture.getWidth(), picture.getHeight()),
                webp,
                blur(step),
                List.copyOf(prints));
    }

    /** The encoder is native code: where it cannot be loaded, pictures stay JPEG. */
    private static boolean addWebp(List<Print> prints, BufferedImage step, int width) {
        try {
            prints.add(new Print(width, "webp", encoded(step, "webp", "Lossy", 0.78f)));
            return true;
        } catch (LinkageError | IllegalStateException absent) {
            LOG.warn("no WebP encoder on this machine, pictures are kept as JPEG only", absent);
            return false;
        }
    }

    private static BufferedImage decoded(byte[] file) {
        try (var input = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            var readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                throw refused("picture-format");
            }
            var reader = readers.next();
            try {
                reader.setInput(input, true, true);
                return decoded(reader);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException broken) {
            throw broken instanceof Problem.Invalid known ? known : refused("picture-broken");
        }
    }

    private static BufferedImage decoded(ImageReader reader) throws IOException {
        if (!READ.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
            throw refused("picture-format");
        }
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MOST_PIXELS) {
            throw refused("picture-large", MOST_PIXELS / 1_000_000);
        }
        return reader.read(0);
    }

    /** JPEG knows no transparency: it becomes white. */
    private static BufferedImage opaque(BufferedImage image) {
        if (image.getType() == BufferedImage.TYPE_INT_RGB) {
            return image;
        }
        var flat = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        var graphics = flat.createGraphics();
        graphics.drawImage(image, 0, 0, Color.WHITE, null);
        graphics.dispose();
        return flat;
    }

    /** Halved as often as that goes, because bilinear scaling looks at four pixels only. */
    private static BufferedImage scaled(BufferedImage image, int width, int height) {
        var step = image;
        while (step.getWidth() > width * 2) {
            step = drawn(step, step.getWidth() / 2, Math.max(height, step.getHeight() / 2));
        }
        return step.getWidth() == width && step.getHeight() == height ? step : drawn(step, width, height);
    }

    private static BufferedImage drawn(BufferedImage image, int width, int height) {
        var target = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = target.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return target;
    }

    private static String blur(BufferedImage smallest) {
        var tiny =
                scaled(smallest, BLUR_WIDTH, Rendition.height(BLUR_WIDTH, smallest.getWidth(), smallest.getHeight()));
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(encoded(tiny, "jpeg", "JPEG", 0.5f));
    }

    private static byte[] encoded(BufferedImage image, String format, String compression, float quality) {
        var writers = ImageIO.getImageWritersByFormatName(format);
        if (!writers.hasNext()) {
            throw new IllegalStateException("no encoder for " + format);
        }
        var writer = writers.next();
        var out = new ByteArrayOutputStream();
        try (var stream = ImageIO.createImageOutputStream(out)) {
            var settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionType(compression);
            settings.setCompressionQuality(quality);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), settings);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    private static Problem.Invalid refused(String code, Object... args) {
        return new Problem.Invalid("/files", code, args);
    }
}
