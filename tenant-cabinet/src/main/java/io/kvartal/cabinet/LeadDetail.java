package io.kvartal.cabinet;

import io.kvartal.billing.LeadMoney;
import io.kvartal.call.CallView;
import io.kvartal.lead.EventKind;
import io.kvartal.lead.Handling;
import io.kvartal.lead.LeadCard;
import io.kvartal.lead.Stage;
import io.kvartal.lead.TimelineEntry;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Problem;
import io.kvartal.verdict.Receipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One lead with all that decides whether it is worth its price.
 *
 * @param calls by id, for players beside the timeline
 * @param receipt null while nothing could be judged
 * @param error what was wrong with the last form, in the reader's language
 */
public record LeadDetail(
        LeadCard card,
        Map<String, CallView> calls,
        @Nullable LeadMoney money,
        @Nullable Receipt receipt,
        @Nullable String error) {
    /** Values of timeline entries that are words for people; ids are not. */
    private static final List<String> SAID = List.of(
            "viewingAt",
            "outcome",
            "to",
            "verdict",
            "classification",
            "talkSec",
            "waitSec",
            "by",
            "called",
            "purpose",
            "reason",
            "credited",
            "note");

    public String heading(Ui ui) {
        var buyer = card.lead().buyer();
        return buyer.name() != null && !buyer.name().isBlank() ? buyer.name() : ui.t("cabinet.lead.unnamed");
    }

    /** At the portal's call centre and free to be taken. */
    public boolean takeable() {
        return card.lead().handling() == Handling.CALL_CENTRE && card.lead().lost() == null;
    }

    /** This developer's to work on. */
    public boolean workable() {
        return card.lead().handling() == Handling.DEVELOPER && card.lead().lost() == null;
    }

    public List<Stage> nextStages() {
        return List.copyOf(card.lead().stage().next());
    }

    public List<TimelineEntry> newestFirst() {
        return card.timeline().reversed();
    }

    /** Who did it, and what was said. */
    public String line(Ui ui, TimelineEntry entry) {
        var words = new ArrayList<String>();
        if (!entry.actor().equals("system")) {
            words.add(ui.has("lead.actor." + entry.actor()) ? ui.t("lead.actor." + entry.actor()) : entry.actor());
        }
        SAID.stream()
                .flatMap(name ->
                        Optional.ofNullable(entry.data().get(name)).map(value -> word(ui, name, value)).stream())
                .filter(word -> !word.isBlank())
                .forEach(words::add);
        return String.join(" · ", words);
    }

    private static String word(Ui ui, String name, String value) {
        var coded =
                switch (name) {
                    case "outcome" -> "lead.outcome." + value;
                    case "verdict" -> "verdict." + value;
                    case "to" -> "lead.stage." + value.toLowerCase(Locale.ROOT);
                    default -> "cabinet.data." + name + "." + value.toLowerCase(Locale.ROOT);
                };
        if (ui.has(coded)) {
            return ui.t(coded);
        }
        return switch (name) {
            case "viewingAt" -> ui.dateTime(Instant.parse(value));
            case "by" -> ui.t("cabinet.data.by", ui.dateTime(Instant.parse(value)));
            case "waitSec", "talkSec" -> value.equals("0") ? "" : ui.t("cabinet.data." + name, value);
            case "to" -> value.length() == 36 ? "" : value;
            default -> value;
        };
    }

    public List<CallView> playable() {
        return calls.values().stream().filter(CallView::playable).toList();
    }

    public static String icon(EventKind kind) {
        return switch (kind) {
            case CALL -> "phone-incoming";
            case MISSED_CALL -> "phone-x";
            case CALL_BACK, ATTEMPT -> "phone-outgoing";
            case FORM -> "message";
            case NOTE -> "note";
            case STAGE -> "arrow-right";
            case PROMISED -> "clock";
            case PROMISE_KEPT -> "check";
            case PROMISE_BROKEN -> "alert-triangle";
            case TAKEN, ASSIGNED -> "user-check";
            case QUALIFIED -> "headset";
            case HANDED_OVER -> "transfer";
            case VERDICT -> "receipt";
            case REASSIGNED_AWAY, REASSIGNED_HERE -> "arrows-exchange";
            case DISPUTE_OPENED, DISPUTE_DECIDED -> "gavel";
            case BUYER_ANSWERED -> "user";
            case CONSENT_GIVEN, CONSENT_WITHDRAWN -> "shield-check";
            case VIEWING_BOOKED, VIEWING_MOVED, VIEWING_CANCELLED -> "calendar-event";
        };
    }

    public static String tone(EventKind kind) {
        return switch (kind) {
            case CALL, PROMISE_KEPT, CALL_BACK -> "kv-time__icon kv-time__icon--ok";
            case MISSED_CALL, PROMISE_BROKEN, REASSIGNED_AWAY, CONSENT_WITHDRAWN, VIEWING_CANCELLED ->
                "kv-time__icon kv-time__icon--bad";
            case VIEWING_BOOKED,
                    VIEWING_MOVED,
                    FORM,
                    TAKEN,
                    HANDED_OVER,
                    REASSIGNED_HERE,
                    DISPUTE_OPENED,
                    DISPUTE_DECIDED -> "kv-time__icon kv-time__icon--accent";
            default -> "kv-time__icon";
        };
    }

    /** The sentence of a problem, for the form that caused it. */
    static String sentence(Ui ui, Problem problem) {
        if (problem instanceof Problem.Invalid invalid && !invalid.errors().isEmpty()) {
            var first = invalid.errors().getFirst();
            return ui.t("problem." + first.code(), first.args());
        }
        return ui.t("problem." + problem.code(), problem.args());
    }
}
