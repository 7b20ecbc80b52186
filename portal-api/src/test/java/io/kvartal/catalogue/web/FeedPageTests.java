package io.kvartal.catalogue.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.catalogue.Developer;
import io.kvartal.catalogue.FeedCompleteness;
import io.kvartal.catalogue.FeedCompleteness.Item;
import io.kvartal.catalogue.FeedCompleteness.Missing;
import io.kvartal.catalogue.FeedOrder;
import io.kvartal.catalogue.ImportChange;
import io.kvartal.catalogue.ImportReport;
import io.kvartal.catalogue.ImportRun;
import io.kvartal.catalogue.ImportState;
import io.kvartal.catalogue.ImportWarning;
import io.kvartal.catalogue.UnitState;
import io.kvartal.catalogue.feed.FeedFormat;
import io.kvartal.platform.web.Templates;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeedPageTests {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final TenantId COMPANY = new TenantId(new UUID(1, 1));
    private static final Developer DEVELOPER = new Developer(COMPANY, "alatau", "Alatau");
    private static final FeedDesk DESK = new FeedDesk("/desk/feeds", null, true, true);
    private static final FeedDesk ONLOOKER = new FeedDesk("/desk/feeds", null, false, false);
    private static final FeedDesk CABINET = new FeedDesk("/cabinet/feeds", COMPANY, true, false);

    private final Templates templates = new Templates();

    private static ImportRun run(ImportState state, boolean kept, boolean undoable) {
        var failure = state == ImportState.FAILED
                ? new ImportRun.Failure("feed-not-well-formed", List.of("12", "5", "tag"))
                : null;
        var warnings = List.of(
                new ImportWarning(1, "", "MASS_DELETE_GUARD", List.of("40", "100"), false),
                new ImportWarning(12, "<u-1>", "MISSING_PRICE", List.of("price/value"), true),
                new ImportWarning(40, "u-2", "UNKNOWN_COMPLEX", List.of("4711"), true));
        var order = new FeedOrder(COMPANY, FeedFormat.AVITO, true, true, null, null, "feed.xml", "Анна");
        var phase = state.isOpen() ? ImportRun.Phase.READING : ImportRun.Phase.DONE;
        return new ImportRun(
                new ImportReport(new UUID(2, 2), COMPANY, state, 1_200, 1_000, 90, 100, 7, 10, NOW, warnings),
                FeedFormat.AVITO,
                order,
                null,
                new ImportRun.Progress(phase, 20_000_000, 5_000_000, 300, NOW, NOW.plusSeconds(3)),
                Map.of("MISSING_PRICE", 1, "UNKNOWN_COMPLEX", 9),
                List.of(
                        new FeedCompleteness("", 1_200, 61, List.of(new Missing(Item.PLANS, 15))),
                        new FeedCompleteness(
                                "Парк",
                                3,
                                12,
                                Arrays.stream(Item.values())
                                        .map(i -> new Missing(i, i.weight()))
                                        .toList())),
                failure,
                kept,
                undoable,
                null,
                null,
                null,
                null);
    }

    private static ImportChange.Facts facts(long price, UnitState state, @Nullable String number) {
        return new ImportChange.Facts(number, 2, new BigDecimal("50.50"), 3, Money.kzt(price), state);
    }

    private static final List<ImportChange> CHANGES = List.of(
            new ImportChange(
                    1,
                    ImportChange.Kind.CHANGED,
                    "u-1",
                    12,
                    "Парк",
                    facts(20_000_000, UnitState.AVAILABLE, "1"),
                    facts(26_000_000, UnitState.RESERVED, "2")),
            new ImportChange(
                    2,
                    ImportChange.Kind.CHANGED,
                    "u-2",
                    40,
                    "Парк",
                    facts(20_000_000, UnitState.AVAILABLE, "1"),
                    facts(20_000_000, UnitState.AVAILABLE, "1")),
            new ImportChange(
                    3,
                    ImportChange.Kind.VANISHED,
                    "u-3",
                    null,
                    "Парк",
                    facts(20_000_000, UnitState.AVAILABLE, "1"),
                    null));

    private String page(Lang lang, FeedDesk desk, ImportRun run) {
        var shown = new FeedRunPage.Shown("", ImportChange.Kind.CHANGED, 0);
        return templates.wholeText(
                "catalogue/feed-run",
                new FeedRunPage(Ui.sample(lang), desk, run, DEVELOPER, shown, CHANGES, List.of()));
    }

    @ParameterizedTest
    @EnumSource
    void everyStateIsShownInEveryLanguage(Lang lang) {
        for (var state : ImportState.values()) {
            for (var desk : List.of(DESK, ONLOOKER, CABINET)) {
                assertThat(page(lang, desk, run(state, state == ImportState.DRY_RUN, state == ImportState.APPLIED)))
                        .contains("Alatau");
            }
            assertThat(templates.wholeText(
                            "catalogue/feeds",
                            new FeedsPage(
                                    Ui.sample(lang),
                                    DESK,
                                    List.of(run(state, false, false)),
                                    List.of(DEVELOPER),
                                    null)))
                    .contains("/desk/feeds/00000000-0000-0002-0000-000000000002");
        }
        assertThat(templates.wholeText(
                        "catalogue/feeds", new FeedsPage(Ui.sample(lang), CABINET, List.of(), List.of(), "problem")))
                .contains("multipart/form-data")
                .contains("_csrf=sample-csrf-token")
                .doesNotContain("name=\"developer\"");
    }

    @Test
    void aRunThatGoesOnAsksAgainByItselfAndOneThatIsOverDoesNot() {
        assertThat(page(Lang.EN, DESK, run(ImportState.RUNNING, false, false)))
                .contains("every 1s")
                .contains("value=\"25\"")
                .contains("100 a second");
        assertThat(page(Lang.EN, DESK, run(ImportState.APPLIED, false, true))).doesNotContain("hx-trigger=\"every");
    }

    @Test
    void everybodySeesOnlyWhatHeMayDo() {
        var held = run(ImportState.HELD, true, false);
        assertThat(page(Lang.EN, DESK, held)).contains("/release\"").contains("/discard\"");
        assertThat(page(Lang.EN, CABINET, held)).doesNotContain("/release\"").contains("/discard\"");
        assertThat(page(Lang.EN, ONLOOKER, held)).doesNotContain("/release\"").doesNotContain("/discard\"");
        assertThat(page(Lang.EN, CABINET, run(ImportState.DRY_RUN, true, false)))
                .contains("/application\"");
        assertThat(page(Lang.EN, CABINET, run(ImportState.DRY_RUN, false, false)))
                .doesNotContain("/application\"");
        assertThat(page(Lang.EN, CABINET, run(ImportState.APPLIED, false, true)))
                .contains("/undo\"");
        assertThat(page(Lang.EN, CABINET, run(ImportState.APPLIED, false, false)))
                .doesNotContain("/undo\"");
    }

    @Test
    void aChangeIsOldAndNewWithItsPercent() {
        var html = page(Lang.EN, DESK, run(ImportState.DRY_RUN, true, false)).replace('\u00a0', ' ');
        assertThat(html)
                .contains("20,000,000 ₸ → 26,000,000 ₸ (+30 %)")
                .contains("state: on sale → reserved")
                .contains("number: 1 → 2")
                .contains("other facts")
                .contains("feed-jump")
                .contains("&lt;u-1&gt;");
    }
}
