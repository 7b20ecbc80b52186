package io.kvartal.alert.web;

import io.kvartal.alert.Frequency;
import io.kvartal.alert.Subject;
import io.kvartal.alert.SubjectWords;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form that asks for letters.
 *
 * @param what hidden fields that say what is watched
 * @param values what was typed, by field
 * @param errors sentences, by field
 */
public record AskPage(
        Ui ui,
        Subject subject,
        SubjectWords.Named named,
        Map<String, String> what,
        Map<String, String> values,
        Map<String, String> errors)
        implements Page {
    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    public @Nullable String error(String field) {
        return errors.get(field);
    }

    public @Nullable String errorId(String field) {
        return errors.containsKey(field) ? "alert-" + field + "-error" : null;
    }

    public boolean chosen(Frequency frequency) {
        return value("frequency").equals(frequency.code())
                || (value("frequency").isEmpty() && frequency == Frequency.DAILY);
    }

    private String kind() {
        return switch (subject) {
            case Subject.Search search -> "search";
            case Subject.OneComplex one -> "complex";
            case Subject.OneFlat one -> "flat";
        };
    }

    /** Which news there will be. */
    public String about() {
        return ui.t("alert.ask." + kind());
    }

    @Override
    public String title() {
        return ui.t("alert.ask.title." + kind());
    }

    @Override
    public Layout layout() {
        return Layout.PORTAL;
    }

    @Override
    public List<String> styles() {
        return List.of("/portal-api/catalogue.css");
    }

    @Override
    public boolean hidden() {
        return true;
    }
}
