package io.kvartal.catalogue.drawing;

/** The portal's drawings in the form in which they are served. */
public final class Drawn {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 400;
    private static final int LOBBY = 4;

    private Drawn() {}

    /** SVG. @param variant 1 by day, 2 in the evening, 3 the yard, 4 the entrance hall */
    public static String house(String slug, int variant) {
        var canvas = new SvgCanvas(WIDTH, HEIGHT);
        if (variant == LOBBY) {
            LobbyDrawing.draw(slug, canvas);
        } else {
            FacadeDrawing.draw(slug, variant, canvas);
        }
        return canvas.text();
    }

    /** SVG of the building site. */
    public static String progress(String slug, int percent) {
        var canvas = new SvgCanvas(WIDTH, HEIGHT);
        ProgressDrawing.draw(slug, percent, canvas);
        return canvas.text();
    }

    /** SVG of a typical plan, not to scale. @param rooms 0 to 5 */
    public static String plan(int rooms, int area) {
        return PlanDrawing.of(rooms, area);
    }

    /** PNG of the house by day, 1200 by 630, as link previews want it. */
    public static byte[] preview(String slug) {
        double scale = 1200.0 / WIDTH;
        var canvas = new RasterCanvas(1200, 630, scale, HEIGHT - 630 / scale - 8, HEIGHT);
        FacadeDrawing.draw(slug, 1, canvas);
        return canvas.encoded("png");
    }

    /** JPEG, equirectangular, 2048 by 1024. */
    public static byte[] panorama(String slug) {
        var canvas = new RasterCanvas(PanoramaDrawing.WIDTH, PanoramaDrawing.HEIGHT, 1, 0, PanoramaDrawing.HEIGHT);
        PanoramaDrawing.draw(slug, canvas);
        return canvas.encoded("jpg");
    }
}
