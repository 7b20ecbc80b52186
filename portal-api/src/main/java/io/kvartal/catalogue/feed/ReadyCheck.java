package io.kvartal.catalogue.feed;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The two dates of an offer: when the house is ready, and for which day its price was named. */
final class ReadyCheck {
    private static final int STALE_DAYS = 30;

    private final Fields fields;
    private final Remarks remarks;
    private final LocalDate today;

    ReadyCheck(Fields fields, LocalDate today) {
        this.fields = fields;
        this.remarks = fields.remarks();
        this.today = today;
    }

    record Ready(String state, int year, int quarter) {}

    @Nullable
    Ready read() {
        var text = fields.first("building-state");
        var state = text == null ? "unfinished" : text.toLowerCase(Locale.ROOT).replace('_', '-');
        if (!List.of("unfinished", "built", "hand-over").contains(state)) {
            remarks.doubt("UNKNOWN_BUILDING_STATE", state);
            state = "unfinished";
        }
        var year = fields.number("built-year", false, 1950, today.getYear() + 20);
        var quarter = fields.number("ready-quarter", false, 1, 4);
        if (year == null && state.equals("unfinished")) {
            remarks.reject("MISSING_COMPLETION", fields.own("built-year"), fields.own("ready-quarter"));
            return null;
        }
        if (year == null) {
            return new Ready(state, today.getYear(), (today.getMonthValue() + 2) / 3);
        }
        if (quarter == null && state.equals("unfinished")) {
            remarks.doubt("MISSING_QUARTER", year, fields.own("ready-quarter"));
        }
        return new Ready(state, year, quarter == null ? 4 : quarter);
    }

    LocalDate priceOf(@Nullable String generationDate) {
        var given = fields.first("last-update-date", "creation-date");
        var text = given == null ? generationDate : given;
        if (text == null) {
            return today;
        }
        var date = Values.date(text).filter(d -> !d.isAfter(today.plusDays(1)));
        if (date.isEmpty()) {
            remarks.doubt("INVALID_DATE", text);
            return today;
        }
        if (date.get().isBefore(today.minusDays(STALE_DAYS))) {
            remarks.doubt("STALE_OFFER", date.get(), fields.own("last-update-date"));
        }
        return date.get().isAfter(today) ? today : date.get();
    }
}
