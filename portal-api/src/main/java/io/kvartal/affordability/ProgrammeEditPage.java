package io.kvartal.affordability;

import io.kvartal.affordability.Examples.Effect;
import io.kvartal.mortgage.Programme;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The versions of one programme and the form of the next.
 *
 * @param code null for a new programme
 * @param effects of what was typed on three example households; empty until asked for
 * @param refusal a sentence, when the version could not be written
 */
public record ProgrammeEditPage(
        Ui ui,
        @Nullable String code,
        List<Programme> versions,
        ProgrammeForm form,
        List<Effect> effects,
        @Nullable String refusal)
        implements Page {
    @Override
    public String title() {
        return versions.isEmpty()
                ? ui.t("programme.new")
                : versions.getFirst().name().in(ui.lang());
    }

    public String action() {
        return "/desk/programmes/" + (code == null ? "new" : code);
    }

    public @Nullable String error(String field) {
        var error = form.error(field);
        return error == null ? null : ui.t("problem." + error);
    }

    public String reach(@Nullable Reach reach) {
        return reach == null || !reach.open()
                ? ui.t("programme.effect.none")
                : ui.t("programme.effect.reach", reach.price(), reach.payment());
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "programmes";
    }
}
