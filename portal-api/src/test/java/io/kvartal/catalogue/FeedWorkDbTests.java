package io.kvartal.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.shared.Ids;
import io.kvartal.shared.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import kvartal.testing.DbTest;
import kvartal.testing.Yrl;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;

/** What may go wrong between the document and the run: broken, packed, far too large, nobody there to finish it. */
@DbTest
class FeedWorkDbTests extends FeedRunBase {
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
}
