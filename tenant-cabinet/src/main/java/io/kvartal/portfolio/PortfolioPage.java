package io.kvartal.portfolio;

import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.util.List;

/** All developers, sorted by what needs attention today. */
public record PortfolioPage(Ui ui, List<Account> accounts) implements Page {
    @Override
    public String title() {
        return ui.t("portfolio.title");
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

    /** A signal as a sentence with its figure. */
    public static String sentence(Ui ui, Signal signal) {
        var key = "portfolio.signal." + signal.code();
        return switch (signal.code()) {
            case "plan" -> ui.t(key, ui.percent(signal.value()));
            case "debt" -> ui.t(key, ui.number(Math.round(signal.value())));
            case "nps" ->
                ui.t(
                        key,
                        ui.number(java.math.BigDecimal.valueOf(signal.value())
                                .setScale(1, java.math.RoundingMode.HALF_UP)));
            default -> ui.t(key, Math.round(signal.value()));
        };
    }

    public static String minutes(Ui ui, Account account) {
        var median = account.stats().medianResponseMinutes();
        return median == null ? "—" : ui.t("portfolio.minutes", Math.round(median));
    }
}
