package io.kvartal.catalogue.web;

import io.kvartal.catalogue.Developer;
import io.kvartal.catalogue.ImportRun;
import io.kvartal.catalogue.ImportState;
import io.kvartal.catalogue.feed.FeedFormat;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The latest runs, and a form for the next document.
 *
 * @param problem what was wrong with the form as it was sent
 */
public record FeedsPage(
        Ui ui,
        FeedDesk desk,
        List<ImportRun> runs,
        List<Developer> developers,
        @Nullable String problem) implements Page {
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
        return desk.company() == null ? "feeds" : "cabinet-feeds";
    }

    @Override
    public List<String> styles() {
        return List.of("/portal-api/feeds.css");
    }

    public String developer(ImportRun run) {
        return developers.stream()
                .filter(d -> d.id().equals(run.developer()))
                .map(Developer::name)
                .findFirst()
                .orElse("—");
    }

    public List<FeedFormat> formats() {
        return List.of(FeedFormat.values());
    }

    public String address(ImportRun run) {
        return desk.address(run);
    }

    /** The overall score, or a dash before there is one. */
    public String score(ImportRun run) {
        return run.quality().isEmpty()
                ? "—"
                : String.valueOf(run.quality().getFirst().score());
    }

    static String badge(ImportState state) {
        return switch (state) {
            case QUEUED, RUNNING -> "badge bg-blue-lt";
            case HELD -> "badge bg-orange-lt";
            case FAILED -> "badge bg-red-lt";
            case APPLIED -> "badge bg-green-lt";
            case DRY_RUN, SUPERSEDED, DISCARDED, UNDONE -> "badge bg-secondary-lt";
        };
    }

    public String badge(ImportRun run) {
        return badge(run.state());
    }
}
