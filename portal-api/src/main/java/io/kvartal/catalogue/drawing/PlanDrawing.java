package io.kvartal.catalogue.drawing;

/** A typical plan for a number of rooms: walls, doors, windows; not to scale and without pretending to be. */
final class PlanDrawing {
    private static final String WALL = "#15201f";

    private final StringBuilder svg = new StringBuilder(2_000);

    private PlanDrawing() {}

    static String of(int rooms, int area) {
        return new PlanDrawing().draw(rooms, area % 2 == 1);
    }

    private String draw(int rooms, boolean mirrored) {
        int upper = Math.max(1, (rooms + 1) / 2);
        int lower = Math.max(0, rooms - upper);
        int width = 120 + 60 * Math.max(upper, lower + 1);
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-8 -8 " + (width + 16) + " 216\" width=\""
                + (width + 16) + "\" height=\"216\">");
        svg.append("<g fill=\"none\" stroke=\"" + WALL + "\" stroke-width=\"4\" stroke-linejoin=\"round\""
                + (mirrored ? " transform=\"translate(" + width + " 0) scale(-1 1)\"" : "") + ">");
        svg.append("<path fill=\"#fff\" d=\"M0 0H" + width + "V200H0Z\"/>");
        wet(width);
        row(0, width, 84, upper, true);
        row(150, width - 64, 116, lower + 1, false);
        return svg.append("</g></svg>").toString();
    }

    /** Bathroom at the outer corner, the entrance beside it. */
    private void wet(int width) {
        int left = width - 64;
        line("M" + left + " 200V116H" + width);
        thin("M" + (left + 8) + " 190h30v-14h-30z");
        thin("M" + (width - 18) + " 186a8 8 0 1 0 .1 0z");
        door(left + 40, 116, 18);
        svg.append("<path stroke=\"#fff\" stroke-width=\"6\" d=\"M" + width + " 90v18\"/>");
        thin("M" + width + " 90h-18a18 18 0 0 0 18 18");
    }

    private void row(int y, int width, int wall, int count, boolean upper) {
        int step = width / count;
        line("M0 " + wall + "H" + width);
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                line("M" + i * step + " " + (upper ? 0 : 200) + "V" + wall);
            }
            int middle = i * step + step / 2;
            glass(middle - 16, upper ? 0 : 200);
            door(middle, wall, 18);
        }
    }

    private void door(int x, int y, int size) {
        svg.append("<path stroke=\"#fff\" stroke-width=\"6\" d=\"M" + x + " " + y + "h" + size + "\"/>");
    }

    private void glass(int x, int y) {
        svg.append("<path stroke=\"#9fd0cc\" stroke-width=\"5\" d=\"M" + x + " " + y + "h32\"/>");
    }

    private void line(String path) {
        svg.append("<path d=\"" + path + "\"/>");
    }

    private void thin(String path) {
        svg.append("<path stroke-width=\"1.5\" d=\"" + path + "\"/>");
    }
}
