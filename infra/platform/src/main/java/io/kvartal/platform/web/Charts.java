package io.kvartal.platform.web;

import gg.jte.Content;
import java.util.List;
import java.util.Locale;

/**
 * Still pictures of numbers as SVG: coloured by classes of the style sheets, titled for readers of the screen. A table
 * with the same numbers belongs beside any chart that carries meaning.
 */
public final class Charts {
    private static final int WIDTH = 640;
    private static final int BAR = 30;
    private static final int LABELS = 190;

    private Charts() {}

    public record Point(String label, double value) {}

    /** Lying bars with their label and value. */
    public static Content bars(Ui ui, String title, List<Point> points) {
        if (points.isEmpty()) {
            return none(ui);
        }
        var most =
                Math.max(1e-9, points.stream().mapToDouble(Point::value).max().orElse(1));
        var svg = open(title, WIDTH, points.size() * BAR, "kv-chart");
        for (int i = 0; i < points.size(); i++) {
            var point = points.get(i);
            var length = Math.max(2, (WIDTH - LABELS - 70) * point.value() / most);
            var y = i * BAR;
            text(svg, 0, y + 19, "start", shortened(point.label(), 26));
            svg.append("<rect class=\"bar\" fill=\"#0b7a75\" rx=\"3\" x=\"" + LABELS + "\" y=\"" + (y + 6)
                    + "\" height=\"18\" width=\"" + n(length) + "\"></rect>");
            text(svg, LABELS + length + 8, y + 19, "start", ui.number(decimal(point.value())));
        }
        return Blocks.raw(svg.append("</svg>").toString());
    }

    /** Standing bars over time: many narrow columns, first and last one labelled. */
    public static Content columns(Ui ui, String title, List<Point> points) {
        if (points.isEmpty()) {
            return none(ui);
        }
        var height = 160;
        var most =
                Math.max(1e-9, points.stream().mapToDouble(Point::value).max().orElse(1));
        var svg = open(title, WIDTH, height + 24, "kv-chart");
        axis(svg, height);
        var step = (double) WIDTH / points.size();
        for (int i = 0; i < points.size(); i++) {
            var tall = (height - 16) * Math.max(0, points.get(i).value()) / most;
            svg.append("<rect class=\"bar\" fill=\"#0b7a75\" rx=\"2\" x=\"" + n(i * step + step * 0.12) + "\" y=\""
                    + n(height - tall)
                    + "\" width=\"" + n(step * 0.76) + "\" height=\"" + n(tall) + "\"><title>"
                    + Blocks.text(points.get(i).label() + ": "
                            + ui.number(decimal(points.get(i).value())))
                    + "</title></rect>");
        }
        text(svg, 0, 10, "start", ui.number(decimal(most)));
        ends(svg, points, height);
        return Blocks.raw(svg.append("</svg>").toString());
    }

    /** One series over time with its lowest and highest value. */
    public static Content line(Ui ui, String title, List<Point> points) {
        if (points.size() < 2) {
            return none(ui);
        }
        var height = 180;
        var least = points.stream().mapToDouble(Point::value).min().orElse(0);
        var most = points.stream().mapToDouble(Point::value).max().orElse(1);
        var svg = open(title, WIDTH, height + 24, "kv-chart");
        axis(svg, height);
        var path = path(points.stream().map(Point::value).toList(), WIDTH, 20, height - 12, least, most);
        svg.append("<path class=\"area\" fill=\"#e5f1ef\" d=\"" + path + "L" + WIDTH + " " + height + "L0 " + height
                + "Z\"></path>");
        svg.append(
                "<path class=\"line\" fill=\"none\" stroke=\"#0b7a75\" stroke-width=\"2\" d=\"" + path + "\"></path>");
        text(svg, 0, 10, "start", ui.number(decimal(most)));
        if (most > least) {
            text(svg, 0, height - 4, "start", ui.number(decimal(least)));
        }
        ends(svg, points, height);
        return Blocks.raw(svg.append("</svg>").toString());
    }

    /** A line of a word's size for tables. */
    public static Content spark(String title, List<Double> values) {
        if (values.size() < 2) {
            return Blocks.raw("");
        }
        var least = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        var most = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
        var svg = open(title, 96, 28, "kv-chart kv-spark");
        svg.append("<path class=\"line\" fill=\"none\" stroke=\"#0b7a75\" stroke-width=\"2\" d=\""
                + path(values, 94, 3, 25, least, most) + "\"></path>");
        return Blocks.raw(svg.append("</svg>").toString());
    }

    private static StringBuilder open(String title, int width, int height, String css) {
        return new StringBuilder("<svg class=\"" + css + "\" role=\"img\" aria-label=\"" + Blocks.attribute(title)
                + "\" viewBox=\"0 0 " + width + " " + height + "\" width=\"" + width + "\" height=\"" + height
                + "\"><title>" + Blocks.text(title) + "</title>");
    }

    private static void axis(StringBuilder svg, int height) {
        svg.append("<path class=\"axis\" stroke=\"#c9cfcc\" d=\"M0 " + height + "H" + WIDTH + "\"></path>");
    }

    private static void ends(StringBuilder svg, List<Point> points, int height) {
        text(svg, 0, height + 18, "start", points.getFirst().label());
        if (points.size() > 1) {
            text(svg, WIDTH, height + 18, "end", points.getLast().label());
        }
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        svg.append("<text fill=\"#55625f\" font-family=\"Golos Text\" font-size=\"12\" x=\"" + n(x) + "\" y=\"" + n(y)
                + "\" text-anchor=\"" + anchor + "\">" + Blocks.text(text) + "</text>");
    }

    private static String path(List<Double> values, double width, double top, double bottom, double min, double max) {
        var out = new StringBuilder();
        var span = max - min;
        for (int i = 0; i < values.size(); i++) {
            var x = width * i / (values.size() - 1);
            var y = span == 0 ? (top + bottom) / 2 : bottom - (bottom - top) * (values.get(i) - min) / span;
            out.append(i == 0 ? 'M' : 'L').append(n(x)).append(' ').append(n(y));
        }
        return out.toString();
    }

    private static Content none(Ui ui) {
        return Blocks.raw("<p class=\"kv-muted text-secondary\">" + Blocks.text(ui.t("chart.none")) + "</p>");
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    private static java.math.BigDecimal decimal(double value) {
        return java.math.BigDecimal.valueOf(Math.round(value * 100)).movePointLeft(2);
    }

    private static String n(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
