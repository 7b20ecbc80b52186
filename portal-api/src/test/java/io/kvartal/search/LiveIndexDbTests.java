package io.kvartal.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Developer;
import io.kvartal.catalogue.ImportState;
import io.kvartal.catalogue.UnitFilter;
import io.kvartal.mortgage.ProgrammeLimits;
import io.kvartal.platform.Notices;
import io.kvartal.search.SearchIndex.Found;
import io.kvartal.search.SearchQuery.Sort;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.Yrl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

@DbTest
class LiveIndexDbTests {
    private static final ProgrammeLimits NO_LIMITS = new ProgrammeLimits(List.of());

    @Autowired
    Catalogue catalogue;

    @Autowired
    Search search;

    @Autowired
    SqlIndex sql;

    @Autowired
    SnapshotLoader loader;

    @Autowired
    Notices notices;

    @Autowired
    WebTestClient web;

    final TenantId developer = Tenants.random();
    final String slug = "live-" + developer.toString().substring(24);

    @BeforeEach
    void register() {
        catalogue.register(new Developer(developer, slug, "Тест")).block();
    }

    private void sell(int units, long tenge) {
        var offers = IntStream.range(0, units)
                .mapToObj(i -> Yrl.offer("u" + i, offer -> offer.replace("25000000", String.valueOf(tenge))))
                .toArray(String[]::new);
        var report = catalogue
                .importYrl(developer, Yrl.body(Yrl.feed(offers)), false)
                .block();
        assertThat(report.state()).isEqualTo(ImportState.APPLIED);
    }

    private SearchQuery mine() {
        return new SearchQuery(
                "almaty", Set.of(), null, UnitFilter.ANY, Set.of(), Set.of(slug), null, Sort.PRICE, 1, 20);
    }

    private LiveIndex replica() {
        return new LiveIndex(sql, loader, catalogue);
    }

    private Found ask(SearchIndex index) {
        return index.search(mine(), NO_LIMITS).block();
    }

    @Test
    void anImportIsFoundByTheVeryNextSearch() {
        for (int units = 10; units < 15; units++) {
            sell(units, 20_000_000 + units);
            var found = search.search(mine()).block();
            assertThat(found.unitsMatching()).isEqualTo(units);
            assertThat(found.items().getFirst().priceFrom()).isEqualTo(Money.kzt(20_000_000 + units));
        }
    }

    @Test
    void theDatabaseAnswersUntilTheFirstSnapshotAndAReplicaFindsChangesByTheVersion() {
        sell(10, 30_000_000);
        var replica = replica();
        assertThat(ask(replica)).as("from the database").isEqualTo(ask(sql));
        replica.refresh().block();
        var first = ask(replica);
        assertThat(first).isEqualTo(ask(sql));
        sell(12, 31_000_000);
        assertThat(ask(replica)).as("the old snapshot answers meanwhile").isEqualTo(first);
        replica.refresh().block();
        assertThat(ask(replica).version()).isGreaterThan(first.version());
        assertThat(ask(replica)).isEqualTo(ask(sql));
    }

    @Test
    void aReplicaThatNobodyAsksHearsOfAChange() {
        var replica = replica();
        replica.refresh().block();
        var listening = notices.on(Catalogue.CHANGES)
                .concatMap(hint -> replica.refresh())
                .subscribe();
        try {
            // it may not listen yet when the first change is made
            var units = new AtomicInteger(10);
            await().pollInterval(Duration.ofMillis(500))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> {
                        boolean heard = ask(replica).units() == units.get();
                        sell(units.incrementAndGet(), 20_000_000);
                        Thread.sleep(500);
                        return heard || ask(replica).units() == units.get();
                    });
        } finally {
            listening.dispose();
        }
    }

    @Test
    void everyAnswerDuringARebuildIsWhollyOldOrWhollyNew() throws Exception {
        sell(10, 20_000_010);
        var answers = new ConcurrentLinkedQueue<SearchResult>();
        var failures = new ConcurrentLinkedQueue<Throwable>();
        var going = new AtomicBoolean(true);
        try (var readers = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 2; i++) {
                readers.submit(() -> {
                    while (going.get()) {
                        try {
                            answers.add(search.search(mine()).block(Duration.ofSeconds(5)));
                        } catch (RuntimeException failed) {
                            failures.add(failed);
                        }
                    }
                });
            }
            for (int units = 11; units < 20; units++) {
                sell(units, 20_000_000 + units);
            }
            going.set(false);
        }
        assertThat(failures).isEmpty();
        assertThat(answers).hasSizeGreaterThan(20).allSatisfy(answer -> {
            var card = answer.items().getFirst();
            assertThat(card.priceFrom()).isEqualTo(Money.kzt(20_000_000 + answer.unitsMatching()));
            assertThat(card.byRooms().getFirst().units()).isEqualTo(answer.unitsMatching());
        });
        assertThat(answers.stream().map(SearchResult::unitsMatching).distinct().count())
                .isGreaterThan(3);
    }

    @Test
    void theTagOfAnAnswerChangesWithTheCatalogueAlone() {
        sell(10, 20_000_000);
        var uri = "/api/v1/complexes?city=almaty&developer=" + slug;
        var tag = web.get()
                .uri(uri)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals(HttpHeaders.CACHE_CONTROL, "no-cache")
                .expectBody()
                .jsonPath("$.units.matching")
                .isEqualTo(10)
                .returnResult()
                .getResponseHeaders()
                .getETag();
        assertThat(tag).isNotBlank();
        web.get()
                .uri(uri)
                .header(HttpHeaders.IF_NONE_MATCH, tag)
                .exchange()
                .expectStatus()
                .isNotModified()
                .expectBody()
                .isEmpty();
        sell(11, 20_000_000);
        web.get()
                .uri(uri)
                .header(HttpHeaders.IF_NONE_MATCH, tag)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.units.matching")
                .isEqualTo(11);
    }
}
