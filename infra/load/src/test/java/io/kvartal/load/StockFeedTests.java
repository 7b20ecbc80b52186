package io.kvartal.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.catalogue.feed.FeedFormat;
import io.kvartal.catalogue.feed.KnownComplexes;
import io.kvartal.catalogue.feed.OfferRules;
import io.kvartal.catalogue.feed.ReadOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StockFeedTests {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private final StockFeed feed = new StockFeed(new Stock(1_000, 10));

    @Test
    void everyOfferIsGoodAndTheSameBytesComeAgain() throws IOException {
        var document = document(false);
        assertThat(prices(document)).hasSize(feed.units());
        assertThat(document).isEqualTo(document(false));
    }

    @Test
    void everyTwentiethUnitIsDearerInTheChangedFeed() throws IOException {
        var before = prices(document(false));
        var after = prices(document(true));
        assertThat(after).hasSameSizeAs(before);
        assertThat(after.entrySet())
                .filteredOn(unit -> !unit.getValue().equals(before.get(unit.getKey())))
                .hasSize(StockFeed.changed(feed.units()));
    }

    private byte[] document(boolean changed) throws IOException {
        var out = new ByteArrayOutputStream();
        feed.write(out, changed);
        return out.toByteArray();
    }

    private static Map<String, Long> prices(byte[] document) {
        var prices = new HashMap<String, Long>();
        var rules = new OfferRules(FeedFormat.YRL, KnownComplexes.NONE, TODAY);
        try (var reader = FeedFormat.YRL.open(new ByteArrayInputStream(document), ReadOptions.PLAIN)) {
            for (var raw = reader.next(); raw != null; raw = reader.next()) {
                var result = rules.check(raw, reader.generationDate());
                assertThat(result.findings()).isEmpty();
                prices.put(raw.internalId(), result.offer().priceMinor());
            }
        }
        return prices;
    }
}
