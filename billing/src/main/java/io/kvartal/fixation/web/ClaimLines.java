package io.kvartal.fixation.web;

import io.kvartal.fixation.Fixation;
import io.kvartal.fixation.Fixation.State;
import io.kvartal.platform.web.Ui;
import java.time.Duration;
import java.util.Map;

/** How a claim is written on a page. */
public record ClaimLines(Ui ui, Map<String, String> complexes) {
    public String complex(Fixation claim) {
        var complex = claim.complex();
        return complex == null ? ui.t("fixation.all-complexes") : complexes.getOrDefault(complex, complex);
    }

    /** Enough of a claim to find it by eye: an id begins with its time, so its end tells it from its neighbours. */
    public String client(Fixation claim) {
        var hint = claim.claim().hint();
        return hint == null
                ? ui.t("fixation.client", claim.id().toString().substring(28))
                : hint.replace(' ', '\u00a0');
    }

    public String state(Fixation claim) {
        return ui.t("fixation.state." + claim.state().name());
    }

    public String colour(Fixation claim) {
        return switch (claim.state()) {
            case REQUESTED, UNDER_REVIEW -> "bg-yellow-lt";
            case CONDITIONAL -> "bg-blue-lt";
            case FIXED, BOOKED, CONVERTED -> "bg-green-lt";
            case EXPIRED, REVOKED, REJECTED -> "bg-secondary-lt";
        };
    }

    /** The end of the term in words; empty where there is none. */
    public String term(Fixation claim) {
        return switch (claim.state()) {
            case BOOKED -> ui.t("fixation.until-deal");
            case CONDITIONAL, FIXED -> left(claim);
            case REQUESTED, UNDER_REVIEW, CONVERTED, REVOKED, REJECTED, EXPIRED -> "";
        };
    }

    private String left(Fixation claim) {
        var left = Duration.between(ui.now(), claim.validTill());
        var days = left.isNegative() ? 0 : (left.toMinutes() + 24 * 60 - 1) / (24 * 60);
        return ui.t("fixation.left", days, ui.stamp(claim.validTill()));
    }

    public boolean isSoonOver(Fixation claim) {
        return (claim.state() == State.CONDITIONAL || claim.state() == State.FIXED)
                && claim.validTill().isBefore(ui.now().plus(Duration.ofDays(7)));
    }
}
