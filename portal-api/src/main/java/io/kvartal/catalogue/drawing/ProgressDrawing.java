package io.kvartal.catalogue.drawing;

import java.util.Random;

/** A building site at a percent of the work: pit, frame that grows, walls that follow, windows last; a crane until the roof is on. */
final class ProgressDrawing {
    private static final double GROUND = 340;
    private static final double STOREY = 24;
    private static final String CONCRETE = "#b9b6ae";
    private static final String SLAB = "#8f8d86";

    private final Random random;
    private final Canvas canvas;
    private final int percent;
    private final String[] walls;

    private ProgressDrawing(String slug, int percent, Canvas canvas) {
        this.random = new Random(slug.hashCode() * 31L + 11);
        this.canvas = canvas;
        this.percent = percent;
        this.walls = FacadeDrawing.wallsOf(slug);
    }

    /** 640 by 400. */
    static void draw(String slug, int percent, Canvas canvas) {
        new ProgressDrawing(slug, percent, canvas).draw();
    }

    private void draw() {
        canvas.sky("#d5e0e4", "#f4eee2");
        canvas.area("#c3cec6", 0, 400, 0, 232, 110, 205, 240, 236, 380, 198, 520, 232, 640, 210, 640, 400);
        canvas.rect(0, GROUND, 640, 60, "#b7a98e", 0);
        double left = 150 + random.nextInt(30);
        int floors = 8 + random.nextInt(4);
        if (percent < 88) {
            crane(left + 300, GROUND - floors * STOREY - 70);
        }
        house(left, 250, floors);
        site(left);
    }

    private void house(double left, double width, int floors) {
        if (percent < 12) {
            canvas.area(
                    "#8a7a60",
                    left - 30,
                    GROUND,
                    left + 10,
                    GROUND + 34,
                    left + width - 10,
                    GROUND + 34,
                    left + width + 30,
                    GROUND);
            for (double x = left + 20; x < left + width - 20; x += 30) {
                canvas.rect(x, GROUND + 8, 4, 26, SLAB, 0);
            }
            return;
        }
        int framed = Math.min(floors, 1 + (percent - 12) * floors / 48);
        int walled = percent < 40 ? 0 : Math.min(framed, (percent - 40) * floors / 40 + 1);
        int glazed = percent < 62 ? 0 : Math.min(walled, (percent - 62) * floors / 30 + 1);
        for (int floor = 0; floor < framed; floor++) {
            storey(left, width, GROUND - (floor + 1) * STOREY, floor < walled, floor < glazed);
        }
        double top = GROUND - framed * STOREY;
        if (framed < floors) {
            for (double x = left + 6; x < left + width; x += 26) {
                canvas.line("#7c5a3c", 1.6, x, top, x, top - 10);
            }
        } else {
            canvas.rect(left - 4, top - 8, width + 8, 8, walls[1], 0);
        }
    }

    private void storey(double left, double width, double top, boolean walled, boolean glazed) {
        if (!walled) {
            canvas.rect(left, top, width, 4, SLAB, 0);
            for (double x = left; x <= left + width - 6; x += (width - 6) / 6) {
                canvas.rect(x, top, 6, STOREY, CONCRETE, 0);
            }
            return;
        }
        canvas.rect(left, top, width, STOREY, walls[0], 0);
        for (double x = left + 12; x + 16 < left + width; x += 27) {
            canvas.rect(x, top + 6, 16, 13, glazed ? "#9fb8bd" : "#5d5a55", 1);
        }
    }

    private void crane(double x, double top) {
        canvas.rect(x - 4, top, 8, GROUND - top, "#d8a31f", 0);
        for (double y = top + 10; y < GROUND; y += 22) {
            canvas.line("#a87c12", 1.4, x - 4, y, x + 4, y + 11, x - 4, y + 22);
        }
        canvas.rect(x - 250, top - 6, 320, 6, "#d8a31f", 0);
        canvas.rect(x + 46, top - 4, 24, 20, "#6d6a63", 0);
        canvas.area("#d8a31f", x - 4, top - 6, x, top - 34, x + 4, top - 6);
        canvas.line("#8a6a1d", 1.4, x - 180, top - 6, x, top - 34, x + 60, top - 6);
        double hook = x - 150 - random.nextInt(60);
        canvas.line("#55524b", 1.2, hook, top, hook, top + 60);
        canvas.rect(hook - 14, top + 60, 28, 8, "#7c5a3c", 0);
    }

    private void site(double left) {
        for (double x = 0; x < 640; x += 32) {
            canvas.rect(x, 372, 30, 20, x % 64 == 0 ? "#0b7a75" : "#e7e2d6", 0);
        }
        canvas.rect(left - 110, GROUND + 4, 62, 22, "#e9e4d8", 2);
        canvas.rect(left - 102, GROUND + 9, 14, 9, "#86a3aa", 1);
        canvas.rect(left - 80, GROUND + 9, 14, 9, "#86a3aa", 1);
        for (int i = 0; i < 3; i++) {
            canvas.area("#a08f70", 470 + i * 44, GROUND + 26, 492 + i * 44, GROUND + 6, 514 + i * 44, GROUND + 26);
        }
    }
}
