package io.kvartal.dispute;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.billing.ChargeId;
import io.kvartal.billing.ReceiptLine;
import io.kvartal.call.CallId;
import io.kvartal.contract.Channel;
import io.kvartal.desk.Recordings;
import io.kvartal.lead.Handling;
import io.kvartal.lead.LeadId;
import io.kvartal.lead.LeadRow;
import io.kvartal.lead.Stage;
import io.kvartal.platform.web.Templates;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DisputePagesTests {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final LeadId LEAD = new LeadId(new UUID(1, 2));
    private final Templates templates = new Templates();

    private static DisputeView view(DisputeState state, Dispute.@Nullable Ruling ruling) {
        var dispute = new Dispute(
                DisputeId.of(new UUID(1, 1).toString()),
                new TenantId(new UUID(1, 3)),
                LEAD,
                ChargeId.of(new UUID(1, 4).toString()),
                "park",
                "Парк",
                new Claim(Reason.NON_TARGET, "<b>аренда</b>", 42),
                state,
                NOW,
                "Ерлан",
                NOW,
                NOW,
                ruling,
                1);
        var steps = Arrays.stream(DisputeState.Act.values())
                .map(act -> new DisputeView.Step(NOW, "Дана", act.name(), state, "слово"))
                .toList();
        return new DisputeView(
                dispute,
                steps,
                List.of(new DisputeView.Remark(NOW, DisputeView.Side.DEVELOPER, "Ерлан", 42, "аренда")));
    }

    private static Dispute.Ruling ruling(Decision.Verdict verdict) {
        return new Dispute.Ruling(
                verdict,
                Decision.Remedy.CREDIT,
                Money.kzt(7_500),
                "правило 9",
                NOW,
                "u Дана",
                verdict == Decision.Verdict.UPHELD);
    }

    private static LeadRow row() {
        return new LeadRow(
                LEAD,
                new LeadRow.Buyer("Айгерим", "+77012345678", false, false),
                "park",
                "Парк",
                null,
                Channel.CALL,
                null,
                Stage.NEW,
                Handling.DEVELOPER,
                NOW,
                NOW,
                null,
                null,
                false,
                "TARGET",
                null,
                false,
                null,
                null,
                1);
    }

    @ParameterizedTest
    @EnumSource(Lang.class)
    void everyStateOnBothSides(Lang lang) {
        var ui = Ui.sample(lang);
        var heard = List.of(
                new Recordings.Playable(CallId.of(new UUID(1, 5).toString()), NOW, 65, "/desk/x", "/cabinet/x"));
        var effect = new Effect(
                Money.kzt(15_000), Money.ZERO_KZT, Money.kzt(15_000), Money.kzt(7_500), new BigDecimal("0.16"), "");
        for (var state : DisputeState.values()) {
            var decided =
                    state == DisputeState.DECIDED || state == DisputeState.FINAL || state == DisputeState.APPEALED;
            var view = view(state, decided ? ruling(Decision.Verdict.PARTIAL) : null);
            for (var mayDecide : new boolean[] {true, false}) {
                var page = new DisputePage(
                        ui,
                        view,
                        "Alatau",
                        effect,
                        List.of(new ReceiptLine("rule", true, List.of(new ReceiptLine.Value("talkSec", "90")))),
                        heard,
                        mayDecide,
                        true,
                        null);
                var html = templates.wholeText("dispute/page", page);
                assertThat(html).contains("&lt;b&gt;аренда&lt;/b&gt;").contains("/desk/x");
                assertThat(html.contains("/decision\"")).isEqualTo(mayDecide && state.allows(DisputeState.Act.DECIDE));
            }
            var cabinet = new CabinetDisputePage(
                    ui, row(), new Standing(NOW, 65, "dispute.exists"), view, heard, Claimed.NOTHING, null);
            assertThat(templates.wholeText("dispute/cabinet", cabinet)).contains("/cabinet/x");
            var list = new DisputesPage(ui, false, List.of(new DisputesPage.Line(view.dispute(), "Alatau", true)));
            assertThat(templates.wholeText("dispute/list", list)).contains("Парк");
        }
    }

    @ParameterizedTest
    @EnumSource(Lang.class)
    void theFormAndTheRefusals(Lang lang) {
        var ui = Ui.sample(lang);
        var typed = new Claimed("spam", "робот", "");
        var form = new CabinetDisputePage(
                ui, row(), new Standing(NOW, 65, null), null, List.of(), typed, "problem.dispute.needs-second");
        assertThat(templates.wholeText("dispute/cabinet", form))
                .contains("робот")
                .contains("value=\"spam\" selected");
        for (var refusal : List.of("dispute.nothing-charged", "dispute.nothing-left", "dispute.window-over")) {
            var page = new CabinetDisputePage(
                    ui, row(), new Standing(NOW, null, refusal), null, List.of(), Claimed.NOTHING, null);
            assertThat(templates.wholeText("dispute/cabinet", page)).doesNotContain("<select");
        }
    }
}
