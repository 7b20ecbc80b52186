package io.kvartal.catalogue.web;

import gg.jte.Content;
import gg.jte.html.escape.Escape;
import gg.jte.output.StringOutput;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.content.Nearby;
import io.kvartal.platform.web.Ui;
import java.util.List;
import java.util.Locale;

/**
 * The surroundings as a scheme: north is up, rings are five and ten minutes on foot, numbers are those of the list beside it. Needs no tiles, no script and
 * nobody else's server.
 */
final class AreaMap {
    private static final int SIZE = 480;
    private static final double METRES = 1_000;
    private static final double RING = 5 * 80 / 1.3;

    private AreaMap() {}

    static Content of(Ui ui, Complex complex, List<Nearby> nearby) {
        var svg = new StringBuilder(3_000);
        svg.append("<svg class=\"kc-map\" role=\"img\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\"><title>"
                        .formatted(SIZE, SIZE, SIZE, SIZE))
                .append(text(ui.t("catalogue.map.title", complex.name())))
                .append("</title>");
        for (int ring = 3; ring >= 1; ring--) {
            var radius = n(RING * ring * SIZE / 2 / METRES);
            svg.append("<circle class=\"kc-map__ring kc-map__ring--" + ring + "\" cx=\"240\" cy=\"240\" r=\"" + radius
                    + "\"/>");
            svg.append("<text class=\"kc-map__text\" x=\"240\" y=\""
                    + n(240 - RING * ring * SIZE / 2 / METRES + 15)
                    + "\" text-anchor=\"middle\">" + text(ui.t("catalogue.map.ring", ring * 5)) + "</text>");
        }
        for (int i = 0; i < nearby.size(); i++) {
            place(svg, complex, nearby.get(i), i + 1);
        }
        svg.append("<path class=\"kc-map__home\" d=\"M240 222l17 14v18h-11v-11h-12v11h-11v-18z\"/>");
        svg.append("<path class=\"kc-map__north\" d=\"M452 44l7-22 7 22-7-5z\"/></svg>");
        var drawn = svg.toString();
        return out -> out.writeContent(drawn);
    }

    private static void place(StringBuilder svg, Complex complex, Nearby near, int number) {
        double north = (near.place().lat() - complex.lat()) * 111_320;
        double east = (near.place().lon() - complex.lon()) * 111_320 * Math.cos(Math.toRadians(complex.lat()));
        double x = within(240 + east * SIZE / 2 / METRES);
        double y = within(240 - north * SIZE / 2 / METRES);
        svg.append("<circle class=\"kc-map__dot kc-map__dot--"
                + near.place().kind().name().toLowerCase(Locale.ROOT)
                + "\" cx=\"" + n(x) + "\" cy=\"" + n(y) + "\" r=\"12\"/><text class=\"kc-map__number\" x=\"" + n(x)
                + "\" y=\"" + n(y + 4) + "\" text-anchor=\"middle\">" + number + "</text>");
    }

    /** What lies beyond the scheme stands at its edge. */
    private static double within(double value) {
        return Math.max(14, Math.min(SIZE - 14, value));
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
