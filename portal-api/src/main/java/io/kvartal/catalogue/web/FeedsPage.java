package io.kvartal.catalogue.web;

import io.kvartal.catalogue.Developer;
import io.kvartal.catalogue.ImportReport;
import io.kvartal.catalogue.ImportState;
import io.kvartal.catalogue.ImportWarning;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.util.List;

/** The latest runs for portal staff; held ones can be released here. */
public record FeedsPage(Ui ui, List<ImportReport> runs, List<Developer> developers, boolean mayRelease)
        implements Page {
    private static final int SHOWN = 50;

    @Override
    public String title() {
        return ui.t("catalogue.feeds.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "feeds";
    }

    public String developer(ImportReport run) {
        return developers.stream()
                .filter(d -> d.id().equals(run.developer()))
                .map(Developer::name)
                .findFirst()
                .orElse("—");
    }

    public boolean held(ImportReport run) {
        return run.state() == ImportState.HELD;
    }

    public List<ImportWarning> warnings(ImportReport run) {
        return run.warnings().subList(0, Math.min(SHOWN, run.warnings().size()));
    }

    public String sentence(ImportWarning warning) {
        return ui.t("catalogue.feed." + warning.code(), warning.args().toArray());
    }
}
