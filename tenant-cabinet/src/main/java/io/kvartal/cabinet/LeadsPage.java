package io.kvartal.cabinet;

import io.kvartal.catalogue.Complex;
import io.kvartal.lead.LeadFilter;
import io.kvartal.lead.LeadRow;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Slice;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The inbox: views, list, and the lead that is open. */
public record LeadsPage(
        Ui ui,
        LeadQuery query,
        Map<LeadFilter.View, Long> counts,
        List<Complex> complexes,
        Slice<LeadRow> leads,
        @Nullable LeadDetail open)
        implements Page {
    @Override
    public String title() {
        return open == null ? ui.t("cabinet.leads.title") : open.heading(ui);
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "cabinet-leads";
    }

    @Override
    public @Nullable String live() {
        return "/cabinet/live";
    }

    @Override
    public List<String> styles() {
        return List.of("/tenant-cabinet/cabinet.css");
    }

    public boolean isOpen(LeadRow row) {
        return open != null && open.card().lead().id().equals(row.id());
    }

    /** How the time of the promise is shown: quiet, soon, late. */
    public String urgency(LeadRow row) {
        if (row.firstContactAt() != null || row.promisedBy() == null) {
            return "kv-sla";
        }
        if (row.overdue()) {
            return "kv-sla kv-sla--late";
        }
        return row.promisedBy().isBefore(ui.now().plusSeconds(600)) ? "kv-sla kv-sla--soon" : "kv-sla";
    }

    public static String badge(LeadRow row) {
        return switch (row.stage()) {
            case NEW -> "badge bg-blue-lt";
            case IN_WORK -> "badge bg-teal-lt";
            case SHOWING, BOOKING -> "badge bg-purple-lt";
            case DEAL -> "badge bg-green-lt";
            case REFUSED -> "badge bg-secondary-lt";
        };
    }
}
