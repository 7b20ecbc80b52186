package io.kvartal.dispute;

import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.util.List;

/** {@code /desk/disputes/second/{id}}: claim, recording and receipt; nothing of what was decided. */
public record SecondPage(DisputePage page) implements Page {
    public Ui ui() {
        return page.ui();
    }

    @Override
    public String title() {
        return ui().t("dispute.second.one", page.view().dispute().complexName());
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "dispute-second";
    }

    @Override
    public List<String> scripts() {
        return page.scripts();
    }
}
