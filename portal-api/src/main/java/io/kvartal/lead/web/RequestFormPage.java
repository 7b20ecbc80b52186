package io.kvartal.lead.web;

import io.kvartal.platform.web.Fragment;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Ui;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request form: a block of the complex page, and a page of its own when something in it is wrong.
 *
 * @param values what was typed, by field
 * @param errors sentences, by field
 * @param stamp when it was shown, signed
 * @param promisedBy until when a request sent now is answered
 * @param times the choice of a time for a visit; null when only a call is asked for
 */
public record RequestFormPage(
        Ui ui,
        String complex,
        String complexName,
        Map<String, String> values,
        Map<String, String> errors,
        String stamp,
        Instant promisedBy,
        @Nullable TimesField times)
        implements Fragment {

    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    public boolean isTicked(String field) {
        return values.containsKey(field);
    }

    public @Nullable String error(String field) {
        return errors.get(field);
    }

    public @Nullable String errorId(String field) {
        return errors.containsKey(field) ? "request-" + field + "-error" : null;
    }

    public boolean hasErrors() {
        return !errors.isEmpty();
    }

    public String promise() {
        return When.until(ui, promisedBy);
    }

    @Override
    public String title() {
        return ui.t(times == null ? "lead.request.title" : "lead.viewing.title", complexName);
    }

    @Override
    public Layout layout() {
        return Layout.PORTAL;
    }

    @Override
    public boolean hidden() {
        return true;
    }
}
