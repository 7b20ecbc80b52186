package io.kvartal.catalogue.content;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Sizes and formats in which a picture is kept. */
public final class Rendition {
    private static final List<Integer> WIDTHS = List.of(320, 640, 1280, 1920);
    private static final int WIDEST = 1920;

    private Rendition() {}

    /** Widths in px, ascending: the standard ones below the picture's own, and the picture's own up to 1920. Never larger than what was uploaded. */
    public static List<Integer> widths(int original) {
        var widths = new ArrayList<Integer>();
        for (int width : WIDTHS) {
            if (width < original) {
                widths.add(width);
            }
        }
        if (original <= WIDEST) {
            widths.add(original);
        }
        return List.copyOf(widths);
    }

    /** Path of one file. @param format {@code jpg} or {@code webp} */
    public static String path(String hash, int width, String format) {
        return "/img/photo/" + hash + "-" + width + "." + format;
    }

    /** All files of a format, as {@code srcset} wants them. @param original width of the picture in px */
    public static String set(String hash, int original, String format) {
        return widths(original).stream()
                .map(width -> path(hash, width, format) + " " + width + "w")
                .collect(Collectors.joining(", "));
    }

    /** Path of the file that is neither the smallest nor the largest. */
    public static String plain(String hash, int original) {
        var widths = widths(original);
        return path(hash, widths.get(Math.min(1, widths.size() - 1)), "jpg");
    }

    static int height(int width, int originalWidth, int originalHeight) {
        return Math.max(1, Math.round((float) originalHeight * width / originalWidth));
    }
}
