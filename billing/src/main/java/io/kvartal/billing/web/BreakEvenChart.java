package io.kvartal.billing.web;

import gg.jte.Content;
import gg.jte.html.escape.Escape;
import gg.jte.output.StringOutput;
import io.kvartal.billing.TimeMachineBreakEven.Row;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lines of cost over a growing number, with the point where two of them meet. A table with the same numbers stands beside it. */
final class BreakEvenChart {
    private static final int WIDTH = 640;
    private static final int TOP = 34;
    private static final int BOTTOM = 210;

    private final Ui ui;
    private final List<Row> rows;
    private final double widest;
    private final double highest;
    private final StringBuilder svg = new StringBuilder();

    private BreakEvenChart(Ui ui, List<Row> rows) {
        this.ui = ui;
        this.rows = rows;
        this.widest = Math.max(1e-9, rows.getLast().x().doubleValue());
        this.highest = Math.max(
                1,
                rows.stream()
                        .flatMapToLong(row -> java.util.stream.LongStream.of(
                                row.contacts().minor(), row.deals().minor(), minor(row.placement())))
                        .max()
                        .orElse(1));
    }

    /**
     * @param unit of the growing number, as it stands under the axis
     * @param meeting where paying per contact and per deal cost the same; null: nowhere
     */
    static Content draw(Ui ui, String title, String unit, List<Row> rows, @Nullable BigDecimal meeting) {
        return new BreakEvenChart(ui, rows).svg(title, unit, meeting);
    }

    private Content svg(String title, String unit, @Nullable BigDecimal meeting) {
        svg.append("<svg class=\"kv-chart\" role=\"img\" aria-label=\"")
                .append(attribute(title))
                .append("\" viewBox=\"0 0 " + WIDTH + " 240\" width=\"" + WIDTH + "\" height=\"240\"><title>")
                .append(content(title))
                .append("</title>");
        svg.append("<path stroke=\"#c9cfcc\" d=\"M0 " + BOTTOM + "H" + WIDTH + "\"></path>");
        line(row -> row.contacts(), "#0b7a75", "");
        line(row -> row.deals(), "#9a5b00", "8 4");
        if (rows.getFirst().placement() != null) {
            line(row -> Objects.requireNonNull(row.placement()), "#55625f", "2 4");
        }
        meeting(meeting);
        legend();
        text(0, 236, "start", ui.number(rows.getFirst().x()));
        text(WIDTH, 236, "end", ui.number(rows.getLast().x()) + " " + unit);
        svg.append("</svg>");
        var drawn = svg.toString();
        return out -> out.writeContent(drawn);
    }

    private void line(Function<Row, Money> value, String colour, String dashes) {
        var path = new ArrayList<String>();
        for (var row : rows) {
            path.add(n(x(row.x().doubleValue())) + " " + n(y(value.apply(row).minor())));
        }
        svg.append("<path fill=\"none\" stroke-width=\"2\" stroke=\"" + colour + "\" stroke-dasharray=\"" + dashes
                + "\" d=\"M" + String.join("L", path) + "\"></path>");
    }

    private void meeting(@Nullable BigDecimal at) {
        if (at == null || at.doubleValue() > widest) {
            return;
        }
        var x = x(at.doubleValue());
        var y = y(rows.getFirst().contacts().minor());
        svg.append("<path stroke=\"#15201f\" stroke-dasharray=\"1 3\" d=\"M" + n(x) + " " + n(y) + "V" + BOTTOM
                + "\"></path><circle fill=\"#fff\" stroke=\"#15201f\" stroke-width=\"2\" r=\"5\" cx=\"" + n(x)
                + "\" cy=\"" + n(y) + "\"></circle>");
        text(x, BOTTOM + 14, "middle", ui.number(at));
    }

    private void legend() {
        var x = entry(0, "#0b7a75", "", ui.t("billing.model.CPL"));
        x = entry(x, "#9a5b00", "8 4", ui.t("billing.model.CPT"));
        if (rows.getFirst().placement() != null) {
            x = entry(x, "#55625f", "2 4", ui.t("billing.model.PLACEMENT"));
        }
        text(WIDTH, 12, "end", ui.moneyShort(new Money(Math.round(highest), Money.KZT)));
    }

    private double entry(double x, String colour, String dashes, String name) {
        svg.append("<path stroke-width=\"2\" stroke=\"" + colour + "\" stroke-dasharray=\"" + dashes + "\" d=\"M" + n(x)
                + " 8h24\"></path>");
        text(x + 30, 12, "start", name);
        return x + 50 + name.length() * 7.5;
    }

    private double x(double value) {
        return WIDTH * value / widest;
    }

    private double y(long minor) {
        return BOTTOM - (BOTTOM - TOP) * minor / highest;
    }

    private void text(double x, double y, String anchor, String text) {
        svg.append("<text fill=\"#55625f\" font-size=\"12\" x=\"" + n(x) + "\" y=\"" + n(y) + "\" text-anchor=\""
                + anchor + "\">" + content(text) + "</text>");
    }

    private static long minor(@Nullable Money money) {
        return money == null ? 0 : money.minor();
    }

    private static String n(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String content(String value) {
        var out = new StringOutput();
        Escape.htmlContent(value, out);
        return out.toString();
    }

    private static String attribute(String value) {
        var out = new StringOutput();
        Escape.htmlAttribute(value, out);
        return out.toString();
    }
}
