package io.kvartal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import kvartal.dev.EmbeddedDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes of the application on one database: what one of them is told, buyers of the other see. */
@Tag("journey")
class ReplicasTests {
    private static final int CHANGES = 5;
    private static final Pattern PRICE = Pattern.compile("<value>(\\d{7,})(?:\\.0+)?</value>");

    @TempDir
    Path data;

    @Test
    void aPriceImportedByOneReplicaIsFoundInTheOther() {
        try (var database = EmbeddedDatabase.temporary();
                var first = new ChildApplication(database, data);
                var second = new ChildApplication(database, data)) {
            first.start();
            second.start();
            var there = story(first);
            var here = story(second).guest();
            var feed = DemoFeed.of(Story.ALATAU, Instant.now());
            long cheapest = cheapest(feed);
            var slug = story(first).complexesOf(Story.ALATAU).getFirst();
            var millis = new ArrayList<Long>();
            for (int change = 1; change <= CHANGES; change++) {
                long price = cheapest - change * 10_000L;
                there.staff("manager")
                        .post(
                                "/api/v1/feeds/" + Story.ALATAU + "/imports?format=yrl&dryRun=false",
                                "application/xml",
                                feed.replaceAll(
                                        "<value>" + cheapest + "(?:\\.0+)?</value>", "<value>" + price + "</value>"))
                        .expect(200);
                millis.add(millisUntilFound(here, price));
                assertThat(page(here, slug))
                        .as("the kept page of the other replica")
                        .isEqualTo(page(there.guest(), slug));
            }
            System.out.println("ReplicasTests: found in the other replica after milliseconds " + millis);
        }
    }

    private static Story story(ChildApplication application) {
        return new Story(
                application.url(),
                JourneyEnvironment.HOOK_SECRET,
                user -> JourneyEnvironment.keycloak().token(user, "demo"),
                () -> Journeys.pause(10));
    }

    private static long cheapest(String feed) {
        return PRICE.matcher(feed)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .min()
                .orElseThrow();
    }

    private static long millisUntilFound(Caller buyer, long price) {
        long from = System.nanoTime();
        var expected = price + ".00";
        var seen = List.<String>of();
        while (!seen.contains(expected)) {
            assertThat(System.nanoTime() - from)
                    .as("nanoseconds in which %s was not found among %s", expected, seen)
                    .isLessThan(30_000_000_000L);
            Journeys.pause(10);
            seen = Story.items(buyer.get("/api/v1/complexes?sort=price&developer=" + Story.ALATAU)
                            .expect(200)
                            .json())
                    .map(card -> card.at("/priceFrom/amount").asString())
                    .toList();
        }
        return (System.nanoTime() - from) / 1_000_000;
    }

    private static String page(Caller buyer, String complex) {
        return buyer.get("/api/v1/complexes/" + complex).expect(200).text();
    }
}
