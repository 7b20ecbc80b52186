package io.kvartal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import kvartal.testing.Yrl;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A developer's feed before the buyers come: reported, refused, held, imported again. */
@JourneyTest
@Order(1)
class FeedJourneyTests extends StoryChapter {
    @Test
    @Order(1)
    void aFeedIsReportedOfferByOfferWithLinesAndSentences() {
        var feed = Yrl.feed(
                Yrl.offers(9), Yrl.offer("broken").replace("<currency>KZT</currency>", "<currency>рубль</currency>"));
        var report = imports(Story.ALATAU, feed, true);
        assertThat(report.get("state").asString()).isEqualTo("DRY_RUN");
        assertThat(report.get("offers").asInt()).isEqualTo(10);
        assertThat(report.get("created").asInt()).isEqualTo(9);
        assertThat(report.get("rejected").asInt()).isEqualTo(1);
        var warning = warning(report, "broken");
        assertThat(warning.get("line").asInt()).isEqualTo(Yrl.line(feed, "<offer internal-id=\"broken\">"));
        assertThat(warning.get("code").asString()).isEqualTo("UNKNOWN_CURRENCY");
        assertThat(warning.get("message").asString()).endsWith(".").hasSizeGreaterThan(20);
    }

    @Test
    @Order(2)
    void aBrokenDocumentAndADryRunChangeNothing() {
        var before = stock();
        var whole = Yrl.feed(Yrl.offers(20));
        story.staff("manager")
                .post(importOf(Story.ALATAU, false), "application/xml", whole.substring(0, whole.length() - 40))
                .expect(422);
        imports(Story.ALATAU, whole, true);
        assertThat(stock()).isEqualTo(before);
    }

    @Test
    @Order(3)
    void aFeedWithoutMostOfTheFlatsIsHeldForAPerson() {
        var before = stock();
        var report = imports(Story.ALATAU, Yrl.feed(Yrl.offers(3)), false);
        assertThat(report.get("state").asString()).isEqualTo("HELD");
        assertThat(report.get("vanished").asInt()).isPositive();
        assertThat(stock()).isEqualTo(before);
    }

    @Test
    @Order(4)
    void importingAgainChangesNothingAndOnlyTheOwnFeedMayBeImported() {
        var feed = DemoFeed.of(Story.TENGRI, clock.instant());
        var again = imports(Story.TENGRI, feed, false);
        assertThat(again.get("state").asString()).isEqualTo("APPLIED");
        assertThat(again.get("created").asInt()).isZero();
        assertThat(again.get("unchanged").asInt()).isEqualTo(again.get("offers").asInt());
        story.head(Story.NOMAD)
                .post(importOf(Story.ALATAU, true), "application/xml", feed)
                .expect(404);
        story.guest()
                .post(importOf(Story.ALATAU, true), "application/xml", feed)
                .expect(401);
    }

    private static String importOf(String developer, boolean dryRun) {
        return "/api/v1/feeds/" + developer + "/imports?format=yrl&dryRun=" + dryRun;
    }

    private JsonNode imports(String developer, String feed, boolean dryRun) {
        return story.staff("manager")
                .with("Accept-Language", "en")
                .post(importOf(developer, dryRun), "application/xml", feed)
                .expect(200)
                .json();
    }

    private static JsonNode warning(JsonNode report, String offer) {
        for (var warning : report.get("warnings")) {
            if (warning.get("internalId").asString("").equals(offer)) {
                return warning;
            }
        }
        throw new AssertionError("no warning about " + offer + ": " + report);
    }

    /** What can be bought of this developer. */
    private Map<String, Integer> stock() {
        var stock = new HashMap<String, Integer>();
        var found = story.guest()
                .get("/api/v1/complexes?size=100&developer=" + Story.ALATAU)
                .expect(200)
                .json();
        Story.items(found)
                .forEach(card -> stock.put(
                        card.get("slug").asString(), card.get("unitsMatching").asInt()));
        return stock;
    }
}
