package io.kvartal.catalogue.drawing;

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
    private final Canvas canvas;

    private FacadeDrawing(String slug, int variant, Canvas canvas) {
        this.canvas = canvas;
        random = new Random(slug.hashCode() * 31L + variant * 7L);
        evening = variant == 2;
    }

    /** 640 by 400. @param variant 1 by day, 2 in the evening, 3 the yard */
    static void draw(String slug, int variant, Canvas canvas) {
        new FacadeDrawing(slug, variant, canvas).draw(wallsOf(slug), variant == 3);
    }

    static String[] wallsOf(String slug) {
        return WALLS[Math.floorMod(slug.hashCode(), WALLS.length)];
    }

    private void draw(String[] walls, boolean yard) {
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
    }

    private void sky() {
        var top = evening ? "#27384a" : pick("#cfe3e6", "#d9e6ea", "#e6e3d6");
        var bottom = evening ? "#d98f6a" : pick("#f6efe0", "#fbf4e8", "#f3ead9");
        canvas.sky(top, bottom);
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
        var points = new double[24];
        points[0] = 0;
        points[1] = 400;
        for (int i = 0; i <= 8; i++) {
            points[2 + 2 * i] = 80.0 * i;
            points[3 + 2 * i] = base - random.nextInt(height);
        }
        points[20] = 640;
        points[21] = 400;
        points[22] = 0;
        points[23] = 400;
        canvas.area(colour, points);
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
        canvas.rect(x, y, width, height, fill, radius);
    }

    private void circle(double x, double y, double radius, String fill, double opacity) {
        canvas.circle(x, y, radius, fill, opacity);
    }

    private String pick(String... colours) {
        return colours[random.nextInt(colours.length)];
    }

    static String darker(String colour) {
        int rgb = Integer.parseInt(colour.substring(1), 16);
        int red = (rgb >> 16 & 255) * 5 / 9;
        int green = (rgb >> 8 & 255) * 5 / 9;
        int blue = (rgb & 255) * 6 / 9;
        return "#%02x%02x%02x".formatted(red, green, blue);
    }
}
