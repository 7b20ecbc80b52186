package io.kvartal.dispute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kvartal.dispute.Decision.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KappaTests {
    private static List<Kappa.Pair> pairs(int both, int firstOnly, int secondOnly, int neither) {
        var pairs = new ArrayList<Kappa.Pair>();
        pairs.addAll(Collections.nCopies(both, new Kappa.Pair(Verdict.UPHELD, Verdict.UPHELD)));
        pairs.addAll(Collections.nCopies(firstOnly, new Kappa.Pair(Verdict.UPHELD, Verdict.REJECTED)));
        pairs.addAll(Collections.nCopies(secondOnly, new Kappa.Pair(Verdict.REJECTED, Verdict.UPHELD)));
        pairs.addAll(Collections.nCopies(neither, new Kappa.Pair(Verdict.REJECTED, Verdict.REJECTED)));
        return pairs;
    }

    /** Columns: both uphold, only the first, only the second, both reject; the last is worked out by hand. */
    @ParameterizedTest
    @CsvSource({
        "20, 5, 10, 15, 0.4000",
        "45, 15, 25, 15, 0.1304",
        "25, 35, 5, 35, 0.2593",
        "10, 0, 0, 10, 1.0000",
        "0, 10, 10, 0, -1.0000",
        "5, 5, 5, 5, 0.0000",
        "10, 0, 0, 0, 1.0000"
    })
    void agreementBeyondChance(int both, int first, int second, int neither, double kappa) {
        assertThat(Kappa.of(pairs(both, first, second, neither)).orElseThrow()).isCloseTo(kappa, within(0.00005));
    }

    @Test
    void threeVerdictsAndNoCases() {
        assertThat(Kappa.of(List.of())).isEmpty();
        var pairs = List.of(
                new Kappa.Pair(Verdict.UPHELD, Verdict.UPHELD),
                new Kappa.Pair(Verdict.PARTIAL, Verdict.PARTIAL),
                new Kappa.Pair(Verdict.REJECTED, Verdict.PARTIAL));
        // agreed 2/3; chance 1/3·1/3 + 1/3·2/3 + 1/3·0 = 1/3
        assertThat(Kappa.of(pairs).orElseThrow()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void aboutATenthIsChosenAndAlwaysTheSame() {
        var random = new java.util.Random(4);
        var ids = IntStream.range(0, 20_000)
                .mapToObj(i -> new DisputeId(new UUID(random.nextLong(), random.nextLong())))
                .toList();
        assertThat(ids.stream().filter(SecondReviews::chosen).count()).isBetween(1_850L, 2_150L);
        assertThat(ids.stream().filter(SecondReviews::chosen).count())
                .isEqualTo(ids.stream().filter(SecondReviews::chosen).count());
    }
}
