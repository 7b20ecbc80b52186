package io.kvartal.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.Places;
import io.kvartal.catalogue.UnitFilter;
import io.kvartal.mortgage.Mortgages;
import io.kvartal.mortgage.ProgrammeLimits;
import io.kvartal.platform.TenantTx;
import io.kvartal.search.SearchIndex.Found;
import io.kvartal.search.SearchQuery.Sort;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kvartal.testing.DbTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

/** Three ways to answer one question, which must not differ in anything: the snapshot, the database, and a loop over all units. */
@DbTest
class SearchOracleDbTests {
    private static final long SEED = 20261121;
    private static final int QUERIES = 1_000;

    @Autowired
    SqlIndex sql;

    @Autowired
    SnapshotLoader loader;

    @Autowired
    Catalogue catalogue;

    @Autowired
    Mortgages mortgages;

    @Autowired
    TenantTx tx;

    private final Random random = new Random(SEED);
    private GeneratedCatalogue made;
    private ProgrammeLimits limits;
    private List<String> programmes;
    private List<Complex> complexes;

    @BeforeEach
    void fill() throws SQLException {
        made = new GeneratedCatalogue(SEED);
        made.fill(120, 22);
        var inForce = mortgages.inForce().block();
        programmes = inForce.stream().map(p -> p.code()).toList();
        limits = ProgrammeLimits.of(
                inForce, Places.cities().stream().map(Places.City::slug).toList());
        complexes = catalogue.complexes().block();
    }

    @AfterEach
    void empty() throws SQLException {
        made.close();
    }

    @Test
    void twoThousandAnswersAreTheSameFromMemoryFromTheDatabaseAndByCounting() throws SQLException {
        var before = loader.load().block();
        assertThat(before.units().price().length).isGreaterThan(2_000);
        compare(before);
        made.change();
        complexes = catalogue.complexes().block();
        var after = loader.load().block();
        assertThat(after.version()).isGreaterThan(before.version());
        compare(after);
    }

    private void compare(Snapshot snapshot) {
        var index = new CellIndex(snapshot);
        var naive = new NaiveIndex(tx, complexes, limits, programmes);
        var queries = IntStream.range(0, QUERIES).mapToObj(i -> query()).toList();
        var fromDatabase = Flux.fromIterable(queries)
                .flatMapSequential(query -> sql.search(query, limits), 4)
                .collectList()
                .block();
        int hits = 0;
        for (int i = 0; i < QUERIES; i++) {
            var query = queries.get(i);
            var told = "seed %d, query %d: %s".formatted(SEED, i, query);
            Found found = index.search(query, limits).block();
            assertThat(found).as(told).isEqualTo(fromDatabase.get(i));
            naive.check(query, found, told);
            assertThat(index.count(query, limits).block()).as(told).isEqualTo(found.complexes());
            hits += found.page().isEmpty() ? 0 : 1;
        }
        for (var city : List.of("almaty", "astana", "paris")) {
            for (var rooms : new Integer[] {null, 0, 1, 2, 3, 4, 6}) {
                assertThat(index.offers(city, rooms).block())
                        .as("offers of %s with %s rooms", city, rooms)
                        .isEqualTo(sql.offers(city, rooms).block());
            }
        }
        assertThat(hits).as("queries that find something").isBetween(QUERIES / 3, QUERIES);
    }

    private SearchQuery query() {
        var r = random;
        var units = new UnitFilter(
                some(0.4, List.of(0, 1, 2, 3, 4)),
                r.nextInt(4) == 0 ? r.nextLong(50, 400) * 100_000 : null,
                r.nextInt(3) == 0 ? r.nextLong(100, 900) * 100_000 : null,
                r.nextInt(5) == 0 ? BigDecimal.valueOf(r.nextInt(20_000, 80_000), 3) : null,
                r.nextInt(5) == 0 ? BigDecimal.valueOf(r.nextInt(400, 1_200), 1) : null,
                r.nextInt(4) == 0 ? 2025 * 4 + r.nextInt(18) : null,
                some(0.25, programmes));
        var box = r.nextInt(10) == 0
                ? new SearchQuery.Box(76.8 + r.nextDouble() / 10, 43.1, 77, 43.2 + r.nextDouble() / 10)
                : null;
        return new SearchQuery(
                r.nextInt(10) < 8
                        ? List.of("almaty", "astana", "shymkent", "karaganda", "paris")
                                .get(r.nextInt(5))
                        : null,
                some(0.2, distinct(Complex::district)),
                r.nextInt(8) == 0
                        ? List.of("алатау", "alatau", "тау парк", "а", "резиденц", "жоқ", "есиль", "!")
                                .get(r.nextInt(8))
                        : null,
                units,
                some(0.2, distinct(Complex::buildingClass)),
                some(0.15, distinct(Complex::developerSlug)),
                box,
                Sort.values()[r.nextInt(Sort.values().length)],
                1 + r.nextInt(3),
                1 + r.nextInt(20));
    }

    private List<String> distinct(Function<Complex, String> value) {
        return complexes.stream().map(value).distinct().sorted().toList();
    }

    private <T> Set<T> some(double chance, List<T> of) {
        if (random.nextDouble() >= chance) {
            return Set.of();
        }
        return of.stream().filter(x -> random.nextInt(of.size()) < 3).collect(Collectors.toSet());
    }
}
