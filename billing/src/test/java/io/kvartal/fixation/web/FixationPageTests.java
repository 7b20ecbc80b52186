package io.kvartal.fixation.web;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.kvartal.fixation.Act;
import io.kvartal.fixation.Fixation;
import io.kvartal.fixation.Fixation.Channel;
import io.kvartal.fixation.Fixation.Claim;
import io.kvartal.fixation.Fixation.State;
import io.kvartal.fixation.Step;
import io.kvartal.fixation.Verification;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Lang;
import io.kvartal.shared.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every page in every language, full and empty; a missing text or icon throws. */
class FixationPageTests {
    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(ContentType.Html);
    private static final Instant AT = Instant.parse("2026-11-18T06:00:00Z");
    private static final TenantId TENANT = new TenantId(new UUID(7, 1));
    private static final Map<String, String> COMPLEXES = Map.of("park", "ЖК Парк");

    private static Fixation claim(Channel channel, State state) {
        var own = channel != Channel.PORTAL;
        return new Fixation(
                Ids.next(),
                TENANT,
                "p",
                channel == Channel.AGENCY ? null : "park",
                channel,
                own ? null : Ids.next(),
                state,
                AT,
                AT.plus(Duration.ofDays(6)),
                state == State.FIXED ? 1 : 0,
                state == State.REJECTED || state == State.UNDER_REVIEW ? AT.minus(Duration.ofDays(3)) : null,
                null,
                new Claim(
                        "u1",
                        channel == Channel.AGENCY ? "Секретное агентство" : null,
                        own ? "+7 701 ••• •• 78" : null,
                        own && state != State.EXPIRED ? "CRM <b>17</b>" : null,
                        own ? "ab" : null,
                        own ? AT.minus(Duration.ofDays(9)) : null,
                        own && state == State.EXPIRED));
    }

    private static List<Fixation> all(Channel channel) {
        return Stream.of(State.values()).map(state -> claim(channel, state)).toList();
    }

    private static List<Step> steps(Fixation claim) {
        return Stream.of(Act.values())
                .map(act -> new Step(
                        claim.id(),
                        act,
                        null,
                        claim.state(),
                        AT,
                        "Секретный сотрудник",
                        "секретная причина",
                        AT,
                        null,
                        0))
                .toList();
    }

    private static FixationPage staffs(Ui ui, Fixation claim, Verification chain, boolean mayDecide) {
        var beside = List.of(claim(Channel.AGENCY, State.CONDITIONAL), claim(Channel.PORTAL, State.FIXED));
        var staff = new FixationPage.Staffs("ТОО «Тест»", beside, chain, mayDecide);
        return new FixationPage(ui, claim, steps(claim), COMPLEXES, staff, "wrong");
    }

    private static Stream<Map.Entry<String, Page>> pages(Ui ui) {
        var whole = new Verification(3, 9, null, null, null);
        var broken = new Verification(3, 9, 2L, null, null);
        var full = Collections.nCopies(51, claim(Channel.OWN, State.CONDITIONAL));
        var lists = Stream.of(Shown.values())
                .flatMap(shown -> Stream.<Map.Entry<String, Page>>of(
                        Map.entry(
                                "cabinet",
                                new CabinetFixationsPage(
                                        ui,
                                        all(Channel.OWN),
                                        new Look(Channel.OWN, shown, 0),
                                        COMPLEXES,
                                        Map.of("phone", "\"><b>x"),
                                        "wrong")),
                        Map.entry(
                                "cabinet",
                                new CabinetFixationsPage(
                                        ui, List.of(), new Look(Channel.PORTAL, shown, 0), Map.of(), Map.of(), null)),
                        Map.entry(
                                "list",
                                new FixationsPage(
                                        ui,
                                        List.of(),
                                        new Look(null, shown, 2),
                                        Map.of(TENANT, "ТОО «Тест»"),
                                        COMPLEXES,
                                        Map.of(),
                                        "wrong"))));
        var ones = Stream.of(Channel.values())
                .flatMap(channel -> all(channel).stream())
                .flatMap(claim -> Stream.<Map.Entry<String, Page>>of(
                        Map.entry("one", FixationPage.ofMember(ui, claim, steps(claim), COMPLEXES, null)),
                        Map.entry("one", staffs(ui, claim, whole, true)),
                        Map.entry("one", staffs(ui, claim, broken, false))));
        return Stream.concat(
                Stream.concat(lists, ones),
                Stream.of(
                        Map.entry(
                                "cabinet",
                                new CabinetFixationsPage(
                                        ui, full, new Look(Channel.OWN, Shown.ALL, 1), COMPLEXES, Map.of(), null)),
                        Map.entry(
                                "list",
                                new FixationsPage(
                                        ui, all(Channel.AGENCY), Look.FIRST, Map.of(), Map.of(), Map.of(), null))));
    }

    private static String render(String name, Page page) {
        var out = new StringOutput();
        ENGINE.render("fixation/" + name + ".jte", page, out);
        return out.toString();
    }

    @Test
    void everyPageRendersInEveryLanguage() {
        for (var lang : Lang.values()) {
            pages(Ui.sample(lang)).forEach(page -> {
                assertThat(render(page.getKey(), page.getValue()))
                        .as(page.getKey())
                        .contains("<h1>")
                        .doesNotContain("<b>17</b>", "\"><b>x");
                assertThat(page.getValue().title()).isNotBlank();
            });
        }
    }

    @Test
    void aMemberWhoLostLearnsTheDateAndNothingOfTheHolder() {
        var ui = Ui.sample(Lang.RU);
        var lost = claim(Channel.OWN, State.REJECTED);
        var html = render("one", FixationPage.ofMember(ui, lost, steps(lost), COMPLEXES, null));
        assertThat(html).contains(ui.dateTime(lost.conflictAt()));
        assertThat(html).doesNotContain("Секретн", "секретн", "Агентство", ">Портал<");
    }

    @Test
    void onlyWhoMayDecideSeesTheDecision() {
        var ui = Ui.sample(Lang.EN);
        var claim = claim(Channel.OWN, State.UNDER_REVIEW);
        var chain = new Verification(1, 1, null, null, null);
        assertThat(render("one", staffs(ui, claim, chain, true))).contains("/decision\"");
        assertThat(render("one", staffs(ui, claim, chain, false))).doesNotContain("/decision\"");
        assertThat(render("one", FixationPage.ofMember(ui, claim, steps(claim), COMPLEXES, null)))
                .doesNotContain("/decision\"", "/revocation\"");
    }
}
