package io.kvartal.fixation.web;

import org.jspecify.annotations.Nullable;

/** The page of a list, from 0; what is no number is the first. */
final class PageNumber {
    private static final int LAST = 10_000;

    private PageNumber() {}

    static int of(@Nullable String text) {
        try {
            return text == null ? 0 : Math.clamp(Integer.parseInt(text), 0, LAST);
        } catch (NumberFormatException unreadable) {
            return 0;
        }
    }
}
