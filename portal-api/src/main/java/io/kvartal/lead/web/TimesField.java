package io.kvartal.lead.web;

import io.kvartal.lead.ViewingDay;
import io.kvartal.platform.web.Ui;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The choice of a time. @param chosen value of the chosen option. @param error a sentence; null when there is none */
public record TimesField(
        Ui ui,
        List<ViewingDay> days,
        String chosen,
        @Nullable String error) {
    /** {@code сб, 21 ноября}. */
    public String day(LocalDate day) {
        return DateTimeFormatter.ofPattern("EEE, d MMMM", ui.lang().locale()).format(day);
    }

    public String time(ViewingDay day, Instant start) {
        return day(day.day()) + ", " + ui.time(start);
    }
}
