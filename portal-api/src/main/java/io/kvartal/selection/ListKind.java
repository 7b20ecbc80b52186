package io.kvartal.selection;

import java.util.Locale;

/** The two lists, with the most that each holds. */
public enum ListKind {
    FAVOURITES("favourites", 100),
    COMPARISON("compare", 4);

    private final String page;
    private final int limit;

    ListKind(String page, int limit) {
        this.page = page;
        this.limit = limit;
    }

    /** Last part of the address of its page. */
    public String page() {
        return page;
    }

    public int limit() {
        return limit;
    }

    /** Its name in JSON addresses and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
