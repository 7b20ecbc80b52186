package io.kvartal;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;

/** Looks at screens as a strict reader would: axe, console, width; and keeps a picture of each. */
final class Screens {
    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa");
    private static final Path PICTURES = Path.of("target", "screens");

    private final SoftAssertions checks = new SoftAssertions();
    private final int width;

    Screens(int width) {
        this.width = width;
    }

    /** Opens an address and looks at it. */
    void look(TestBrowser.Visit visit, String name, String path) {
        var answer = visit.page().navigate(path);
        checks.assertThat(answer.status()).as("%s: %s", name, path).isEqualTo(200);
        look(visit, name);
    }

    /** Opens the first such link of what is open and looks at it. */
    void follow(TestBrowser.Visit visit, String name, String link) {
        look(visit, name, visit.page().locator(link).first().getAttribute("href"));
    }

    /** Looks at what is open. */
    void look(TestBrowser.Visit visit, String name) {
        var page = visit.page();
        var where = name + " at " + width + " px";
        page.waitForTimeout(150);
        page.screenshot(new com.microsoft.playwright.Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + "-" + width + ".png"))
                .setFullPage(true));
        page.evaluate("() => window.scrollTo(0, 0)");
        // Our pages have no frames, whose findings the other mode would put together in a tab of its own.
        var found = new AxeBuilder(page)
                .withTags(WCAG)
                .setLegacyMode(true)
                .analyze()
                .getViolations();
        checks.assertThat(found.stream().map(Screens::sentence).toList())
                .as("axe on %s", where)
                .isEmpty();
        checks.assertThat(visit.complaints()).as("console on %s", where).isEmpty();
        var wide = ((Number) page.evaluate(
                        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .intValue();
        checks.assertThat(wide).as("sideways scrolling on %s", where).isLessThanOrEqualTo(0);
        checks.assertThat(page.title()).as("title of %s", where).isNotBlank();
        checks.assertThat(page.locator("h1").count())
                .as("main headings on %s", where)
                .isEqualTo(1);
        checks.assertThat(untranslated(page.locator("body").innerText()))
                .as("untranslated keys on %s", where)
                .isEmpty();
    }

    void verdict() {
        checks.assertAll();
    }

    private static String sentence(Rule rule) {
        return rule.getId() + " (" + rule.getImpact() + "): "
                + rule.getNodes().stream()
                        .limit(3)
                        .map(node -> String.valueOf(node.getHtml())
                                .lines()
                                .findFirst()
                                .orElse(""))
                        .collect(Collectors.joining(" | "));
    }

    /** Message keys that no bundle knows. */
    private static List<String> untranslated(String text) {
        return java.util.regex.Pattern.compile(
                        "\\b(?:lead|call|cabinet|desk|dispute|survey|account|billing|callback|contract|credits|fixation|invoice|ledger|payment|problem|receivables|reminder|statement|stripe|timemachine|catalogue|search|verdict|portfolio|report|nav|ui|number)\\.[a-z]+[.a-z-]*\\b")
                .matcher(text)
                .results()
                .map(java.util.regex.MatchResult::group)
                .filter(key -> !key.endsWith(".demo"))
                .distinct()
                .toList();
    }
}
