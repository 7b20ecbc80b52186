package io.kvartal.report;

import gg.jte.Content;
import io.kvartal.platform.web.Charts;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The report on screen and on paper.
 *
 * @param base where it stands: {@code /cabinet/reports} or {@code /portfolio/<slug>/reports}
 * @param sender the account manager may send it from here
 */
public record ReportPage(
        Ui ui,
        MonthlyReport report,
        Layout layout,
        String base,
        boolean sender,
        @Nullable String sent) implements Page {
    @Override
    public String title() {
        return ui.t(
                "report.title",
                report.developer().name(),
                ui.month(report.period().month()));
    }

    @Override
    public String nav() {
        return sender ? "portfolio" : "cabinet-reports";
    }

    @Override
    public List<String> styles() {
        return layout == Layout.PRINT ? List.of() : List.of("/tenant-cabinet/cabinet.css");
    }

    public Content days() {
        var first = report.period().firstDay();
        return Charts.columns(
                ui,
                ui.t("report.days"),
                first.datesUntil(first.plusMonths(1))
                        .map(day -> new Charts.Point(
                                ui.date(day), report.stats().byDay().getOrDefault(day, 0L)))
                        .toList());
    }

    public List<Map.Entry<String, Long>> sorted(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(12)
                .toList();
    }

    public String median() {
        var median = report.stats().medianResponseMinutes();
        return median == null ? "—" : ui.t("portfolio.minutes", Math.round(median));
    }

    /** Change against the month before in words. */
    public String change(long now, long before) {
        return before == 0
                ? ""
                : ui.t(
                        now >= before ? "report.up" : "report.down",
                        ui.percent(Math.abs(now - before) / (double) before));
    }
}
