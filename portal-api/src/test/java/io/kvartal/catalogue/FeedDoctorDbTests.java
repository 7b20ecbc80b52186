package io.kvartal.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.catalogue.feed.FeedFormat;
import io.kvartal.platform.Jobs;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;

/** What becomes of a run: looked at, held, released, discarded, put in force, taken back. */
@DbTest
class FeedDoctorDbTests {
    @Autowired
    Catalogue catalogue;

    @Autowired
    Feeds feeds;

    @Autowired
    Jobs jobs;

    @Autowired
    TenantTx tx;

    final TenantId developer = Tenants.random();
    final String slug = "doctor-" + developer.toString().substring(24);

    @BeforeEach
    void register() {
        catalogue.register(new Developer(developer, slug, "Тест")).block();
    }

    private FeedOrder order(boolean dryRun) {
        return new FeedOrder(developer, FeedFormat.YRL, dryRun, true, null, null, "test", "anna");
    }

    private ImportReport run(String feed) {
        return feeds.now(order(false), Yrl.body(feed)).block();
    }

    private static String feed(int from, int to) {
        return Yrl.feed(
                IntStream.range(from, to).mapToObj(i -> Yrl.offer("u" + i)).toArray(String[]::new));
    }

    /** Everything that a buyer could see of the developer, and its prices; units that are not listed are not there. */
    private String stock() {
        return tx.portal(db -> db.sql("""
            select coalesce((select string_agg(to_jsonb(u)::text, E'\\n' order by external_id) from catalogue.unit u
                    where developer_id = :d and state <> 'NOT_LISTED'), '')
                || coalesce((select string_agg(to_jsonb(c)::text, E'\\n' order by external_key) from catalogue.complex c
                    where developer_id = :d and exists (select 1 from catalogue.unit u where u.complex_id = c.id and u.state <> 'NOT_LISTED')), '')
                || coalesce((select string_agg(to_jsonb(b)::text, E'\\n' order by b.id) from catalogue.building b
                    where exists (select 1 from catalogue.unit u where u.developer_id = :d and u.building_id = b.id and u.state <> 'NOT_LISTED')), '')
                || coalesce((select string_agg(to_jsonb(h)::text, E'\\n' order by h.unit_id, h.as_of) from catalogue.price_history h
                    join catalogue.unit u on u.id = h.unit_id where u.developer_id = :d and u.state <> 'NOT_LISTED'), '') as all
            """)
                        .bind("d", developer.value())
                        .map(row -> row.get("all", String.class))
                        .one())
                .block();
    }

    private long count(String sql) {
        return tx.portal(db -> db.sql(sql)
                        .bind("d", developer.value())
                        .map(row -> row.get("n", Long.class))
                        .one())
                .block();
    }

    /** Jobs do not run by themselves in tests. */
    private ImportRun over(UUID id) {
        jobs.run(FeedJobs.IMPORTS).block();
        var run = feeds.whole(id).block();
        assertThat(run.state().isOpen()).isFalse();
        return run;
    }

    // ---- looking first ----

