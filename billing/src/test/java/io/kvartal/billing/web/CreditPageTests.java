package io.kvartal.billing.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.billing.Charge;
import io.kvartal.billing.ChargeId;
import io.kvartal.billing.ChargeKind;
import io.kvartal.billing.ChargeView;
import io.kvartal.billing.CreditDocument;
import io.kvartal.billing.CreditNote;
import io.kvartal.billing.CreditPrintPage;
import io.kvartal.billing.CreditReason;
import io.kvartal.billing.Credits;
import io.kvartal.billing.InvoiceView;
import io.kvartal.billing.JunkCredit;
import io.kvartal.billing.JunkRule;
import io.kvartal.billing.Replacement;
import io.kvartal.billing.ReplacementId;
import io.kvartal.contract.Channel;
import io.kvartal.contract.ContractId;
import io.kvartal.contract.RoomClass;
import io.kvartal.contract.SampleContracts;
import io.kvartal.platform.web.Templates;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.Contacts;
import io.kvartal.verdict.History;
import io.kvartal.verdict.VerdictEngine;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CreditPageTests {
    private static final Instant AT = Instant.parse("2026-11-20T09:00:00Z");
    private static final TenantId TENANT = SampleContracts.TENANT;
    private static final BigDecimal VAT = new BigDecimal("0.1600");
    private static final Map<TenantId, String> NAMES = Map.of(TENANT, "Alatau");
    private final Templates templates = new Templates();

    private static ChargeId id() {
        return ChargeId.of(Ids.next().toString());
    }

    private static Charge charge() {
        return new Charge(
                id(),
                TENANT,
                ChargeKind.LEAD,
                UUID.randomUUID(),
                UUID.randomUUID(),
                "Парк",
                "park",
                Channel.CALL,
                Money.kzt(15_000),
                VAT,
                AT,
                AT,
                new ContractId(new UUID(9, 1)),
                1,
                Money.kzt(5_000),
                null);
    }

    private static CreditNote note(CreditReason reason, String text) {
        return new CreditNote(
                Ids.next(),
                id(),
                reason,
                Money.kzt(5_000),
                VAT,
                text,
                "u-1 Дана",
                AT,
                reason == CreditReason.DISPUTE,
                null);
    }

    private static Replacement owed(Replacement.State state, @Nullable ChargeId by, Replacement.Wanted wanted) {
        return new Replacement(
                ReplacementId.of(Ids.next().toString()), id(), state, AT, AT.plus(Duration.ofDays(2)), "", by, wanted);
    }

    private static List<Replacement> promises() {
        return List.of(
                owed(Replacement.State.OWED, null, new Replacement.Wanted(Set.of("park", "grove"), RoomClass.TWO)),
                owed(Replacement.State.DELIVERED, id(), Replacement.Wanted.SAME_COMPLEX),
                owed(Replacement.State.CREDITED, null, Replacement.Wanted.SAME_COMPLEX));
    }

    private static Credits.Line line(@Nullable String number) {
        return new Credits.Line(Ids.next(), id(), CreditReason.AUTO_JUNK, Money.kzt(5_000), Money.kzt(800), number, AT);
    }

    @ParameterizedTest
    @EnumSource(Lang.class)
    void aChargeForStaffWithAndWithoutWhatReducedIt(Lang lang) {
        var ui = Ui.sample(lang);
        var receipt = VerdictEngine.judge(Contacts.call(), SampleContracts.signed(SampleContracts.cpl()), History.NONE);
        var notes = List.of(
                note(CreditReason.AUTO_JUNK, "MANY_COMPLEXES complexes=4 talkSec=9"),
                note(CreditReason.GOODWILL, "<b>sorry</b>"));
        var full = new ChargeView(charge(), receipt, notes, promises().getFirst(), "KV-000042");
        var html = templates.wholeText(
                "credit/charge",
                new StaffChargePage(ui, full, "Alatau", List.of(), true, Map.of("note", "typed"), "wrong"));
        assertThat(html).contains("&lt;b&gt;sorry").contains("/credits\"").contains("typed");
        var empty = new ChargeView(charge(), null, List.of(), null, null);
        assertThat(templates.wholeText(
                        "credit/charge", new StaffChargePage(ui, empty, "Alatau", List.of(), false, Map.of(), null)))
                .doesNotContain("<textarea");
    }

    @ParameterizedTest
    @EnumSource(Lang.class)
    void promisesAndCreditNotesFullAndEmpty(Lang lang) {
        var ui = Ui.sample(lang);
        var owed = promises().stream().map(one -> new Credits.Owed(TENANT, one)).toList();
        assertThat(templates.wholeText("credit/promises", new PromisesPage(ui, owed, NAMES, "wrong")))
                .contains("grove, park")
                .containsOnlyOnce("name=\"lead\"");
        assertThat(templates.wholeText("credit/promises", new PromisesPage(ui, List.of(), NAMES, null)))
                .doesNotContain("<table");
        assertThat(templates.wholeText(
                        "credit/cabinet", new CreditsPage(ui, List.of(line("KV-C-000007"), line(null)), promises())))
                .contains("KV-C-000007");
        assertThat(templates.wholeText("credit/cabinet", new CreditsPage(ui, List.of(), List.of())))
                .doesNotContain("<table");
    }

    @ParameterizedTest
    @EnumSource(Lang.class)
    void junkRulesAndWhatTheyCredited(Lang lang) {
        var ui = Ui.sample(lang);
        var rules = Arrays.stream(JunkRule.Code.values())
                .map(code -> new JunkRule(code, true, 3, 60))
                .toList();
        var credits = Arrays.stream(JunkRule.Code.values())
                .map(code -> new JunkCredit(
                        TENANT,
                        id(),
                        Ids.next(),
                        code,
                        Map.of("code", "robot", "complexes", "4", "talkSec", "3", "waitSec", "2"),
                        Money.kzt(5_000),
                        "Парк",
                        AT,
                        code == JunkRule.Code.VENDOR ? AT : AT.plus(Duration.ofDays(9)),
                        code == JunkRule.Code.LISTED ? new JunkCredit.Undone(AT, "b", "<i>why</i>", id()) : null))
                .toList();
        assertThat(templates.wholeText("credit/junk", new JunkPage(ui, rules, credits, NAMES, "wrong")))
                .contains("&lt;i&gt;why")
                .contains("/undo\"");
        assertThat(templates.wholeText("credit/junk", new JunkPage(ui, rules, List.of(), NAMES, null)))
                .doesNotContain("/undo\"");
    }

    @ParameterizedTest
    @EnumSource(Lang.class)
    void onPaperWithEveryReason(Lang lang) {
        var ui = Ui.sample(lang);
        var seller = new InvoiceView.Seller("kvartal-kz", "ТОО «Квартал»", "240140012345", "Алматы", "Банк", "KZ00");
        for (var reason : CreditReason.values()) {
            var text = reason == CreditReason.AUTO_JUNK ? "LISTED code=robot" : "";
            for (var number : new String[] {"KV-C-000001", null}) {
                var document = new CreditDocument(
                        note(reason, text), Money.kzt(800), number, charge(), number == null ? null : "KV-000042");
                assertThat(templates.wholeText(
                                "credit/print", new CreditPrintPage(ui, document, seller, SampleContracts.PARTY)))
                        .contains("Алатау");
            }
        }
    }
}
