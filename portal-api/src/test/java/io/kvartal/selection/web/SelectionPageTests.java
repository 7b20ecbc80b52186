package io.kvartal.selection.web;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.Content;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.ComplexId;
import io.kvartal.mortgage.Programme;
import io.kvartal.mortgage.Quotes.Monthly;
import io.kvartal.platform.web.Frame;
import io.kvartal.platform.web.FramePart.Place;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Templates;
import io.kvartal.platform.web.TextRules;
import io.kvartal.platform.web.Ui;
import io.kvartal.search.SearchResult.ByRooms;
import io.kvartal.search.SearchResult.Card;
import io.kvartal.selection.ListKind;
import io.kvartal.selection.Selection;
import io.kvartal.selection.web.ComparePage.Row;
import io.kvartal.selection.web.ListPage.State;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Lang;
import io.kvartal.shared.LocalizedText;
import io.kvartal.shared.Money;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.TenantId;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every page in every language, full and empty; a missing text or icon throws. */
class SelectionPageTests {
    private static final Templates TEMPLATES = new Templates();
    private static final Programme MARKET = new Programme(
            "market",
            LocalDate.of(2026, 1, 1),
            null,
            LocalizedText.same("Market"),
            new BigDecimal(18),
            new BigDecimal(20),
            new BigDecimal(20),
            240,
            Programme.CapKind.NONE,
            Map.of(),
            true,
            0,
            LocalizedText.same("none"),
            "https://example.kz/",
            LocalDate.of(2026, 11, 1));
    private static final Kept PARK = kept("park", "Park", 24_900_000, 410_000, 150_000L, 2027, false);
    private static final Kept RIVER = kept("river", "River", 31_500_000, 410_000, null, 2028, false);
    private static final Kept SOLD = new Kept(complex("sold", "Sold", 2026), null);

