package io.kvartal.lead.web;

import io.kvartal.platform.web.Ui;
import java.time.Instant;

/** A promised time in words: "until 14:35", "tomorrow until 9:15", "on 24 November until 9:15". */
final class When {
    private When() {}

    static String until(Ui ui, Instant by) {
        var day = by.atZone(Ui.ZONE).toLocalDate();
        var today = ui.now().atZone(Ui.ZONE).toLocalDate();
        if (day.equals(today)) {
            return ui.t("lead.until.today", ui.time(by));
        }
        return day.equals(today.plusDays(1))
                ? ui.t("lead.until.tomorrow", ui.time(by))
                : ui.t("lead.until.date", ui.date(day), ui.time(by));
    }
}
