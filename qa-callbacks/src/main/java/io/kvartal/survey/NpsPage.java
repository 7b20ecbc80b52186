package io.kvartal.survey;

import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The public page behind a survey link.
 *
 * @param chosen preselected by the link; nothing is saved before the form is sent
 * @param problem key of the sentence above the form
 */
public record NpsPage(
        Ui ui,
        String token,
        String name,
        Invitation.State state,
        boolean asksWhy,
        @Nullable Integer score,
        @Nullable Integer chosen,
        @Nullable String problem)
        implements Page {
    @Override
    public String title() {
        return ui.t("survey.page.title");
    }

    @Override
    public Layout layout() {
        return Layout.BARE;
    }

    @Override
    public List<String> styles() {
        return List.of("/qa-callbacks/nps.css");
    }

    /** The second question differs by what was answered. */
    public String whyKey() {
        var given = score == null ? 0 : score;
        return given >= 9 ? "survey.why.promoter" : given >= 7 ? "survey.why.passive" : "survey.why.detractor";
    }
}
