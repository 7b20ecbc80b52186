package io.kvartal.catalogue.web;

import java.util.Locale;
import java.util.Random;

/** A street view of a building that does not exist yet: sky, hills, two or three blocks, trees. */
final class FacadeDrawing {
    private static final String[][] WALLS = {
        {"#c9714f", "#f0e6d8", "#8d4a33"},
        {"#e9dfcc", "#3f4a4c", "#cdbfa5"},
        {"#f4f1ea", "#0b7a75", "#d8d0c0"},
        {"#b9a48a", "#f7f3ea", "#86735b"},
        {"#5b6a70", "#e8e2d4", "#414d52"},
        {"#d8b48a", "#5a4636", "#b8926a"},
        {"#dfe3df", "#b0583c", "#bcc4bf"},
        {"#8f9f8d", "#f5efe2", "#6d7d6c"}
    };

    private final Random random;
    private final boolean evening;
    private final StringBuilder svg = new StringBuilder(6_000);

    private FacadeDrawing(String slug, int variant) {
        random = new Random(slug.hashCode() * 31L + variant * 7L);
        evening = variant == 2;
    }

    static String of(String slug, int variant) {
        var drawing = new FacadeDrawing(slug, variant);
        var walls = WALLS[Math.floorMod(slug.hashCode(), WALLS.length)];
        return drawing.draw(walls, variant == 3);
    }

    private String draw(String[] walls, boolean yard) {
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 400\" width=\"640\" height=\"400\">");
        sky();
        hills();
        int blocks = yard ? 2 : 2 + random.nextInt(2);
        double left = 40 + random.nextInt(50);
        for (int i = 0; i < blocks; i++) {
            double width = (yard ? 190 : 150) + random.nextInt(60);
            int floors = 6 + random.nextInt(yard ? 3 : 7);
            block(left, width, floors, walls, i);
            left += width + (yard ? 90 : 14) + random.nextInt(20);
        }
        ground();
        trees(yard ? 9 : 6, yard ? 1.6 : 1);
        return svg.append("</svg>").toString();
    }

    private void sky() {
        var top = evening ? "#27384a" : pick("#cfe3e6", "#d9e6ea", "#e6e3d6");
        var bottom = evening ? "#d98f6a" : pick("#f6efe0", "#fbf4e8", "#f3ead9");
        svg.append("<defs><linearGradient id=\"s\" x2=\"0\" y2=\"1\"><stop stop-color=\"" + top
                + "\"/><stop offset=\"1\" stop-color=\"" + bottom + "\"/></linearGradient></defs>");
        svg.append("<path fill=\"url(#s)\" d=\"M0 0h640v400H0z\"/>");
        circle(
                80 + random.nextInt(480),
                60 + random.nextInt(50),
                26,
                evening ? "#f3d9a4" : "#fffaf0",
                evening ? 0.9 : 0.8);
    }

    private void hills() {
        var far = evening ? "#3d4c5a" : "#c5d3cf";
        var near = evening ? "#33414b" : "#aebfb6";
        ridge(230, 70, far);
        ridge(270, 40, near);
    }

    private void ridge(int base, int height, String colour) {
        svg.append("<path fill=\"" + colour + "\" d=\"M0 400V" + (base - random.nextInt(height)));
        for (int x = 80; x <= 640; x += 80) {
            svg.append("L" + x + " " + (base - random.nextInt(height)));
        }
        svg.append("V400Z\"/>");
    }

    private void block(double left, double width, int floors, String[] walls, int index) {
        double storey = 24;
        double height = floors * storey + 34;
        double top = 350 - height;
        var wall = index % 2 == 0 ? walls[0] : walls[1];
        var trim = index % 2 == 0 ? walls[1] : walls[0];
        rect(left, top, width, height, evening ? darker(wall) : wall, 0);
        rect(left + width - 16, top, 16, height, evening ? darker(walls[2]) : walls[2], 0);
        rect(left - 4, top - 7, width + 8, 8, evening ? darker(trim) : trim, 0);
        int columns = (int) ((width - 28) / 27);
        for (int floor = 0; floor < floors; floor++) {
            for (int column = 0; column < columns; column++) {
                window(left + 12 + column * 27, top + 9 + floor * storey, column % 3 == 1, trim);
            }
        }
        groundFloor(left, width, trim);
    }

    private void window(double x, double y, boolean balcony, String trim) {
        boolean lit = evening && random.nextInt(5) < 3;
        var glass = evening
                ? lit ? pick("#ffd98a", "#ffe9b8", "#f7c66b") : "#2b3944"
                : pick("#9fb8bd", "#b4c8cb", "#86a3aa");
        rect(x, y, 16, 14, glass, 1);
        if (balcony) {
            rect(x - 3, y + 9, 22, 7, evening ? darker(trim) : trim, 1);
        }
    }

    private void groundFloor(double left, double width, String trim) {
        rect(left, 318, width, 32, evening ? "#3a3430" : "#4a4f4c", 0);
        for (double x = left + 8; x + 30 < left + width; x += 38) {
            rect(x, 324, 28, 26, evening ? "#ffd98a" : "#cfdcd9", 1);
            rect(x - 2, 320, 32, 5, evening ? darker(trim) : trim, 0);
        }
    }

    private void ground() {
        rect(0, 350, 640, 50, evening ? "#3c4640" : "#a8b79a", 0);
        rect(0, 372, 640, 28, evening ? "#4b4a47" : "#d9d2c3", 0);
    }

    private void trees(int count, double scale) {
        for (int i = 0; i < count; i++) {
            double x = 20 + random.nextInt(600);
            double size = (13 + random.nextInt(11)) * scale;
            rect(x - 2, 372 - size, 4, size, evening ? "#2d2a26" : "#6b5644", 0);
            circle(
                    x,
                    372 - size * 1.6,
                    size,
                    evening ? pick("#26362f", "#2d4037") : pick("#6f9272", "#85a57a", "#5d8468"),
                    0.96);
        }
    }

    private void rect(double x, double y, double width, double height, String fill, int radius) {
        svg.append("<rect x=\"" + n(x) + "\" y=\"" + n(y) + "\" width=\"" + n(width) + "\" height=\"" + n(height)
                + "\" fill=\"" + fill + (radius == 0 ? "\"/>" : "\" rx=\"" + radius + "\"/>"));
    }

    private void circle(double x, double y, double radius, String fill, double opacity) {
        svg.append("<circle cx=\"" + n(x) + "\" cy=\"" + n(y) + "\" r=\"" + n(radius) + "\" fill=\"" + fill
                + "\" opacity=\"" + n(opacity) + "\"/>");
    }

    private String pick(String... colours) {
        return colours[random.nextInt(colours.length)];
    }

    private static String darker(String colour) {
        int rgb = Integer.parseInt(colour.substring(1), 16);
        int red = (rgb >> 16 & 255) * 5 / 9;
        int green = (rgb >> 8 & 255) * 5 / 9;
        int blue = (rgb & 255) * 6 / 9;
        return "#%02x%02x%02x".formatted(red, green, blue);
    }

    private static String n(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
