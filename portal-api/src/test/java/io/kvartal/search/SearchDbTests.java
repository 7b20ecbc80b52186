package io.kvartal.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.ComplexId;
import io.kvartal.catalogue.Places;
import io.kvartal.catalogue.Storefront;
import io.kvartal.catalogue.UnitFilter;
import io.kvartal.catalogue.demo.DemoStock;
import io.kvartal.mortgage.Mortgages;
import io.kvartal.mortgage.ProgrammeLimits;
import io.kvartal.search.SearchQuery.Sort;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import kvartal.testing.DbTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@DbTest
class SearchDbTests {
    private static final String[] DEVELOPERS = {"alatau-development", "samal-stroy", "tengri-home", "turan-estate"};

    @Autowired
    Catalogue catalogue;

    @Autowired
    Storefront storefront;

    @Autowired
    Mortgages mortgages;

    @Autowired
    Search search;

    @Autowired
    LiveIndex index;

    @Autowired
    WebTestClient web;

    private record Row(Complex complex, Storefront.Offer offer) {}

    /** Read once: these tests only look. */
    private static List<Row> rows = List.of();

    private static List<Complex> complexes;
    private static ProgrammeLimits limits;
    private static List<String> programmes;
    private static final Map<String, Set<ComplexId>> NAMED = new HashMap<>();

    @BeforeEach
    void load() {
        if (!rows.isEmpty()) {
            return;
        }
        DemoStock.load(catalogue, DEVELOPERS);
        rows = new ArrayList<>();
        for (var complex : catalogue.complexes().block()) {
            storefront.view(complex.slug()).block().offers().forEach(o -> rows.add(new Row(complex, o)));
        }
        complexes = catalogue.complexes().block();
        // a scene of another test may have written rows of its own
        index.refresh().block();
        var inForce = mortgages.inForce().block();
        programmes = inForce.stream().map(p -> p.code()).toList();
        limits = ProgrammeLimits.of(
                inForce, Places.cities().stream().map(Places.City::slug).toList());
    }

    @Test
    void countsAndFacetsEqualThoseOfANaiveReading() {
        long seed = 20261121;
        var random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            var query = query(random);
            var result = search.search(query).block();
            var told = "seed %d, query %d: %s".formatted(seed, i, query);
            var matching = rows.stream().filter(r -> holds(r, query, "")).toList();
            assertThat(result.unitsMatching()).as(told).isEqualTo(matching.size());
            assertThat(result.totalItems()).as(told).isEqualTo(complexes(matching));
            for (var facet : List.of("rooms", "class", "district", "developer", "completion", "programme")) {
                assertThat(asMap(result.facet(facet))).as(told + " " + facet).isEqualTo(naive(query, facet));
            }
            assertThat(result.items()).as(told).allSatisfy(card -> {
                var own = matching.stream()
                        .filter(r -> r.complex.id().equals(card.complex().id()))
                        .toList();
                assertThat(card.unitsMatching()).isEqualTo(own.size());
                assertThat(card.priceFrom().minor())
                        .isEqualTo(own.stream()
                                .mapToLong(r -> r.offer.unit().price().minor())
                                .min()
                                .orElseThrow());
                assertThat(card.byRooms().stream()
                                .mapToInt(SearchResult.ByRooms::units)
                                .sum())
                        .isEqualTo(own.size());
            });
        }
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() {
        for (var sort : Sort.values()) {
            var seen = new ArrayList<String>();
            int pages = 1;
            for (int page = 1; page <= pages; page++) {
                var query =
                        new SearchQuery(null, Set.of(), null, UnitFilter.ANY, Set.of(), Set.of(), null, sort, page, 5);
                var result = search.search(query).block();
                result.items().forEach(c -> seen.add(c.complex().slug()));
                pages = (result.totalItems() + 4) / 5;
            }
            assertThat(seen).doesNotHaveDuplicates().hasSize((int)
                    rows.stream().map(r -> r.complex.id()).distinct().count());
        }
    }

