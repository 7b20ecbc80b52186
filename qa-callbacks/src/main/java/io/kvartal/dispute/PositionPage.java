package io.kvartal.dispute;

import io.kvartal.platform.web.Fragment;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Ui;
import org.jspecify.annotations.Nullable;

/** Where both sides are listening now. @param position null before anybody said so; @param url of the recording there, for this side */
public record PositionPage(
        Ui ui,
        ListeningSession.@Nullable Position position,
        @Nullable String url) implements Fragment {
    @Override
    public String title() {
        return ui.t("dispute.position.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }
}
