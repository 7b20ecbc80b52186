package io.kvartal.billing.web;

import io.kvartal.billing.ReplayRun;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.TenantId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Replays, newest first, and the form that starts one. @param names developers with a contract */
public record ReplaysPage(Ui ui, List<ReplayRun> runs, Map<TenantId, String> names) implements Page {
    @Override
    public String title() {
        return ui.t("verdict.replay.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "billing-replay";
    }

    public String name(@Nullable TenantId developer) {
        return developer == null ? ui.t("verdict.replay.all") : names.getOrDefault(developer, developer.toString());
    }

    public String by(ReplayRun run) {
        return run.startedBy().equals("system") ? ui.t("verdict.replay.night") : run.startedBy();
    }

    public static String state(ReplayRun run) {
        return run.isRunning()
                ? "RUNNING"
                : run.failure() != null ? "FAILED" : run.differences() > 0 ? "DIFFERENT" : "SAME";
    }

    public static String colour(ReplayRun run) {
        return switch (state(run)) {
            case "RUNNING" -> "bg-blue-lt";
            case "SAME" -> "bg-green-lt";
            default -> "bg-red-lt";
        };
    }
}
