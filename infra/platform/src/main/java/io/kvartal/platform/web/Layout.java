package io.kvartal.platform.web;

import java.util.Locale;

/** The frame around a page body. */
public enum Layout {
    /** Buyers: header with city and languages, footer. */
    PORTAL,
    /** Members and portal staff: dark rail with the menu of their roles. */
    STAFF,
    /** A small page without navigation: survey, request passport, payment. */
    BARE,
    /** Paper. */
    PRINT;

    String template() {
        return "platform/layout/" + name().toLowerCase(Locale.ROOT) + ".jte";
    }
}
