package io.kvartal.catalogue.drawing;

import java.util.Random;

/** The entrance hall: floor tiles, lifts, letter boxes, a plant, light in the colours of the house. */
final class LobbyDrawing {
    private LobbyDrawing() {}

    /** 640 by 400. */
    static void draw(String slug, Canvas canvas) {
        var random = new Random(slug.hashCode() * 31L + 4);
        var walls = FacadeDrawing.wallsOf(slug);
        canvas.sky("#efe8db", "#e4dac8");
        canvas.area("#d9cdb8", 0, 0, 120, 60, 120, 300, 0, 400);
        canvas.area("#d9cdb8", 640, 0, 520, 60, 520, 300, 640, 400);
        canvas.area("#c9bda6", 0, 400, 120, 300, 520, 300, 640, 400);
        canvas.area("#f7f2e7", 0, 0, 120, 60, 520, 60, 640, 0);
        for (int i = 1; i < 8; i++) {
            canvas.line("#b9ac93", 1, 120 + i * 50, 300, i * 80, 400);
        }
        canvas.line("#b9ac93", 1, 92, 324, 548, 324);
        canvas.line("#b9ac93", 1, 50, 358, 590, 358);
        canvas.rect(120, 60, 400, 240, walls[0], 0);
        canvas.rect(120, 60, 400, 240, "#f3ede0", 0);
        canvas.rect(150, 84, 130, 216, walls[2], 0);
        for (int lift = 0; lift < 2; lift++) {
            double x = 300 + lift * 96;
            canvas.rect(x, 128, 78, 172, "#6f7a78", 2);
            canvas.rect(x + 4, 132, 34, 168, "#c9d0cd", 0);
            canvas.rect(x + 40, 132, 34, 168, "#bcc5c1", 0);
            canvas.rect(x + 28, 112, 22, 10, "#15201f", 2);
        }
        for (int row = 0; row < 5; row++) {
            for (int column = 0; column < 4; column++) {
                canvas.rect(162 + column * 28, 106 + row * 22, 24, 18, FacadeDrawing.darker(walls[2]), 2);
            }
        }
        for (int i = 0; i < 5; i++) {
            canvas.circle(180 + i * 70, 62, 6, "#fff6d8", 1);
        }
        canvas.rect(60, 262, 44, 78, "#b0583c", 4);
        for (int i = 0; i < 9; i++) {
            double lean = (i - 4) * 11;
            canvas.line(
                    "#4f7a5c",
                    5,
                    82,
                    262,
                    82 + lean * 0.5,
                    210 - random.nextInt(20),
                    82 + lean,
                    184 + random.nextInt(26));
        }
        canvas.rect(440, 316, 150, 26, walls[0], 6);
        canvas.rect(440, 300, 150, 20, walls[0], 6);
        canvas.rect(452, 340, 8, 16, "#3f4a4c", 0);
        canvas.rect(570, 340, 8, 16, "#3f4a4c", 0);
    }
}
