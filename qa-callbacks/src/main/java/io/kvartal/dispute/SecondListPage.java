package io.kvartal.dispute;

import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.util.List;

/** {@code /desk/disputes/second}: what waits for a second judge, without its verdict. */
public record SecondListPage(Ui ui, List<Dispute> waiting) implements Page {
    @Override
    public String title() {
        return ui.t("dispute.second.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "dispute-second";
    }
}
