package io.kvartal.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.ComplexId;
import io.kvartal.catalogue.UnitFilter;
import io.kvartal.mortgage.ProgrammeLimits;
import io.kvartal.search.SearchIndex.Found;
import io.kvartal.search.SearchQuery.Sort;
import io.kvartal.search.Snapshot.Stamp;
import io.kvartal.search.Snapshot.Stretch;
import io.kvartal.shared.Ids;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SnapshotTests {
    private static final ProgrammeLimits NO_LIMITS = new ProgrammeLimits(List.of());
    private static final Stamp STAMP = new Stamp(1, 20_000);

    private static Complex complex(String city, String slug) {
        return new Complex(
                new ComplexId(Ids.next()),
                slug,
                slug,
                new TenantId(Ids.next()),
                "developer-of-" + slug,
                "Developer of " + slug,
                city,
                "centre",
                "comfort",
                43,
                76,
                2027,
                4,
                null,
                new PhoneNumber("+77272000000"),
                null);
    }

    private static SearchQuery all(String city, Sort sort) {
        return new SearchQuery(city, Set.of(), null, UnitFilter.ANY, Set.of(), Set.of(), null, sort, 1, 20);
    }

    @Test
    void aCityIsOneStretchAndACellHoldsUnitsOfOneKindByPrice() {
        var b = complex("b", "x");
        var a2 = complex("a", "z");
        var a1 = complex("a", "y");
        var snapshot = new SnapshotBuilder(7, List.of(b, a2, a1))
                .add(a2.id().value(), 8_100, 2, false, 300, 50, STAMP)
                .add(a2.id().value(), 8_100, 2, false, 200, 70, STAMP)
                .add(a2.id().value(), 8_100, 2, true, 100, 60, STAMP)
                .add(b.id().value(), 8_100, 7, false, 400, 90, STAMP)
                .build();
        assertThat(snapshot.complexes().all()).containsExactly(a1, a2, b);
        assertThat(snapshot.cities().get("a")).isEqualTo(new Stretch(0, 2));
        assertThat(snapshot.cities().get("b")).isEqualTo(new Stretch(2, 3));
        assertThat(snapshot.complexes().firstCell()).containsExactly(0, 0, 2, 3);
        assertThat(snapshot.cells().firstUnit()).containsExactly(0, 2, 3, 4);
        assertThat(snapshot.cells().rooms()).containsExactly((byte) 2, (byte) 2, (byte) 4);
        assertThat(snapshot.cells().areaMin()).containsExactly((char) 5, (char) 6, (char) 9);
        assertThat(snapshot.cells().areaMax()).containsExactly((char) 7, (char) 6, (char) 9);
        assertThat(snapshot.units().price()).containsExactly(200, 300, 100, 400);
    }

    @Test
    void aCatalogueWithoutAnythingForSaleAnswersToo() {
        for (var snapshot : List.of(
                new SnapshotBuilder(1, List.of()).build(),
                new SnapshotBuilder(1, List.of(complex("a", "x"))).build())) {
            var index = new CellIndex(snapshot);
            for (var city : new ArrayList<String>(List.of("a", "nowhere"))) {
                Found found = index.find(all(city, Sort.RELEVANCE), NO_LIMITS);
                assertThat(found.complexes()).isZero();
                assertThat(found.page()).isEmpty();
                assertThat(found.facets().keySet()).containsExactlyInAnyOrderElementsOf(Found.FACETS);
            }
        }
    }

    @Test
    void aWholeAnswerIsKeptForTheCountryOnly() {
        var one = complex("a", "x");
        var index = new CellIndex(new SnapshotBuilder(1, List.of(one))
                .add(one.id().value(), 8_100, 1, false, 100, 50, STAMP)
                .build());
        var country = all(null, Sort.PRICE);
        assertThat(index.search(country, NO_LIMITS).block())
                .isSameAs(index.search(country, NO_LIMITS).block());
        var city = all("a", Sort.PRICE);
        assertThat(index.search(city, NO_LIMITS).block())
                .isNotSameAs(index.search(city, NO_LIMITS).block())
                .isEqualTo(index.search(city, NO_LIMITS).block());
    }

    @Test
    void theCacheForgetsWhatWasAskedForLongestAgo() {
        var index = new CellIndex(new SnapshotBuilder(1, List.of()).build());
        var cache = new AnswerCache(2);
        var first = new AnswerCache.Key(all(null, Sort.PRICE), NO_LIMITS);
        var second = new AnswerCache.Key(all(null, Sort.UPDATED), NO_LIMITS);
        var third = new AnswerCache.Key(all(null, Sort.COMPLETION), NO_LIMITS);
        var kept = cache.get(first, () -> index.find(first.query(), NO_LIMITS));
        var dropped = cache.get(second, () -> index.find(second.query(), NO_LIMITS));
        assertThat(cache.get(first, () -> index.find(first.query(), NO_LIMITS))).isSameAs(kept);
        cache.get(third, () -> index.find(third.query(), NO_LIMITS));
        assertThat(cache.get(first, () -> index.find(first.query(), NO_LIMITS))).isSameAs(kept);
        assertThat(cache.get(second, () -> index.find(second.query(), NO_LIMITS)))
                .isNotSameAs(dropped);
    }

    @Test
    void aUnitTakesFourteenBytesAndItsShareOfACell() {
        var random = new Random(1);
        var complexes = new ArrayList<Complex>();
        for (int i = 0; i < 200; i++) {
            complexes.add(complex("city-" + i % 5, "complex-" + i));
        }
        var builder = new SnapshotBuilder(1, complexes);
        for (int i = 0; i < 40_000; i++) {
            builder.add(
                    complexes.get(random.nextInt(200)).id().value(),
                    8_100 + random.nextInt(3),
                    random.nextInt(5),
                    false,
                    random.nextLong(100_000_000),
                    random.nextInt(20_000),
                    STAMP);
        }
        var snapshot = builder.build();
        var units = snapshot.units();
        int count = units.price().length;
        assertThat(8 * units.price().length + 4 * units.area().length + 2 * units.stamp().length)
                .isEqualTo(14 * count);
        int cellBytes = 4 + 2 + 1 + 1 + 2 + 2 + 4;
        assertThat(cellBytes * snapshot.cells().count()).isLessThan(2 * count);
    }
}
