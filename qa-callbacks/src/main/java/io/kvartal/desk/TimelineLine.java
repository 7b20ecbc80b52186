package io.kvartal.desk;

import io.kvartal.lead.EventKind;
import io.kvartal.lead.TimelineEntry;
import io.kvartal.platform.web.Ui;
import java.time.Instant;

/** One line of a lead's timeline for the desk. */
public record TimelineLine(Instant at, String actor, String text, String detail, String icon, String tone) {
    static TimelineLine of(Ui ui, TimelineEntry entry) {
        var data = entry.data();
        var viewing = data.get("viewingAt");
        var detail = viewing == null
                ? data.getOrDefault("note", data.getOrDefault("message", ""))
                : ui.dateTime(Instant.parse(viewing));
        var actor = ui.has("desk.actor." + entry.actor()) ? ui.t("desk.actor." + entry.actor()) : entry.actor();
        return new TimelineLine(
                entry.at(),
                actor,
                ui.t("desk.event." + entry.kind().code()),
                detail,
                icon(entry.kind()),
                tone(entry.kind()));
    }

    private static String icon(EventKind kind) {
        return switch (kind) {
            case CALL -> "phone-call";
            case MISSED_CALL -> "phone-x";
            case CALL_BACK, ATTEMPT -> "phone-outgoing";
            case FORM -> "file-text";
            case NOTE -> "notes";
            case STAGE -> "arrow-right";
            case PROMISED, PROMISE_KEPT, PROMISE_BROKEN -> "clock";
            case TAKEN, ASSIGNED, QUALIFIED, HANDED_OVER -> "user-check";
            case VERDICT -> "scale";
            case REASSIGNED_AWAY, REASSIGNED_HERE -> "switch-horizontal";
            case DISPUTE_OPENED, DISPUTE_DECIDED -> "gavel";
            case BUYER_ANSWERED -> "message-circle";
            case CONSENT_GIVEN, CONSENT_WITHDRAWN -> "shield-check";
            case VIEWING_BOOKED, VIEWING_MOVED, VIEWING_CANCELLED -> "calendar-event";
        };
    }

    private static String tone(EventKind kind) {
        return switch (kind) {
            case MISSED_CALL, PROMISE_BROKEN, REASSIGNED_AWAY, CONSENT_WITHDRAWN -> "kv-time__icon--bad";
            case CALL, CALL_BACK, PROMISE_KEPT -> "kv-time__icon--ok";
            default -> "";
        };
    }
}
