package io.kvartal.catalogue.content;

import java.util.ArrayList;
import java.util.List;

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

    static int height(int width, int originalWidth, int originalHeight) {
        return Math.max(1, Math.round((float) originalHeight * width / originalWidth));
    }
}
