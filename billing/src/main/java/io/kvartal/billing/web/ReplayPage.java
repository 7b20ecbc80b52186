package io.kvartal.billing.web;

import io.kvartal.billing.ReplayRun;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.TenantId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One replay with what it found. */
public record ReplayPage(Ui ui, ReplayRun run, List<ReplayRun.Difference> differences, Map<TenantId, String> names)
        implements Page {
    @Override
    public String title() {
        return ui.t("verdict.replay.run", ui.dateTime(run.startedAt()));
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
}
