package io.kvartal.dispute;

import io.kvartal.lead.LeadRow;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code /cabinet/disputes}: the counters, what is contested, and a form for several leads at once.
 *
 * @param candidates charged leads that nobody has contested
 * @param outcomes of the form that was just sent; empty when none was
 * @param typed what stands in the form, by lead
 */
public record CabinetDisputesPage(
        Ui ui,
        Figures figures,
        List<Dispute> disputes,
        List<LeadRow> candidates,
        List<BulkClaims.Outcome> outcomes,
        java.util.Map<String, BulkClaims.Item> typed,
        @Nullable String problem)
        implements Page {
    @Override
    public String title() {
        return ui.t("dispute.mine.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "cabinet-disputes";
    }

    public List<Reason> reasons() {
        return Arrays.asList(Reason.values());
    }

    public BulkClaims.Item typed(LeadRow lead) {
        var id = lead.id().toString();
        return typed.getOrDefault(id, new BulkClaims.Item(id, "", "", "", ""));
    }

    public boolean isTicked(LeadRow lead) {
        return typed.containsKey(lead.id().toString());
    }

    public long opened() {
        return outcomes.stream().filter(one -> one.dispute() != null).count();
    }
}
