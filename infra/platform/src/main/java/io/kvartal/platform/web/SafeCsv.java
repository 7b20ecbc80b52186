package io.kvartal.platform.web;

import java.util.List;
import java.util.stream.Collectors;

/** RFC 4180 lines whose cells no spreadsheet takes for a formula: a cell that could start one begins with an apostrophe. */
public final class SafeCsv {
    private static final String STARTS_FORMULA = "=+-@\t\r\0";

    private SafeCsv() {}

    public static String line(List<String> cells) {
        return cells.stream().map(SafeCsv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        var harmless = !text.isEmpty() && STARTS_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
