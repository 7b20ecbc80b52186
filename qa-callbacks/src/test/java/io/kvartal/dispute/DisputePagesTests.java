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
    private static final List<DisputeFile> FILES =
            List.of(new DisputeFile(new UUID(1, 7), NOW, "Ерлан", "crm <1>.png", "image/png", 10, "dispute/x"));
    private final Templates templates = new Templates();

    private static DisputeView view(DisputeState state, Dispute.@Nullable Ruling ruling) {
        var dispute = new Dispute(
                DisputeId.of(new UUID(1, 1).toString()),
                new TenantId(new UUID(1, 3)),
                LEAD,
                ChargeId.of(new UUID(1, 4).toString()),
                "park",
                "Парк",
                new Claim(Reason.NON_TARGET, "<b>аренда</b>", 42, new LeadId(new UUID(1, 9))),
                state,
                NOW,
                "Ерлан",
                NOW,
                NOW,
                ruling,
                new Dispute.Clockwork(NOW.plusSeconds(9), NOW.plusSeconds(99), null),
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
                        FILES,
                        mayDecide ? new SessionId(new UUID(1, 8)) : null,
                        List.of(view.dispute()),
                        mayDecide,
                        true,
                        null);
                var html = templates.wholeText("dispute/page", page);
                assertThat(html).contains("&lt;b&gt;аренда&lt;/b&gt;").contains("/desk/x");
                assertThat(html.contains("/decision\"")).isEqualTo(mayDecide && state.allows(DisputeState.Act.DECIDE));
            }
            var cabinet = new CabinetDisputePage(
                    ui,
                    row(),
                    new Standing(NOW, 65, "dispute.exists"),
                    view,
                    heard,
                    FILES,
                    new SessionId(new UUID(1, 8)),
                    Claimed.NOTHING,
                    null);
            assertThat(templates.wholeText("dispute/cabinet", cabinet)).contains("/cabinet/x");
            var list = new DisputesPage(ui, false, List.of(new DisputesPage.Line(view.dispute(), "Alatau", true)));
            assertThat(templates.wholeText("dispute/list", list)).contains("Парк");
        }
    }

    @ParameterizedTest
    @EnumSource(Lang.class)
    void theFormAndTheRefusals(Lang lang) {
        var ui = Ui.sample(lang);
        var typed = new Claimed("spam", "робот", "", "");
        var form = new CabinetDisputePage(
                ui,
                row(),
                new Standing(NOW, 65, null),
                null,
                List.of(),
                List.of(),
                null,
                typed,
                "problem.dispute.needs-second");
        assertThat(templates.wholeText("dispute/cabinet", form))
                .contains("робот")
                .contains("value=\"spam\" selected");
        for (var refusal : List.of("dispute.nothing-charged", "dispute.nothing-left", "dispute.window-over")) {
            var page = new CabinetDisputePage(
                    ui,
                    row(),
                    new Standing(NOW, null, refusal),
                    null,
                    List.of(),
                    List.of(),
                    null,
                    Claimed.NOTHING,
                    null);
            assertThat(templates.wholeText("dispute/cabinet", page)).doesNotContain("<select");
        }
    }

    private static Figures figures(int days, int contested, int charged) {
        var disputes = java.util.stream.IntStream.range(0, contested)
                .mapToObj(i -> view(
                                DisputeState.DECIDED,
                                ruling(i % 3 == 0 ? Decision.Verdict.REJECTED : Decision.Verdict.UPHELD))
                        .dispute())
                .toList();
        return Figures.of(days, disputes, charged, NOW);
    }

    @ParameterizedTest
    @EnumSource(Lang.class)
    void figuresFullAndEmpty(Lang lang) {
        var ui = Ui.sample(lang);
        var developer = new TenantId(new UUID(1, 3));
        var full = new FiguresPage(
                ui,
                figures(14, 40, 60),
                null,
                List.of(new Counting.OfDeveloper(developer, figures(14, 9, 20))),
                List.of(new SecondReviews.Agreement(java.time.YearMonth.of(2026, 11), 10, 6, 0.41)),
                java.util.Map.of(developer, "Alatau"));
        assertThat(templates.wholeText("dispute/figures", full))
                .contains("Alatau")
                .contains("alert-warning")
                .contains("0");
        var own = new FiguresPage(
                ui, figures(30, 3, 60), developer, List.of(), List.of(), java.util.Map.of(developer, "Alatau"));
        assertThat(templates.wholeText("dispute/figures", own)).contains("developer=" + developer);
        var empty = new FiguresPage(ui, figures(90, 0, 0), null, List.of(), List.of(), java.util.Map.of());
        assertThat(templates.wholeText("dispute/figures", empty))
                .doesNotContain("<table")
                .doesNotContain("alert-warning");
    }

    @ParameterizedTest
    @EnumSource(Lang.class)
    void theListOfADeveloperAndManyClaimsAtOnce(Lang lang) {
        var ui = Ui.sample(lang);
        var lead = row();
        var id = lead.id().toString();
        var dispute = view(DisputeState.EVIDENCE_NEEDED, null).dispute();
        var page = new CabinetDisputesPage(
                ui,
                figures(30, 3, 60),
                List.of(
                        dispute,
                        view(DisputeState.OPEN, null).dispute(),
                        view(DisputeState.DECIDED, ruling(Decision.Verdict.PARTIAL))
                                .dispute()),
                List.of(lead),
                List.of(
                        new BulkClaims.Outcome(id, dispute, null),
                        new BulkClaims.Outcome(
                                id, null, new io.kvartal.shared.Problem.FieldError("", "dispute.exists"))),
                java.util.Map.of(id, new BulkClaims.Item(id, "spam", "1:05", "", "<i>робот</i>")),
                "problem.dispute.bulk");
        assertThat(templates.wholeText("dispute/mine", page))
                .contains("value=\"spam\" selected")
                .contains("&lt;i>робот")
                .contains("checked");
        var empty = new CabinetDisputesPage(
                ui, figures(30, 0, 0), List.of(), List.of(), List.of(), java.util.Map.of(), null);
        assertThat(templates.wholeText("dispute/mine", empty))
                .doesNotContain("<table")
                .doesNotContain("<form");
    }

    @ParameterizedTest
    @EnumSource(Lang.class)
    void jointListeningOnBothSidesAndItsProtocol(Lang lang) {
        var ui = Ui.sample(lang);
        var developer = new TenantId(new UUID(1, 3));
        for (var state : new DisputeState[] {DisputeState.LISTENING, DisputeState.DECIDED}) {
            boolean decided = state == DisputeState.DECIDED;
            var view = view(state, decided ? ruling(Decision.Verdict.PARTIAL) : null);
            var session = new ListeningSession(
                    new SessionId(new UUID(1, 6)),
                    developer,
                    NOW,
                    "<u>zoom</u>",
                    DisputeView.Side.PORTAL,
                    "Дана",
                    decided ? NOW : null,
                    List.of(view.dispute()),
                    decided
                            ? List.of(new ListeningSession.Line(
                                    view.dispute().id(),
                                    LEAD,
                                    "Парк",
                                    Reason.SPAM,
                                    Decision.Verdict.UPHELD,
                                    Decision.Remedy.CREDIT,
                                    Money.kzt(7_500),
                                    "правило"))
                            : List.of(),
                    decided ? List.of(new ListeningSession.Signature(DisputeView.Side.PORTAL, "Дана", NOW)) : List.of(),
                    decided
                            ? new ListeningSession.Position(view.dispute().id(), "Парк", 61, "<s>Дана</s>", NOW)
                            : null);
            for (var side : DisputeView.Side.values()) {
                var page = new SessionPage(
                        ui,
                        session,
                        side,
                        "Alatau",
                        List.of(new SessionPage.Heard(view, List.of(new SessionPage.Audio("/a", 65)))),
                        side == DisputeView.Side.PORTAL,
                        "problem.dispute.session-past");
                var html = templates.wholeText("dispute/session", page);
                assertThat(html).contains("&lt;u&gt;zoom").contains("/a#t=42");
                assertThat(html.contains("/a#t=61")).isEqualTo(decided);
                assertThat(html.contains("/acceptance\"")).isEqualTo(!decided && side == DisputeView.Side.DEVELOPER);
                assertThat(html.contains("/signature\"")).isEqualTo(decided && side == DisputeView.Side.DEVELOPER);
                assertThat(html.contains("/decisions/")).isEqualTo(!decided && side == DisputeView.Side.PORTAL);
            }
            assertThat(templates.wholeText("dispute/protocol", new ProtocolPage(ui, session, "Alatau")))
                    .contains("Alatau");
        }
    }

    @ParameterizedTest
    @EnumSource(Lang.class)
    void theSecondJudgeSeesNoVerdict(Lang lang) {
        var ui = Ui.sample(lang);
        var effect = new Effect(
                Money.kzt(15_000), Money.ZERO_KZT, Money.kzt(15_000), Money.kzt(7_500), new BigDecimal("0.16"), "");
        for (var reason : Reason.values()) {
            var base = view(DisputeState.DECIDED, ruling(Decision.Verdict.REJECTED));
            var one = base.dispute();
            var view = new DisputeView(
                    new Dispute(
                            one.id(),
                            one.tenant(),
                            one.lead(),
                            one.charge(),
                            one.complex(),
                            one.complexName(),
                            new Claim(reason, "", null, null),
                            one.state(),
                            one.openedAt(),
                            one.openedBy(),
                            one.answerBy(),
                            one.decideBy(),
                            one.ruling(),
                            one.clock(),
                            1),
                    base.steps(),
                    base.remarks());
            var page = new DisputePage(
                    ui,
                    view,
                    "Alatau",
                    effect,
                    List.of(),
                    List.of(),
                    FILES,
                    null,
                    List.of(),
                    true,
                    false,
                    "problem.dispute.text");
            assertThat(templates.wholeText("dispute/second", new SecondPage(page)))
                    .doesNotContain("правило 9")
                    .doesNotContain("слово");
        }
        var list = new SecondListPage(ui, List.of(view(DisputeState.FINAL, null).dispute()));
        assertThat(templates.wholeText("dispute/second-list", list)).contains("Парк");
        assertThat(templates.wholeText("dispute/second-list", new SecondListPage(ui, List.of())))
                .doesNotContain("<li ");
    }
}