    @Test
    void alternativesAreOfOtherDevelopersInTheSameCityWithReasons() {
        var complex = catalogue.complex("alatau-park").block();
        var found = search.similar(complex, null, Set.of()).block();
        assertThat(found).isNotEmpty().allSatisfy(a -> {
            assertThat(a.complex().city()).isEqualTo("almaty");
            assertThat(a.complex().developer()).isNotEqualTo(complex.developer());
            assertThat(a.reasons())
                    .extracting(Alternative.Reason::code)
                    .contains("price", "district", "class", "completion", "rooms");
        });
        assertThat(found).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
        var without = Set.of(found.getFirst().complex().developer());
        assertThat(search.similar(complex, new Wishes(2, null, null), without).block())
                .noneMatch(a -> without.contains(a.complex().developer()));
    }

    @Test
    void theJsonHasTheShapeOfTheContract() {
        web.get()
                .uri("/api/v1/complexes?city=almaty&rooms=1&rooms=2&priceMax=45000000&sort=price&size=3")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.page.number")
                .isEqualTo(1)
                .jsonPath("$.page.size")
                .isEqualTo(3)
                .jsonPath("$.page.totalItems")
                .isNumber()
                .jsonPath("$.units.matching")
                .isNumber()
                .jsonPath("$.facets.rooms[0].value")
                .exists()
                .jsonPath("$.items[0].slug")
                .exists()
                .jsonPath("$.items[0].developer.slug")
                .exists()
                .jsonPath("$.items[0].location.lat")
                .isNumber()
                .jsonPath("$.items[0].completion.quarter")
                .isNumber()
                .jsonPath("$.items[0].priceFrom.currency")
                .isEqualTo("KZT")
                .jsonPath("$.items[0].pricePerMeterFrom.amount")
                .exists()
                .jsonPath("$.items[0].monthlyFrom.amount")
                .exists()
                .jsonPath("$.items[0].byRooms[0].areaFrom")
                .exists()
                .jsonPath("$.items[0].photo")
                .exists()
                .jsonPath("$.items[0].priceAsOf")
                .exists();
    }

    @Test
    void aWrongFilterIsNamed() {
        web.get()
                .uri("/api/v1/complexes?rooms=seven&completionBefore=soon&size=500")
                .exchange()
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[?(@.pointer=='/rooms')]")
                .exists()
                .jsonPath("$.errors[?(@.pointer=='/completionBefore')]")
                .exists()
                .jsonPath("$.errors[?(@.pointer=='/size')]")
                .exists();
    }

    @Test
    void everyPublicResourceAnswers() {
        for (var path : List.of(
                "/api/v1/cities",
                "/api/v1/complexes/alatau-park",
                "/api/v1/complexes/alatau-park/units?rooms=1&sort=-price",
                "/api/v1/complexes/alatau-park/price-history",
                "/api/v1/mortgage-quotes?price=31200000&downPayment=7000000&months=240",
                "/ru/",
                "/kk/",
                "/en/",
                "/ru/almaty/novostroyki",
                "/kk/astana/novostroyki?rooms=1",
                "/en/shymkent/novostroyki?priceMax=1",
                "/ru/zhk/alatau-park",
                "/kk/zhk/alatau-park?rooms=2&sort=area",
                "/en/zhk/alatau-park?price=20000000&months=120",
                "/img/facade/alatau-park.svg",
                "/img/facade/alatau-park-2.svg",
                "/img/plan/2-54.svg",
                "/sitemap.xml",
                "/robots.txt")) {
            web.get().uri(path).exchange().expectStatus().isOk();
        }
        web.get().uri("/ru/zhk/no-such").exchange().expectStatus().isNotFound();
        web.get().uri("/ru/paris/novostroyki").exchange().expectStatus().isNotFound();
    }

    private static Map<String, Integer> asMap(List<SearchResult.FacetValue> facet) {
        return facet.stream()
                .collect(Collectors.toMap(
                        SearchResult.FacetValue::value, SearchResult.FacetValue::count, (a, b) -> a, TreeMap::new));
    }

