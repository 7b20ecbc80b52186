package io.kvartal.catalogue.drawing;

import java.util.Random;

/** The yard, all round: equirectangular, 2048 by 1024, the horizon at half its height. What is low on the picture is under one's feet. */
final class PanoramaDrawing {
    static final int WIDTH = 2048;
    static final int HEIGHT = 1024;
    private static final double HORIZON = 512;

    private PanoramaDrawing() {}

    static void draw(String slug, Canvas canvas) {
        var random = new Random(slug.hashCode() * 31L + 5);
        var walls = FacadeDrawing.wallsOf(slug);
        canvas.sky("#8fb6c9", "#f6efe0");
        canvas.circle(1500, 210, 46, "#fffaf0", 0.9);
        for (int i = 0; i < 14; i++) {
            canvas.circle(random.nextInt(WIDTH), 140 + random.nextInt(160), 30 + random.nextInt(50), "#ffffff", 0.35);
        }
        for (int x = 0; x < WIDTH; x += 128) {
            canvas.area("#b7c8c4", x, HORIZON, x + 64, 430 - random.nextInt(40), x + 128, HORIZON);
        }
        canvas.rect(0, HORIZON, WIDTH, HORIZON, "#9fb08f", 0);
        canvas.rect(0, HORIZON + 90, WIDTH, 120, "#cfc6b2", 0);
        canvas.rect(0, HORIZON + 210, WIDTH, 302, "#b9c4a4", 0);
        double x = 20;
        int house = 0;
        while (x < WIDTH - 260) {
            double width = 220 + random.nextInt(90);
            house(canvas, random, x, width, 6 + random.nextInt(4), walls[house % 2]);
            x += width + 40 + random.nextInt(70);
            house++;
        }
        playground(canvas, 700);
        for (int i = 0; i < 26; i++) {
            double tree = random.nextInt(WIDTH);
            double size = 26 + random.nextInt(24);
            canvas.rect(tree - 4, HORIZON + 40, 8, 70, "#6b5644", 0);
            canvas.circle(tree, HORIZON + 20, size, i % 2 == 0 ? "#6f9272" : "#85a57a", 1);
        }
    }

    private static void house(Canvas canvas, Random random, double left, double width, int floors, String wall) {
        double storey = 34;
        double top = HORIZON + 60 - floors * storey;
        canvas.rect(left, top, width, floors * storey, wall, 0);
        canvas.rect(left - 6, top - 10, width + 12, 10, FacadeDrawing.darker(wall), 0);
        for (int floor = 0; floor < floors; floor++) {
            for (double x = left + 18; x + 26 < left + width; x += 42) {
                canvas.rect(x, top + 8 + floor * storey, 24, 20, random.nextInt(6) == 0 ? "#e9dfcc" : "#9fb8bd", 2);
            }
        }
    }

    private static void playground(Canvas canvas, double x) {
        canvas.circle(x + 110, HORIZON + 190, 130, "#d8b48a", 0.9);
        canvas.line("#b0583c", 8, x, HORIZON + 200, x + 40, HORIZON + 90, x + 80, HORIZON + 200);
        canvas.line("#b0583c", 8, x + 40, HORIZON + 90, x + 170, HORIZON + 90);
        canvas.line("#3f4a4c", 3, x + 80, HORIZON + 90, x + 80, HORIZON + 160);
        canvas.line("#3f4a4c", 3, x + 110, HORIZON + 90, x + 110, HORIZON + 160);
        canvas.rect(x + 74, HORIZON + 158, 42, 7, "#0b7a75", 2);
        canvas.area(
                "#f0c24b",
                x + 180,
                HORIZON + 200,
                x + 240,
                HORIZON + 100,
                x + 256,
                HORIZON + 100,
                x + 206,
                HORIZON + 200);
    }
}
