package io.kvartal.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.ComplexId;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangesTests {
    static final Complex PARK = new Complex(
            new ComplexId(Ids.next()),
            "park",
            "Park",
            new TenantId(Ids.next()),
            "dev",
            "Developer",
            "almaty",
            "bostandyk",
            "comfort",
            43.2,
            76.9,
            2027,
            4,
            null,
            new PhoneNumber("+77270000000"),
            null);

    private static Sight sight(long tenge, int units) {
        return new Sight(PARK, Money.kzt(tenge), units);
    }

    private static Map<ComplexId, Known> byComplex(List<Known> known) {
        return known.stream().collect(Collectors.toMap(Known::complex, Function.identity()));
    }

    @Test
    void whatIsThereWhenTheWatchingBeginsIsNoNews() {
        var start = Changes.start(List.of(sight(20_000_000, 5)));
        assertThat(Changes.between(byComplex(start), List.of(sight(20_000_000, 5)))
                        .news())
                .isEmpty();
    }

    @Test
    void anUnknownComplexIsNews() {
        assertThat(Changes.between(Map.of(), List.of(sight(20_000_000, 5))).news())
                .containsExactly(new News.NewComplex(PARK, Money.kzt(20_000_000), 5));
    }

    @ParameterizedTest
    @CsvSource({"20000000, 19800000, true", "20000000, 19800001, false", "20000000, 21000000, false"})
    void aPriceFallsWhenItFallsByOnePerCent(long before, long now, boolean news) {
        var known = byComplex(Changes.start(List.of(sight(before, 5))));
        assertThat(Changes.between(known, List.of(sight(now, 5))).news()).hasSize(news ? 1 : 0);
    }

    @Test
    void smallStepsAddUpAndARiseBeginsAnew() {
        var first =
                Changes.between(byComplex(Changes.start(List.of(sight(20_000_000, 5)))), List.of(sight(19_900_000, 5)));
        assertThat(first.news()).isEmpty();
        var second = Changes.between(byComplex(first.known()), List.of(sight(19_800_000, 5)));
        assertThat(second.news())
                .containsExactly(new News.PriceFell(PARK, Money.kzt(19_800_000), Money.kzt(20_000_000)));
        var risen = Changes.between(byComplex(second.known()), List.of(sight(22_000_000, 5)));
        var fallen = Changes.between(byComplex(risen.known()), List.of(sight(21_000_000, 5)));
        assertThat(fallen.news())
                .containsExactly(new News.PriceFell(PARK, Money.kzt(21_000_000), Money.kzt(22_000_000)));
    }

    @Test
    void aComplexThatSoldOutComesBackWithItsFlatsNotAsNew() {
        var known = byComplex(Changes.start(List.of(sight(20_000_000, 5))));
        var gone = Changes.between(known, List.of());
        assertThat(gone.news()).isEmpty();
        assertThat(Changes.between(byComplex(gone.known()), List.of(sight(20_000_000, 3)))
                        .news())
                .containsExactly(new News.NewUnits(PARK, Money.kzt(20_000_000), 3, 3));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-16T06:00:00Z, false, 2026-11-17T04:00:00Z",
        "2026-11-16T03:59:59Z, true, 2026-11-16T04:00:00Z",
        "2026-11-16T04:00:00Z, false, 2026-11-17T04:00:00Z",
        "2026-11-16T16:00:00Z, true, 2026-11-17T04:00:00Z"
    })
    void nobodyIsWrittenToAtNight(Instant now, boolean quiet, Instant morning) {
        assertThat(QuietHours.at(now)).isEqualTo(quiet);
        assertThat(QuietHours.morningAfter(now)).isEqualTo(morning);
    }
}
