package io.kvartal.platform.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The error page.
 *
 * @param layout that of the pages around the wrong address
 * @param again where the person may try once more; null where that would not help
 */
public record ProblemPage(
        Ui ui,
        Layout layout,
        int status,
        String title,
        String detail,
        String code,
        List<Line> errors,
        @Nullable String again)
        implements Page {
    public record Line(String pointer, String message) {}

    @Override
    public boolean hidden() {
        return true;
    }
}
