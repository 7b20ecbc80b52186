package io.kvartal.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.call.CallId;
import io.kvartal.callback.Attempt;
import io.kvartal.callback.Callback;
import io.kvartal.callback.CallbackId;
import io.kvartal.callback.Queue;
import io.kvartal.callback.Reason;
import io.kvartal.callback.Result;
import io.kvartal.catalogue.ComplexId;
import io.kvartal.contract.Channel;
import io.kvartal.contract.CommercialModel;
import io.kvartal.lead.Attribution;
import io.kvartal.lead.DeskLead;
import io.kvartal.lead.EventKind;
import io.kvartal.lead.Handling;
import io.kvartal.lead.LeadCard;
import io.kvartal.lead.LeadId;
import io.kvartal.lead.LeadRow;
import io.kvartal.lead.Stage;
import io.kvartal.lead.TimelineEntry;
import io.kvartal.platform.web.Templates;
import io.kvartal.platform.web.Ui;
import io.kvartal.search.Alternative;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every page of the desk in every language: a text, an icon or a file that is missing fails here. */
class DeskPagesTests {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final TenantId DEVELOPER = new TenantId(new UUID(1, 1));
    private static final LeadId LEAD = new LeadId(new UUID(1, 2));
    private final Templates templates = new Templates();

    static LeadRow row() {
        return new LeadRow(
                LEAD,
                new LeadRow.Buyer("<Айгерим>", "+77012345678", false, false),
                "park",
                "Парк",
                null,
                Channel.CALL,
                "google",
                Stage.NEW,
                Handling.CALL_CENTRE,
                NOW,
                NOW,
                NOW.plusSeconds(900),
                null,
                true,
                "TARGET",
                null,
                false,
                null,
                null,
                1);
    }

    private static DeskLead lead() {
        var events = Arrays.stream(EventKind.values())
                .map(kind -> new TimelineEntry(UUID.randomUUID(), kind, NOW, "portal", Map.of("note", "слово")))
                .toList();
        var consents = List.of(
                new LeadCard.Consent("contact", "1", "form", NOW, null),
                new LeadCard.Consent("share", "1", "verbal", NOW, NOW));
        var card = new LeadCard(
                row(), CommercialModel.FREE, Lang.KK, null, "TARGET", Attribution.UNKNOWN, List.of(), consents, events);
        return new DeskLead(DEVELOPER, new ComplexId(new UUID(1, 3)), card, new PhoneNumber("+77012345678"));
    }

    private static Callback callback(boolean held) {
        return new Callback(
                CallbackId.of(new UUID(1, 4).toString()),
                DEVELOPER,
                LEAD,
                "park",
                "Парк",
                Reason.NOT_CALLED,
                NOW,
                1,
                NOW,
                Callback.State.OPEN,
                1,
                held ? new Callback.Lease("me", "Дана", NOW.plusSeconds(600)) : null,
                null,
                null);
    }

    private static PanelPage panel(Ui ui, Callback callback, boolean offering) {
        var reasons = List.of(
                new Alternative.Reason("price", Map.of("percent", "-3", "from", "24000000.00")),
                new Alternative.Reason("district", Map.of("km", "1.2", "district", "abay", "same", "true")),
                new Alternative.Reason("class", Map.of("class", "comfort", "same", "false")),
                new Alternative.Reason("completion", Map.of("quarters", "2", "ready", "2027-Q4")),
                new Alternative.Reason("rooms", Map.of("units", "21", "rooms", "")),
                new Alternative.Reason(
                        "answers", Map.of("kept", "9", "promised", "10", "surely", "60", "minutes", "7")),
                new Alternative.Reason("answers-unknown", Map.of()),
                new Alternative.Reason("heard", Map.of("contacted", "3", "asked", "4")));
        var lead = lead();
        return new PanelPage(
                ui,
                "Alatau",
                lead,
                callback,
                callback != null,
                List.of(new Attempt(NOW, "Дана", Result.NO_ANSWER, null, "занято")),
                lead.card().timeline().stream()
                        .map(entry -> TimelineLine.of(ui, entry))
                        .toList(),
                List.of(new Recordings.Playable(
                        CallId.of(new UUID(1, 5).toString()), NOW, 65, "/desk/x", "/cabinet/x")),
                List.of(new PanelPage.Script(Lang.KK, "Сәлем", "Сұрақ", "Келісім")),
                offering,
                offering
                        ? List.of(new PanelPage.Other(
                                1,
                                "sky",
                                "Sky",
                                "Samal",
                                Money.kzt(24_000_000),
                                71.5,
                                reasons.stream()
                                        .map(reason -> Sentences.of(ui, reason))
                                        .toList()))
                        : List.of(),
                null);
    }

    @ParameterizedTest
    @EnumSource(Lang.class)
    void queuePanelAndLeads(Lang lang) {
        var ui = Ui.sample(lang);
        var due = Arrays.stream(Reason.values()).collect(Collectors.toMap(reason -> reason, reason -> 2L));
        for (var quiet : new boolean[] {true, false}) {
            var queue = new Queue(due, 3, NOW, quiet, 5, 4, List.of(callback(true)));
            var page = new QueuePage(ui, queue, List.of(new QueuePage.Line(callback(true), "Alatau", true)), true);
            assertThat(templates.wholeText("desk/queue", page))
                    .contains("/desk/callbacks/next")
                    .contains("Парк");
        }
        assertThat(templates.wholeText("desk/panel", panel(ui, callback(true), false)))
                .contains("value=\"not-contacted\"")
                .contains("&lt;Айгерим&gt;")
                .contains("src=\"/desk/x\"");
        assertThat(templates.wholeText("desk/panel", panel(ui, callback(false), true)))
                .contains("name=\"consent\"")
                .contains("value=\"sky\"");
        assertThat(templates.wholeText("desk/panel", panel(ui, null, false)))
                .contains("/qualification")
                .contains("/hand-over");
        assertThat(templates.wholeText(
                        "desk/leads", new DeskLeadsPage(ui, List.of(new DeskLeadsPage.Line("A", row())))))
                .contains("/desk/leads/" + LEAD);
    }

    @ParameterizedTest
    @EnumSource(Lang.class)
    void everyMenuLineWordAndScriptHasItsText(Lang lang) {
        var ui = Ui.sample(lang);
        for (var key : List.of("nav.desk", "nav.desk-leads", "nav.disputes", "nav.nps")) {
            assertThat(ui.t(key)).isNotBlank();
        }
        for (var reason : Reason.values()) {
            var key = "desk.script."
                    + reason.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
            assertThat(ui.t(key, "Park", "Alatau", "now")).isNotBlank().doesNotContain("{");
        }
        assertThat(ui.t("desk.script.hello", ", A", "B")).contains(", A").doesNotContain("{");
        Words.ALL.forEach(word -> assertThat(ui.t("desk.word." + word)).isNotBlank());
    }
}
