package io.kvartal.billing.web;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.kvartal.billing.Change;
import io.kvartal.billing.ChargeId;
import io.kvartal.billing.ContactVerdicts;
import io.kvartal.billing.ReplayRun;
import io.kvartal.billing.VendorWords;
import io.kvartal.contract.Channel;
import io.kvartal.contract.Contract;
import io.kvartal.contract.SampleContracts;
import io.kvartal.contract.Terms;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Lang;
import io.kvartal.verdict.Classification;
import io.kvartal.verdict.ContactFacts;
import io.kvartal.verdict.History;
import io.kvartal.verdict.Receipt;
import io.kvartal.verdict.VerdictEngine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every page in every language, full and empty; a missing text or icon throws. */
class VerdictPageTests {
    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(ContentType.Html);
    private static final Instant AT = Instant.parse("2026-12-10T06:00:00Z");

    private static Contract contract() {
        var usual = Terms.defaults();
        return SampleContracts.cplWith(new Terms(
                usual.minTalkSec(),
                usual.reviewFromSec(),
                usual.uniquenessDays(),
                usual.uniquenessScope(),
                usual.uniquenessAnchor(),
                usual.missedInHours(),
                usual.crossChannelMerge(),
                usual.channels(),
                usual.exclusions(),
                usual.existingClientDays(),
                usual.attributionDays(),
                null,
                null,
                2,
                Set.of("price", "viewing")));
    }

    private static Receipt receipt(String action, Boolean vendor, int busy) {
        var facts = new ContactFacts(
                UUID.randomUUID(),
                Channel.CALL,
                AT,
                "aa",
                null,
                true,
                7,
                100,
                "park",
                null,
                null,
                Classification.target("listener", AT).asking(action),
                vendor,
                null);
        return VerdictEngine.judge(facts, contract(), new History(List.of(), null, List.of(), 0, 0, busy));
    }

    private static ReplayRun run(Instant finished, long differences, String failure) {
        return new ReplayRun(
                Ids.next(),
                finished == null ? null : SampleContracts.TENANT,
                failure == null ? "system" : "anna",
                AT,
                finished,
                5,
                3,
                1_000,
                2,
                900,
                1,
                differences,
                differences == 0 ? Map.of() : Map.of("2026-1", 10L),
                failure);
    }

    private static Stream<Map.Entry<String, Page>> pages(Ui ui) {
        var changes = Stream.of(
                        "person",
                        "lead",
                        "at",
                        "complex",
                        "answered",
                        "talkSec",
                        "returnedTalkSec",
                        "exclusion",
                        "classification",
                        "byCallCentre",
                        "source",
                        "others",
                        "details")
                .map(name -> new Change(name, "", name.equals("answered") ? "true" : ""))
                .toList();
        var more = List.of(
                new Change("verdict", "TARGET", "OVER_CAP"),
                new Change("room", "ONE", ""),
                new Change("at", AT.toString(), AT.toString()));
        var history = new ContactVerdicts.History(
                UUID.randomUUID(),
                List.of(
                        new ContactVerdicts.Given(1, AT, Ids.next(), receipt("price", true, 0), List.of()),
                        new ContactVerdicts.Given(2, AT, Ids.next(), receipt("mortgage", true, 0), changes),
                        new ContactVerdicts.Given(3, AT, Ids.next(), receipt("price", false, 2), more)),
                ChargeId.of(Ids.next().toString()));
        var uncharged = new ContactVerdicts.History(
                history.contact(), history.verdicts().subList(0, 1), null);
        var found = new ReplayRun.Difference(
                1,
                SampleContracts.TENANT,
                UUID.randomUUID(),
                null,
                "WALKED",
                "2026-1",
                "{\"a\":\"<b>half</b>\"}",
                "{}");
        var derived = new ReplayRun.Difference(
                2, SampleContracts.TENANT, UUID.randomUUID(), Ids.next(), "DERIVED", "2026-2", "{}", "{}");
        var names = Map.of(SampleContracts.TENANT, "Alatau");
        return Stream.of(
                Map.entry("contact", new ContactVerdictsPage(ui, history, true)),
                Map.entry("contact", new ContactVerdictsPage(ui, uncharged, false)),
                Map.entry("replays", new ReplaysPage(ui, List.of(), Map.of())),
                Map.entry(
                        "replays",
                        new ReplaysPage(
                                ui,
                                List.of(run(null, 0, null), run(AT, 0, null), run(AT, 3, null), run(AT, 0, "broken")),
                                names)),
                Map.entry("replay", new ReplayPage(ui, run(null, 0, null), List.of(), names)),
                Map.entry("replay", new ReplayPage(ui, run(AT, 2, "broken"), List.of(found, derived), names)));
    }

    @Test
    void everyPageRendersInEveryLanguage() {
        for (var lang : Lang.values()) {
            pages(Ui.sample(lang)).forEach(page -> {
                var out = new StringOutput();
                ENGINE.render("verdict/" + page.getKey() + ".jte", page.getValue(), out);
                assertThat(out.toString()).as(page.getKey()).isNotBlank().doesNotContain("<b>half</b>");
                assertThat(page.getValue().title()).isNotBlank();
            });
        }
    }

    @Test
    void theDifferenceFromTheCallTrackerIsToldInWords() {
        assertThat(VendorWords.of(receipt("price", false, 0), Ui.sample(Lang.EN)))
                .containsExactly(
                        "Call tracker: target – no, unique – not said.",
                        "It would not bill. We do: all rules of the contract are passed.");
        assertThat(VendorWords.of(receipt("mortgage", true, 0), Ui.sample(Lang.EN)))
                .hasSize(2);
        assertThat(VendorWords.of(receipt("price", true, 0), Ui.sample(Lang.EN)))
                .isEmpty();
    }
}