    @Test
    void everyLanguageHasEveryTextAndTemplatesHaveNone() throws IOException {
        assertThat(TextRules.differences()).isEmpty();
        assertThat(TextRules.breaches(Path.of("src/main/jte"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Lang.class)
    void bothListsRenderFullAndEmptyOwnAndForeign(Lang lang) {
        var ui = Ui.sample(lang);
        for (var state : List.of(
                State.PLAIN,
                new State("secret", false, SOLD.complex(), true),
                new State("secret", true, null, false))) {
            for (var kept : List.of(List.<Kept>of(), List.of(PARK), List.of(PARK, RIVER, SOLD))) {
                assertThat(whole("selection/favourites", new FavouritesPage(ui, state, kept, acts(ui))))
                        .contains("</html>")
                        .contains("noindex")
                        .doesNotContain("rel=\"canonical\"");
                for (boolean only : new boolean[] {true, false}) {
                    var compare = whole("selection/compare", new ComparePage(ui, state, kept, only));
                    assertThat(compare).contains("</html>");
                    assertThat(compare.contains("noindex"))
                            .as("somebody else's")
                            .isEqualTo(state.foreign());
                }
            }
        }
    }

    @Test
    void anEmptyListSaysHowToFillItAndLeadsToTheSearch() {
        var ui = Ui.sample(Lang.EN);
        for (var html : List.of(
                whole("selection/favourites", new FavouritesPage(ui, State.PLAIN, List.of(), acts(ui))),
                whole("selection/compare", new ComparePage(ui, State.PLAIN, List.of(), false)))) {
            assertThat(html).contains("href=\"/en/almaty/novostroyki\"").contains("kv-drawing");
        }
    }

    @Test
    void rowsThatDifferAreMarkedAndTheBestValueIsNamedInWords() {
        var page = new ComparePage(Ui.sample(Lang.EN), State.PLAIN, List.of(PARK, RIVER), false);
        assertThat(row(page, "Price from").differs()).isTrue();
        assertThat(row(page, "Price from").cells())
                .extracting(ComparePage.Cell::best)
                .containsExactly("selection.best.cheapest", null);
        assertThat(row(page, "Square metre from").differs()).isFalse();
        assertThat(row(page, "Square metre from").cells())
                .extracting(ComparePage.Cell::best)
                .containsOnlyNulls();
        assertThat(row(page, "Hand-over").cells())
                .extracting(ComparePage.Cell::best)
                .containsExactly("selection.best.earliest", null);
        assertThat(whole("selection/compare", page))
                .contains("tabindex=\"0\" role=\"region\"")
                .contains("scope=\"row\"")
                .contains("the cheapest")
                .contains("differs");
    }

    @Test
    void onlyDifferencesLeavesOutWhatIsTheSame() {
        var page = new ComparePage(Ui.sample(Lang.EN), State.PLAIN, List.of(PARK, RIVER), true);
        assertThat(page.rows()).isNotEmpty().allMatch(Row::differs);
        assertThat(page.switchHref()).isEqualTo("/en/compare");
        var twins = new ComparePage(Ui.sample(Lang.EN), State.PLAIN, List.of(PARK, PARK), true);
        assertThat(twins.rows()).isEmpty();
        assertThat(whole("selection/compare", twins)).contains("All facts are the same.");
        var foreign = new ComparePage(
                Ui.sample(Lang.EN), new State("secret", true, null, false), List.of(PARK, RIVER), false);
        assertThat(foreign.switchHref()).isEqualTo("/en/compare?share=secret&only=differences");
    }

    @Test
    void somebodyElsesListHasNoButtonsThatChangeIt() {
        var ui = Ui.sample(Lang.RU);
        var state = new State("secret", true, null, false);
        assertThat(TEMPLATES.bodyText("selection/compare", new ComparePage(ui, state, List.of(PARK, RIVER), false)))
                .doesNotContain("<form")
                .doesNotContain("data-copy");
    }

    @Test
    void buttonsSayInWordsWhatTheyHold() {
        var ui = Ui.sample(Lang.EN);
        var selection = new Selection("secret", List.of(PARK.complex().id()), List.of());
        var onCard = TEMPLATES.bodyText(
                "selection/acts", new ActsPage(ui, PARK.complex(), selection, true, "/en/", null, false));
        assertThat(onCard)
                .contains("aria-label=\"Favourites: Park\"")
                .contains("aria-pressed=\"true\"")
                .contains("aria-pressed=\"false\"")
                .contains("name=\"_csrf\"")
                .contains("action=\"/en/favourites/park/removal\"")
                .contains("action=\"/en/compare/park\"")
                .doesNotContain("hx-swap-oob");
        var full = TEMPLATES.bodyText(
                "selection/acts",
                new ActsPage(ui, PARK.complex(), selection, false, "/en/", ListKind.COMPARISON, true));
        assertThat(full).contains("role=\"alert\"").contains("hx-swap-oob=\"true\"");
    }

    @Test
    void theFrameShowsBothListsWithTheirCounters() {
        var ui = Ui.sample(Lang.EN);
        var selection = new Selection("secret", List.of(PARK.complex().id()), List.of());
        var tools = new ToolsPage(ui, selection, "favourites");
        Content header = out -> out.writeContent(TEMPLATES.bodyText("selection/tools", tools));
        Content footer = out -> out.writeContent(TEMPLATES.bodyText("selection/links", tools));
        var frame = new Frame(Map.of(Place.TOOLS, List.of(header), Place.LINKS, List.of(footer)));
        var html = TEMPLATES.wholeText(
                "selection/favourites", new FavouritesPage(ui, State.PLAIN, List.of(), acts(ui)), frame);
        assertThat(html)
                .contains("kv-tools")
                .contains("id=\"kv-count-favourites\">1<")
                .contains("id=\"kv-count-comparison\" hidden>0<")
                .contains("<li><a href=\"/en/compare\"");
    }

    private static Row row(ComparePage page, String label) {
        return page.rows().stream()
                .filter(row -> row.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static String whole(String view, Page page) {
        return TEMPLATES.wholeText(view, page);
    }

    private static Function<Complex, Content> acts(Ui ui) {
        return complex -> out -> out.writeContent(TEMPLATES.bodyText(
                "selection/acts", new ActsPage(ui, complex, Selection.NOTHING, true, "/ru/", null, false)));
    }

    private static Kept kept(
            String slug, String name, long price, long metre, Long monthly, int year, boolean handedOver) {
        var complex = complex(slug, name, year);
        return new Kept(
                complex,
                new Card(
                        complex,
                        Money.kzt(price),
                        Money.kzt(metre),
                        monthly == null ? null : new Monthly(MARKET, Money.kzt(monthly), Money.kzt(5_000_000), 240),
                        12,
                        List.of(new ByRooms(2, 12, Money.kzt(price), new BigDecimal("54.5"))),
                        handedOver,
                        LocalDate.of(2026, 11, 20)));
    }

    private static Complex complex(String slug, String name, int year) {
        return new Complex(
                new ComplexId(Ids.next()),
                slug,
                name,
                TenantId.of("018f0000-0000-7000-8000-000000000001"),
                "alatau-development",
                "Alatau Development",
                "almaty",
                "bostandyk",
                "comfort",
                43.2,
                76.9,
                year,
                4,
                null,
                new PhoneNumber("+77272000001"),
                null);
    }
}
