package io.kvartal.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.catalogue.FeedCompleteness.Facts;
import io.kvartal.catalogue.FeedCompleteness.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedCompletenessTests {
    private static Facts facts(int units, double... shares) {
        return new Facts("Парк", units, Arrays.stream(shares).boxed().toList());
    }

    private static Facts all(double share) {
        return new Facts(
                "Парк",
                1,
                Stream.generate(() -> share).limit(Item.values().length).toList());
    }

    @Test
    void theWeightsAreAHundred() {
        assertThat(Arrays.stream(Item.values()).mapToInt(Item::weight).sum()).isEqualTo(100);
    }

    /** One item at the share, all others whole: score, points lost. */
    @ParameterizedTest
    @CsvSource({
        "FRESH_PRICE, 0, 80, 20",
        "FRESH_PRICE, 0.5, 90, 10",
        "PICTURES, 0, 85, 15",
        "PLANS, 0.2, 88, 12",
        "DESCRIPTION, 0, 90, 10",
        "POINT, 0, 90, 10",
        "AREAS, 0.3, 93, 7",
        "NUMBERS, 0, 95, 5",
        "FLOORS, 0.9, 99, 1",
        "ADDRESS, 0, 95, 5",
        "CLASS, 0, 97, 3",
        "PHONE, 0, 98, 2",
        "PHONE, 1, 100, 0"
    })
    void whatIsMissingCostsItsWeight(Item item, double share, int score, int lost) {
        var shares = new ArrayList<>(all(1).share());
        shares.set(item.ordinal(), share);
        var result = FeedCompleteness.of(new Facts("Парк", 5, shares));
        assertThat(result.score()).isEqualTo(score);
        assertThat(result.missing().stream()
                        .mapToInt(FeedCompleteness.Missing::lost)
                        .sum())
                .isEqualTo(lost);
    }

    @Test
    void everythingIsAHundredAndNothingIsNought() {
        assertThat(FeedCompleteness.of(all(1)).score()).isEqualTo(100);
        assertThat(FeedCompleteness.of(all(1)).missing()).isEmpty();
        assertThat(FeedCompleteness.of(all(0)).score()).isZero();
        assertThat(FeedCompleteness.of(all(0)).missing()).hasSize(Item.values().length);
        assertThat(FeedCompleteness.of(all(0.999)).score()).isEqualTo(99);
    }

    @Test
    void theHeaviestIsNamedFirst() {
        assertThat(FeedCompleteness.of(all(0)).missing().getFirst().item()).isEqualTo(Item.FRESH_PRICE);
    }

    @Test
    void aComplexWeighsAsMuchAsItHasFlats() {
        var whole = facts(90, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        var empty = facts(10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(FeedCompleteness.overall(List.of(whole, empty)).score()).isEqualTo(90);
        assertThat(FeedCompleteness.overall(List.of()).score()).isZero();
    }
}
