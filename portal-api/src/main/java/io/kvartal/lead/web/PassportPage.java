package io.kvartal.lead.web;

import io.kvartal.lead.Passport;
import io.kvartal.lead.TimelineEntry;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The buyer's page of one request.
 *
 * @param times for moving the visit; null when there is none to move
 * @param again this browser has just asked the same a second time
 */
public record PassportPage(
        Ui ui, String token, Passport passport, @Nullable TimesField times, boolean again) implements Page {
    public String action(String rest) {
        return ui.href("/request/" + token + rest);
    }

    public String promise() {
        return When.until(ui, passport.promisedBy());
    }

    /** Who calls: the developer, or the portal itself. */
    public String caller() {
        var caller = passport.caller();
        return caller == null ? ui.t("lead.caller.portal") : caller;
    }

    public String headline() {
        return switch (passport.state()) {
            case WAITING -> ui.t("lead.passport.waiting", promise());
            case OVERDUE -> ui.t("lead.passport.overdue");
            case CALLED -> ui.t("lead.passport.called");
            case WITHDRAWN -> ui.t("lead.passport.withdrawn");
        };
    }

    public String badge() {
        return switch (passport.state()) {
            case WAITING -> "kv-badge kv-badge--info";
            case OVERDUE -> "kv-badge kv-badge--bad";
            case CALLED -> "kv-badge kv-badge--ok";
            case WITHDRAWN -> "kv-badge";
        };
    }

    public String stateName() {
        return ui.t("lead.passport.state." + passport.state().name().toLowerCase(Locale.ROOT));
    }

    public boolean hasAnswered() {
        return passport.called() != null;
    }

    public boolean saidYes() {
        return Boolean.TRUE.equals(passport.called());
    }

    public String since(Passport.Agreement consent) {
        var revokedAt = consent.revokedAt();
        return revokedAt == null
                ? ui.t("lead.passport.given", ui.stamp(consent.givenAt()))
                : ui.t("lead.passport.revoked", ui.stamp(revokedAt));
    }

    /** The question makes sense while the request lives. */
    public boolean asksIfCalled() {
        return passport.state() != Passport.State.WITHDRAWN;
    }

    public String line(TimelineEntry entry) {
        var data = entry.data();
        return switch (entry.kind()) {
            case PROMISED -> ui.t("lead.buyer.promised", When.until(ui, Instant.parse(data.getOrDefault("by", ""))));
            case ATTEMPT -> ui.t("lead.buyer.attempt." + data.getOrDefault("outcome", "no-answer"));
            case BUYER_ANSWERED -> ui.t("lead.buyer.answered." + data.getOrDefault("called", "false"));
            case CONSENT_GIVEN, CONSENT_WITHDRAWN ->
                ui.t(
                        "lead.buyer." + entry.kind().code(),
                        ui.t("lead.consent." + data.getOrDefault("purpose", "contact")));
            case VIEWING_BOOKED, VIEWING_MOVED, VIEWING_CANCELLED ->
                ui.t(
                        "lead.buyer." + entry.kind().code(),
                        Instant.parse(data.getOrDefault("viewingAt", entry.at().toString())));
            default -> ui.t("lead.buyer." + entry.kind().code());
        };
    }

    @Override
    public String title() {
        return ui.t("lead.passport.title", passport.complexName());
    }

    @Override
    public Layout layout() {
        return Layout.BARE;
    }

    @Override
    public List<String> styles() {
        return List.of("/portal-api/lead/passport.css");
    }
}
