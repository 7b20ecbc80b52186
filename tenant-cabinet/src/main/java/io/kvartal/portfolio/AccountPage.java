package io.kvartal.portfolio;

import gg.jte.Content;
import io.kvartal.billing.Invoice;
import io.kvartal.catalogue.Complex;
import io.kvartal.dispute.Dispute;
import io.kvartal.platform.web.Charts;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.survey.DeveloperWave;
import io.kvartal.survey.Task;
import java.util.List;
import java.util.Map;

/** One developer: plan and fact, answers, money, disputes, survey, and what to do next. */
public record AccountPage(
        Ui ui,
        Account account,
        List<Complex> complexes,
        List<Invoice> invoices,
        List<Dispute> disputes,
        List<DeveloperWave> waves,
        List<Task> tasks,
        BillingPeriod month)
        implements Page {
    @Override
    public String title() {
        return account.developer().name();
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "portfolio";
    }

    @Override
    public List<String> styles() {
        return List.of("/tenant-cabinet/cabinet.css");
    }

    /** Leads per day, this month and the one before. */
    public Content days() {
        var days = new java.util.TreeMap<>(account.before().byDay());
        days.putAll(account.stats().byDay());
        var first = month.previous().firstDay();
        var points = first.datesUntil(
                        java.time.LocalDate.ofInstant(ui.now(), Ui.ZONE).plusDays(1))
                .map(day -> new Charts.Point(ui.date(day), days.getOrDefault(day, 0L)))
                .toList();
        return Charts.columns(ui, ui.t("portfolio.days"), points);
    }

    public Content bars(String titleKey, Map<String, Long> counts) {
        return Charts.bars(
                ui,
                ui.t(titleKey),
                counts.entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                        .limit(8)
                        .map(entry -> new Charts.Point(name(entry.getKey()), entry.getValue()))
                        .toList());
    }

    private String name(String slug) {
        return complexes.stream()
                .filter(complex -> complex.slug().equals(slug))
                .map(Complex::name)
                .findFirst()
                .orElse(slug);
    }
}