    @Test
    void aRunIsLookedAtFirstAndPutInForceWithoutSendingItAgain() {
        run(feed(0, 10));
        var before = stock();
        var document = feed(1, 12).replace("<value>25000000</value>", "<value>27000000</value>");
        var id = feeds.later(order(true), Yrl.body(document)).block();
        var looked = over(id);
        assertThat(looked.state()).isEqualTo(ImportState.DRY_RUN);
        assertThat(looked.kept()).isTrue();
        assertThat(List.of(
                        looked.report().created(),
                        looked.report().updated(),
                        looked.report().vanished()))
                .containsExactly(2, 9, 1);
        assertThat(stock()).isEqualTo(before);
        var changed = feeds.changes(id, ImportChange.Kind.CHANGED, 0, 100).block();
        assertThat(changed).hasSize(9).allSatisfy(c -> assertThat(c.pricePercent())
                .isEqualByComparingTo("8.0"));
        assertThat(feeds.changes(id, ImportChange.Kind.CHANGED, changed.get(4).n(), 3)
                        .block())
                .extracting(ImportChange::externalId)
                .containsExactlyElementsOf(changed.subList(5, 8).stream()
                        .map(ImportChange::externalId)
                        .toList());
        assertThat(feeds.changes(id, ImportChange.Kind.NEW, 0, 100).block())
                .extracting(ImportChange::externalId)
                .containsExactly("u10", "u11");
        assertThat(feeds.changes(id, ImportChange.Kind.VANISHED, 0, 100).block())
                .extracting(ImportChange::externalId)
                .containsExactly("u0");
        feeds.applyLater(id, "anna").block();
        var applied = over(id);
        assertThat(applied.state()).isEqualTo(ImportState.APPLIED);
        assertThat(applied.appliedBy()).isEqualTo("anna");
        assertThat(count("select count(*) as n from catalogue.unit where developer_id = :d and price_minor ="
                        + " 2700000000 and state = 'AVAILABLE'"))
                .isEqualTo(11);
        assertThatThrownBy(() -> feeds.applyLater(id, "anna").block()).isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void whatWasLookedAtIsHeldWhenTheStockHasMovedUnderIt() {
        run(feed(0, 4));
        var id = feeds.later(order(true), Yrl.body(feed(0, 4))).block();
        over(id);
        run(feed(0, 10));
        feeds.applyLater(id, "anna").block();
        var held = over(id);
        assertThat(held.state()).isEqualTo(ImportState.HELD);
        assertThat(held.report().warnings()).extracting(ImportWarning::code).containsExactly("MASS_DELETE_GUARD");
        feeds.releaseLater(id, "boris", "six flats were sold in one deal").block();
        var applied = over(id);
        assertThat(applied.state()).isEqualTo(ImportState.APPLIED);
        assertThat(applied.decidedWhy()).isEqualTo("six flats were sold in one deal");
        assertThat(count("select count(*) as n from catalogue.unit where developer_id = :d and state = 'AVAILABLE'"))
                .isEqualTo(4);
    }

    // ---- guards ----

    @Test
    void manyPriceJumpsAreHeldAndEachIsNamed() {
        run(feed(0, 10));
        var before = stock();
        var jumped = feed(0, 10);
        for (var id : List.of("u1", "u2")) {
            jumped = jumped.replace(Yrl.offer(id), Yrl.offer(id, o -> o.replace("25000000", "30000001")));
        }
        var held = run(jumped);
        assertThat(held.state()).isEqualTo(ImportState.HELD);
        assertThat(held.warnings())
                .extracting(ImportWarning::code)
                .containsExactly("PRICE_JUMP_GUARD", "PRICE_JUMP", "PRICE_JUMP");
        assertThat(held.warnings().get(1).args()).containsExactly("25000000", "30000001", "+20");
        assertThat(stock()).isEqualTo(before);
    }

    @Test
    void aJumpOfExactlyAFifthIsNoneAndOneAmongManyOnlyAWarning() {
        run(feed(0, 10));
        var fifth = run(feed(0, 10).replace("25000000", "30000000"));
        assertThat(fifth.state()).isEqualTo(ImportState.APPLIED);
        assertThat(fifth.warnings()).isEmpty();
        var one = run(feed(0, 10)
                .replace("25000000", "30000000")
                .replace(
                        Yrl.offer("u1").replace("25000000", "30000000"),
                        Yrl.offer("u1", o -> o.replace("25000000", "40000000"))));
        assertThat(one.state()).isEqualTo(ImportState.APPLIED);
        assertThat(one.warnings()).extracting(ImportWarning::code).containsExactly("PRICE_JUMP");
    }

    @Test
    void aNumberThatNowMeansAnotherFlatIsHeld() {
        run(feed(0, 10));
        var other = feed(0, 10)
                .replace(Yrl.offer("u4"), Yrl.offer("u4", o -> o.replace("<floor>3</floor>", "<floor>7</floor>")
                        .replace("<rooms>2</rooms>", "<rooms>3</rooms>")));
        var held = run(other);
        assertThat(held.state()).isEqualTo(ImportState.HELD);
        assertThat(held.warnings()).extracting(ImportWarning::code).containsExactly("ID_TAKEN_GUARD", "ID_TAKEN");
        assertThat(held.warnings().get(1).internalId()).isEqualTo("u4");
        feeds.discard(held.id(), "boris", "the developer mends it").block();
        var discarded = feeds.whole(held.id()).block();
        assertThat(discarded.state()).isEqualTo(ImportState.DISCARDED);
        assertThat(discarded.decidedWhy()).isEqualTo("the developer mends it");
        assertThatThrownBy(() -> feeds.release(held.id(), "boris").block()).isInstanceOf(Problem.Conflict.class);
    }

    // ---- taking back ----

    @Test
    void undoingTheSecondOfTwoRandomRunsLeavesTheFirst() {
        for (long seed = 1; seed <= 25; seed++) {
            var random = new Random(seed);
            release(run(random(random, 0)));
            var afterFirst = stock();
            var second = release(run(random(random, 1)));
            assertThat(stock()).as("seed %d", seed).isNotEqualTo(afterFirst);
            var undone = feeds.undo(second.id(), "anna", "wrong file").block();
            assertThat(undone.state()).isEqualTo(ImportState.UNDONE);
            assertThat(stock()).as("seed %d", seed).isEqualTo(afterFirst);
        }
        assertThat(count("select count(*) as n from catalogue.withdrawn_price w join catalogue.unit u on u.id ="
                        + " w.unit_id where u.developer_id = :d"))
                .as("prices that were published stay on record")
                .isPositive();
        assertThat(count("select count(*) as n from platform.audit where action = 'feed-undo' and subject in"
                        + " (select id::text from catalogue.import_run where developer_id = :d)"))
                .isEqualTo(25);
    }

    private ImportReport release(ImportReport report) {
        return report.state() == ImportState.HELD
                ? feeds.release(report.id(), "boris").block()
                : report;
    }

    /** Up to 40 flats in two complexes; day, price, area, state, house and name vary. */
    private static String random(Random random, int round) {
        return Yrl.feed(IntStream.range(0, 40)
                .filter(i -> random.nextInt(4) > 0)
                .mapToObj(i -> Yrl.offer("u" + i, o -> o.replace(
                                "25000000", String.valueOf(20_000_000 + random.nextInt(20) * 1_000_000L))
                        .replace("<value>50.5</value>", "<value>" + (40 + random.nextInt(30)) + "</value>")
                        .replace("<building-section>1<", "<building-section>" + (1 + random.nextInt(2)) + "<")
                        .replace("Тест Парк", i % 2 == 0 ? "Тест Парк" : "Тест Сад")
                        .replace("<ready-quarter>4<", "<ready-quarter>" + (1 + random.nextInt(4)) + "<")
                        .replace("пр. Достык, 1", "пр. Достык, " + (round + 1))
                        .replace("2026-11-15T09", "2026-11-" + (10 + random.nextInt(5)) + "T09")
                        .replace("</offer>", (random.nextInt(5) == 0 ? "<status>reserved</status>" : "") + "</offer>")))
                .toArray(String[]::new));
    }

    @Test
    void onlyTheLatestRunInForceCanBeUndone() {
        var first = run(feed(0, 10));
        var second = run(feed(0, 9));
        assertThatThrownBy(() -> feeds.undo(first.id(), "anna", "why").block()).isInstanceOf(Problem.Conflict.class);
        feeds.undo(second.id(), "anna", "why").block();
        assertThatThrownBy(() -> feeds.undo(second.id(), "anna", "why").block()).isInstanceOf(Problem.Conflict.class);
        feeds.undo(first.id(), "anna", "why").block();
        assertThat(stock()).isEmpty();
        assertThat(run(feed(0, 10)).state()).isEqualTo(ImportState.APPLIED);
        assertThat(count("select count(*) as n from catalogue.unit where developer_id = :d and state = 'AVAILABLE'"))
                .isEqualTo(10);
    }

    // ---- work that takes long ----

    @Test
    void aDocumentThatBreaksLateLeavesAFailedRunAndNothingElse() {
        run(feed(0, 10));
        var before = stock();
        var document = feed(0, 3_000);
        var id = feeds.later(order(false), Yrl.body(document.substring(0, document.length() - 20)))
                .block();
        var failed = over(id);
        assertThat(failed.state()).isEqualTo(ImportState.FAILED);
        assertThat(failed.failure().code()).isEqualTo("feed-not-well-formed");
        assertThat(stock()).isEqualTo(before);
        assertThat(count("select count(*) as n from catalogue.staged_offer s join catalogue.import_run r on"
                        + " r.id = s.run_id where r.developer_id = :d"))
                .isZero();
    }

    @Test
    void aRunWhoseProcessIsGoneIsMarkedAndLeavesNothing() {
        var id = Ids.next();
        tx.portal(db -> ImportRuns.start(db, id, order(false), ImportState.RUNNING, null, 10, Instant.EPOCH)
                        .then(Staging.add(db, id, List.of(new Staging.Staged(1, 1, "u1", "", null))))
                        .then(db.sql("update catalogue.import_run set heartbeat_at = now() - interval '3 minutes'"
                                        + " where id = :id")
                                .bind("id", id)
                                .then())
                        .then(ImportRuns.failAbandoned(db, Duration.ofMinutes(2), Instant.EPOCH)))
                .block();
        var run = feeds.whole(id).block();
        assertThat(run.state()).isEqualTo(ImportState.FAILED);
        assertThat(run.failure().code()).isEqualTo("feed-interrupted");
        assertThat(tx.portal(db -> ImportRuns.leftovers(db, Duration.ofHours(24)))
                        .block())
                .contains(id);
    }

    @Test
    void anAddressInsideTheHouseIsNeverFetched() {
        var id = feeds.fetchLater(
                        new FeedOrder(developer, null, true, true, null, null, "https://127.0.0.1/feed.xml", "anna"))
                .block();
        var run = over(id);
        assertThat(run.state()).isEqualTo(ImportState.FAILED);
        assertThat(run.failure().code()).isEqualTo("feed-url");
    }

    @Test
    void packedDocumentsAreUnpackedAndBombsRefused() throws IOException {
        var plain = feed(0, 10).getBytes(StandardCharsets.UTF_8);
        assertThat(feeds.now(order(true), body(gzip(plain))).block().created()).isEqualTo(10);
        assertThat(feeds.now(order(true), body(zip(plain, 1))).block().created())
                .isEqualTo(10);
        assertThatThrownBy(() -> feeds.now(order(true), body(zip(plain, 2))).block())
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        e -> assertThat(e.errors().getFirst().code()).isEqualTo("feed-archive"));
        assertThatThrownBy(() -> feeds.now(order(true), body(gzip(new byte[60 * 1024 * 1024])))
                        .block())
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        e -> assertThat(e.errors().getFirst().code()).isEqualTo("feed-archive"));
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(out)) {
            packed.write(plain);
        }
        return out.toByteArray();
    }

    private static byte[] zip(byte[] plain, int entries) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var packed = new ZipOutputStream(out)) {
            for (int i = 0; i < entries; i++) {
                packed.putNextEntry(new ZipEntry("feed-" + i + ".xml"));
                packed.write(plain);
            }
        }
        return out.toByteArray();
    }

    private static Flux<DataBuffer> body(byte[] bytes) {
        return Flux.defer(() -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(bytes)));
    }

    // ---- keys of other systems ----

    @Test
    void aForeignKeyIsExplainedOnceAndUnderstoodFromThenOn() {
        run(feed(0, 3));
        var avito = """
            <Ads formatVersion="3" target="Avito.ru"><Ad><Id>u0</Id><Category>Квартиры</Category><OperationType>Продам</OperationType>
            <MarketType>Новостройка</MarketType><NewDevelopmentId>4711</NewDevelopmentId><Rooms>2</Rooms><Square>50.5</Square>
            <Floor>3</Floor><Floors>9</Floors><Price>25000000</Price></Ad></Ads>
            """;
        var order = new FeedOrder(developer, null, true, false, "KZT", null, "test", "anna");
        var before = feeds.now(order, Yrl.body(avito)).block();
        assertThat(codes(before)).contains("UNKNOWN_COMPLEX");
        var complex = catalogue.complexesOf(developer).block().getFirst();
        feeds.alias(developer, "4711", complex.slug(), "anna").block();
        var after = feeds.now(order, Yrl.body(avito)).block();
        assertThat(after.rejected()).isZero();
        assertThat(after.updated() + after.unchanged()).isEqualTo(1);
        assertThatThrownBy(() -> feeds.alias(Tenants.random(), "1", complex.slug(), "anna")
                        .block())
                .isInstanceOf(Problem.NotFound.class);
    }

    private static @Nullable String codes(ImportReport report) {
        return report.warnings().stream().map(ImportWarning::code).collect(Collectors.joining(","));
    }
}
