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
 */
public record RequestFormPage(
        Ui ui,
        String complex,
        String complexName,
        Map<String, String> values,
        Map<String, String> errors,
        String stamp,
        Instant promisedBy)
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
        return ui.t("lead.request.title", complexName);
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
