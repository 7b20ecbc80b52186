package io.kvartal.catalogue.web;

import gg.jte.Content;
import gg.jte.html.escape.Escape;
import gg.jte.output.StringOutput;
import io.kvartal.catalogue.Storefront.PricePoint;
import io.kvartal.platform.web.Ui;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** The price of a square metre over time, a line for each number of rooms; told apart by colour and dashes, named at the side. The table below has the numbers. */
final class PriceChart {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 220;
    private static final int RIGHT = 92;
    private static final int TOP = 16;
    private static final int BOTTOM = 196;
    private static final int LABEL = 15;

    private final Ui ui;
    private final List<PricePoint> prices;
    private final double least;
    private final double most;
    private final long first;
    private final long last;
    private final StringBuilder svg = new StringBuilder(4_000);

    private PriceChart(Ui ui, List<PricePoint> prices) {
        this.ui = ui;
        this.prices = prices;
        this.least = prices.stream().mapToDouble(PriceChart::metre).min().orElse(0);
        this.most = prices.stream().mapToDouble(PriceChart::metre).max().orElse(1);
        this.first = prices.getFirst().asOf().toEpochDay();
        this.last = prices.getLast().asOf().toEpochDay();
    }

    static Content of(Ui ui, List<PricePoint> prices) {
        var drawn = new PriceChart(ui, prices).draw();
        return out -> out.writeContent(drawn);
    }

    private String draw() {
        var title = text(ui.t("catalogue.prices.chart"));
        svg.append("<svg class=\"kv-chart kc-prices\" role=\"img\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">"
                        .formatted(WIDTH, HEIGHT, WIDTH, HEIGHT))
                .append("<title>" + title + "</title>");
        grid(most);
        grid(least);
        var lines = new TreeMap<Integer, List<PricePoint>>();
        prices.forEach(point ->
                lines.computeIfAbsent(point.rooms(), rooms -> new ArrayList<>()).add(point));
        lines.forEach(this::line);
        labels(lines);
        note(0, HEIGHT - 4, "start", "", ui.date(LocalDate.ofEpochDay(first)));
        note(WIDTH - RIGHT, HEIGHT - 4, "end", "", ui.date(LocalDate.ofEpochDay(last)));
        return svg.append("</svg>").toString();
    }

    private void grid(double value) {
        double y = y(value);
        svg.append("<path class=\"kc-prices__grid\" d=\"M0 " + n(y) + "H" + (WIDTH - RIGHT) + "\"/>");
        note(0, y - 4, "start", "", ui.number(Math.round(value / 100) * 100));
    }

    private void line(int rooms, List<PricePoint> points) {
        var path = new StringBuilder();
        for (var point : points) {
            path.append(path.isEmpty() ? "M" : "L")
                    .append(n(x(point)))
                    .append(' ')
                    .append(n(y(metre(point))));
        }
        svg.append("<path class=\"kc-prices__line kc-prices__line--" + rooms + "\" d=\"" + path + "\"/>");
    }

    /** At the end of their lines, pushed apart where lines end close to each other. */
    private void labels(TreeMap<Integer, List<PricePoint>> lines) {
        var ends = lines.entrySet().stream()
                .sorted((a, b) -> Double.compare(
                        metre(b.getValue().getLast()), metre(a.getValue().getLast())))
                .toList();
        double free = TOP - 8.0;
        for (var end : ends) {
            double y = Math.max(free, y(metre(end.getValue().getLast())) + 4);
            note(
                    WIDTH - RIGHT + 8,
                    y,
                    "start",
                    " kc-prices__name--" + end.getKey(),
                    ui.t("catalogue.rooms." + end.getKey()));
            free = y + LABEL;
        }
    }

    private void note(double x, double y, String anchor, String css, String label) {
        svg.append("<text class=\"kc-prices__text" + css + "\" x=\"" + n(x) + "\" y=\"" + n(y) + "\" text-anchor=\""
                + anchor + "\">" + text(label) + "</text>");
    }

    private double x(PricePoint point) {
        return last == first ? 0 : (WIDTH - RIGHT) * (double) (point.asOf().toEpochDay() - first) / (last - first);
    }

    private double y(double value) {
        return most == least ? (TOP + BOTTOM) / 2.0 : BOTTOM - (BOTTOM - TOP) * (value - least) / (most - least);
    }

    private static double metre(PricePoint point) {
        return point.perMeter().amount().doubleValue();
    }

    private static String text(String value) {
        var out = new StringOutput();
        Escape.htmlContent(value, out);
        return out.toString();
    }

    private static String n(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
