package io.kvartal;

import io.kvartal.catalogue.demo.DemoFeeds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The feed that a demo developer sends on a day. */
final class DemoFeed {
    private DemoFeed() {}

    static String of(String developer, Instant day) {
        try (var feed = DemoFeeds.feed(developer, LocalDate.ofInstant(day, ZoneId.of("Asia/Almaty")))) {
            return new String(feed.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
