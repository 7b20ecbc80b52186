package io.kvartal.catalogue.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.catalogue.feed.FeedFormat;
import io.kvartal.catalogue.feed.KnownComplexes;
import io.kvartal.catalogue.feed.OfferRules;
import io.kvartal.catalogue.feed.ReadOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DemoFeedsTests {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 21);
    /** The companies whose slugs are part of the public contract; a small feed of each lies in infra/demo. */
    private static final List<String> SAMPLES =
            List.of("alatau-development", "samal-stroy", "nomad-city", "tengri-home");

    @Test
    void thereIsEnoughOfEverythingAndNothingToMend() throws IOException {
        var complexes = new HashSet<String>();
        int units = 0;
        for (var developer : DemoFeeds.developers()) {
            var rules = new OfferRules(FeedFormat.YRL, KnownComplexes.NONE, DAY);
            try (var reader = FeedFormat.YRL.open(DemoFeeds.feed(developer.slug(), DAY), ReadOptions.PLAIN)) {
                for (var raw = reader.next(); raw != null; raw = reader.next()) {
                    var result = rules.check(raw, reader.generationDate());
                    assertThat(result.findings()).as(raw.internalId()).isEmpty();
                    complexes.add(result.offer().complexKey());
                    units++;
                }
            }
        }
        assertThat(DemoFeeds.developers()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(complexes).hasSizeGreaterThanOrEqualTo(60);
        assertThat(units).isGreaterThanOrEqualTo(6_000);
    }

    @Test
    void theSameDayGivesTheSameBytesAndAnotherDayMostlyTheSameUnits() throws IOException {
        var slug = "nomad-city";
        assertThat(DemoFeeds.feed(slug, DAY).readAllBytes())
                .isEqualTo(DemoFeeds.feed(slug, DAY).readAllBytes());
        var before = ids(DemoFeeds.feed(slug, DAY.minusDays(92)).readAllBytes());
        var after = ids(DemoFeeds.feed(slug, DAY).readAllBytes());
        assertThat(before).containsAll(after);
        assertThat(after.size()).isLessThan(before.size()).isGreaterThan(before.size() * 8 / 10);
    }

    @Test
    void theSamplesAreWhatTheGeneratorWrites() throws IOException {
        for (var slug : SAMPLES) {
            var out = new ByteArrayOutputStream();
            DemoFeeds.write(slug, DAY, DAY, 3, out);
            var file = Path.of(System.getProperty("kvartal.root"), "infra/demo", slug + ".yrl.xml");
            if (Boolean.getBoolean("kvartal.write-samples")) {
                Files.createDirectories(file.getParent());
                Files.write(file, out.toByteArray());
            }
            assertThat(file).hasBinaryContent(out.toByteArray());
        }
    }

    private static Set<String> ids(byte[] feed) {
        var ids = new HashSet<String>();
        try (var reader = FeedFormat.YRL.open(new ByteArrayInputStream(feed), ReadOptions.PLAIN)) {
            for (var raw = reader.next(); raw != null; raw = reader.next()) {
                ids.add(raw.internalId());
            }
        }
        return ids;
    }
}