    private Map<String, Integer> naive(SearchQuery query, String facet) {
        var map = new TreeMap<String, Set<Object>>();
        for (var row : rows) {
            if (holds(row, query, facet)) {
                values(row, facet).forEach(v -> map.computeIfAbsent(v, k -> new java.util.HashSet<>())
                        .add(row.complex.id()));
            }
        }
        return map.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().size(), (a, b) -> a, TreeMap::new));
    }

    private List<String> values(Row row, String facet) {
        var unit = row.offer.unit();
        int completion = row.offer.completion();
        return switch (facet) {
            case "rooms" -> List.of(String.valueOf(Math.min(4, unit.rooms())));
            case "class" -> List.of(row.complex.buildingClass());
            case "district" -> List.of(row.complex.district());
            case "developer" -> List.of(row.complex.developerSlug());
            case "completion" -> List.of(completion / 4 + "-Q" + (completion % 4 + 1));
            default ->
                programmes.stream()
                        .filter(p -> limits.fits(List.of(p), unit.price(), row.complex.city(), row.offer.finished()))
                        .toList();
        };
    }

    private boolean holds(Row row, SearchQuery q, String without) {
        var c = row.complex;
        var u = q.units();
        var unit = row.offer.unit();
        long tenge = unit.price().minor();
        return (q.city() == null || c.city().equals(q.city()))
                && (q.text() == null || named(q.text()).contains(c.id()))
                && (q.box() == null || q.box().contains(c.lat(), c.lon()))
                && (u.priceMin() == null || tenge >= u.priceMin() * 100)
                && (u.priceMax() == null || tenge <= u.priceMax() * 100)
                && (u.areaMin() == null || unit.area().compareTo(u.areaMin()) >= 0)
                && (u.areaMax() == null || unit.area().compareTo(u.areaMax()) <= 0)
                && (without.equals("rooms") || u.rooms().isEmpty() || u.rooms().contains(Math.min(4, unit.rooms())))
                && (without.equals("class")
                        || q.classes().isEmpty()
                        || q.classes().contains(c.buildingClass()))
                && (without.equals("district")
                        || q.districts().isEmpty()
                        || q.districts().contains(c.district()))
                && (without.equals("developer")
                        || q.developers().isEmpty()
                        || q.developers().contains(c.developerSlug()))
                && (without.equals("completion")
                        || u.completionBefore() == null
                        || row.offer.completion() <= u.completionBefore())
                && (without.equals("programme")
                        || u.programmes().isEmpty()
                        || limits.fits(u.programmes(), unit.price(), c.city(), row.offer.finished()));
    }

    /** {@link TextMatchTests} says what a text names; here it is about what follows from it. */
    private static Set<ComplexId> named(String text) {
        return NAMED.computeIfAbsent(text, t -> TextMatch.of(complexes).matching(t).stream()
                .mapToObj(position -> complexes.get(position).id())
                .collect(Collectors.toSet()));
    }

    private static int complexes(List<Row> rows) {
        return (int) rows.stream().map(r -> r.complex.id()).distinct().count();
    }

    private SearchQuery query(Random r) {
        var units = new UnitFilter(
                some(r, 0.4, List.of(0, 1, 2, 3, 4)),
                r.nextInt(4) == 0 ? r.nextLong(10_000_000, 40_000_000) : null,
                r.nextInt(3) == 0 ? r.nextLong(15_000_000, 90_000_000) : null,
                r.nextInt(5) == 0 ? BigDecimal.valueOf(r.nextInt(20, 80)) : null,
                r.nextInt(5) == 0 ? BigDecimal.valueOf(r.nextInt(40, 150)) : null,
                r.nextInt(4) == 0 ? 2026 * 4 + r.nextInt(12) : null,
                some(r, 0.2, programmes));
        var box = r.nextInt(10) == 0
                ? new SearchQuery.Box(76.8 + r.nextDouble() / 10, 43.1, 76.95, 43.2 + r.nextDouble() / 10)
                : null;
        return new SearchQuery(
                r.nextInt(10) < 8 ? List.of("almaty", "astana", "shymkent").get(r.nextInt(3)) : null,
                some(r, 0.2, distinct(row -> row.complex.district())),
                r.nextInt(12) == 0 ? List.of("парк", "а", "tau", "жоқ").get(r.nextInt(4)) : null,
                units,
                some(r, 0.2, distinct(row -> row.complex.buildingClass())),
                some(r, 0.15, distinct(row -> row.complex.developerSlug())),
                box,
                Sort.values()[r.nextInt(Sort.values().length)],
                1 + r.nextInt(2),
                1 + r.nextInt(20));
    }

    private List<String> distinct(Function<Row, String> value) {
        return new ArrayList<>(new TreeSet<>(rows.stream().map(value).toList()));
    }

    private static <T> Set<T> some(Random random, double chance, List<T> of) {
        if (random.nextDouble() >= chance) {
            return Set.of();
        }
        return of.stream().filter(x -> random.nextInt(of.size()) < 2).collect(Collectors.toSet());
    }
}
