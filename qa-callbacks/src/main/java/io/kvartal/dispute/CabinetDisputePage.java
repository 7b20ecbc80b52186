package io.kvartal.dispute;

import io.kvartal.desk.Recordings;
import io.kvartal.dispute.DisputeState.Act;
import io.kvartal.lead.LeadRow;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /cabinet/leads/{id}/dispute}: the form, or how the dispute stands. @param view null while there is none */
public record CabinetDisputePage(
        Ui ui,
        LeadRow lead,
        Standing standing,
        @Nullable DisputeView view,
        List<Recordings.Playable> recordings,
        List<DisputeFile> files,
        @Nullable SessionId session,
        Claimed claimed,
        @Nullable String problem)
        implements Page {
    private static final List<DisputeState> WAY = List.of(
            DisputeState.OPEN,
            DisputeState.EVIDENCE_NEEDED,
            DisputeState.UNDER_REVIEW,
            DisputeState.LISTENING,
            DisputeState.DECIDED,
            DisputeState.APPEALED,
            DisputeState.FINAL,
            DisputeState.WITHDRAWN);
    private static final Set<DisputeState> OPTIONAL = Set.of(
            DisputeState.EVIDENCE_NEEDED,
            DisputeState.LISTENING,
            DisputeState.APPEALED,
            DisputeState.FINAL,
            DisputeState.WITHDRAWN);

    @Override
    public String title() {
        return ui.t("dispute.cabinet.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "leads";
    }

    public List<Reason> reasons() {
        return Arrays.asList(Reason.values());
    }

    public boolean can(String act) {
        return view != null && view.dispute().state().allows(Act.valueOf(act));
    }

    /** Where it stands on its way, in order; what it never needed is left out when it is behind. */
    public List<DisputeState> stages() {
        var now = view == null ? DisputeState.OPEN : view.dispute().state();
        return WAY.stream()
                .filter(stage -> stage == now || !OPTIONAL.contains(stage))
                .toList();
    }

    public boolean mayShowFiles() {
        return view != null && !view.dispute().state().isSettled();
    }

    public boolean mayAppeal() {
        var ruling = view == null ? null : view.dispute().ruling();
        return can("APPEAL") && ruling != null && ruling.verdict() != Decision.Verdict.UPHELD;
    }
}
