package io.kvartal.fixation.web;

import io.kvartal.fixation.Fixation;
import io.kvartal.fixation.Fixation.Channel;
import io.kvartal.fixation.Fixation.State;
import io.kvartal.fixation.Step;
import io.kvartal.fixation.Verification;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One claim with its history. A member sees neither the claims beside it nor who decided and why: both would tell who holds the client.
 *
 * @param staff what the portal's people see besides; null for a member
 */
public record FixationPage(
        Ui ui,
        Fixation claim,
        List<Step> steps,
        Map<String, String> complexes,
        @Nullable Staffs staff,
        @Nullable String error)
        implements Page {

    /** @param beside the other claims to the same person where the places meet @param mayDecide the role allows the decision */
    public record Staffs(String developer, List<Fixation> beside, Verification chain, boolean mayDecide) {}

    static FixationPage ofMember(
            Ui ui, Fixation claim, List<Step> steps, Map<String, String> complexes, @Nullable String error) {
        return new FixationPage(ui, claim, steps, complexes, null, error);
    }

    @Override
    public String title() {
        return ui.t("fixation.one.title", lines().client(claim));
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return staff == null ? "cabinet-fixations" : "billing-fixations";
    }

    public ClaimLines lines() {
        return new ClaimLines(ui, complexes);
    }

    /** Where its forms go. */
    public String base() {
        return staff == null
                ? "/cabinet/fixations/" + claim.id()
                : "/billing/fixations/" + claim.tenant() + "/" + claim.id();
    }

    public boolean mayExtend() {
        return claim.extended() == 0
                && (claim.state() == State.CONDITIONAL || claim.state() == State.FIXED)
                && claim.holds(ui.now())
                && (staff != null || claim.channel() == Channel.OWN);
    }

    public boolean mayDecide() {
        return staff != null && staff.mayDecide() && claim.state().isWaiting();
    }

    public boolean mayRevoke() {
        return staff != null
                && switch (claim.state()) {
                    case REQUESTED, UNDER_REVIEW, CONDITIONAL, FIXED, BOOKED -> true;
                    case CONVERTED, EXPIRED, REVOKED, REJECTED -> false;
                };
    }

    /** The proof is the claimant's own and the portal's to read. */
    public boolean showsProof() {
        return claim.channel() != Channel.PORTAL;
    }
}
