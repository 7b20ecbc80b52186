package io.kvartal.desk;

import io.kvartal.callback.Attempt;
import io.kvartal.callback.Callback;
import io.kvartal.lead.DeskLead;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One screen for one buyer: who, what to say, what is known.
 *
 * @param callback null when an operator works a call-centre lead
 * @param mine this person holds the callback and may write the answer
 * @param said the sentences in the buyer's language and in the other one, side by side
 * @param others offered developers; empty until the buyer says that nobody called
 * @param problem sentence above the form
 */
public record PanelPage(
        Ui ui,
        String developer,
        DeskLead lead,
        @Nullable Callback callback,
        boolean mine,
        List<Attempt> attempts,
        List<TimelineLine> timeline,
        List<Recordings.Playable> recordings,
        List<Script> said,
        boolean offering,
        List<Other> others,
        @Nullable String problem)
        implements Page {

    public record Script(Lang lang, String hello, String question, String consent) {}

    public record Other(
            int rank,
            String slug,
            String complex,
            String developer,
            Money priceFrom,
            double score,
            List<String> reasons) {}

    @Override
    public String title() {
        var name = lead.card().lead().buyer().name();
        return ui.t("desk.panel.title", name == null ? ui.t("desk.no-name") : name);
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return callback == null ? "desk-leads" : "desk";
    }

    @Override
    public List<String> scripts() {
        return List.of("/qa-callbacks/desk.js");
    }

    public @Nullable Instant leaseUntil() {
        return callback == null || callback.lease() == null
                ? null
                : callback.lease().until();
    }
}
