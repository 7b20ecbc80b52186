package io.kvartal.platform.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a form leads back to: a path of our own, never an address that somebody put into a link. */
public final class LocalPath {
    private static final Pattern OURS = Pattern.compile("/(?!/)[\\w./?=&%+,:~*-]{0,600}");

    private LocalPath() {}

    /** The given path if it is one of ours. */
    public static String or(@Nullable String given, String otherwise) {
        return given != null && OURS.matcher(given).matches() ? given : otherwise;
    }

    /** The page that is being shown, with its query. */
    public static String here(Ui ui) {
        var path = or(ui.path(), ui.href("/"));
        return ui.query().isEmpty() ? path : or(path + "?" + ui.query(), path);
    }
}
