package io.kvartal.dispute;

import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.util.List;

/** {@code /desk/disputes}. */
public record DisputesPage(Ui ui, boolean all, List<Line> lines) implements Page {
    public record Line(Dispute dispute, String developer, boolean late) {}

    @Override
    public String title() {
        return ui.t("dispute.list.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "disputes";
    }
}
