package io.kvartal.catalogue;

import io.kvartal.catalogue.ImportRun.Phase;
import io.kvartal.platform.TenantTx;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The row of a run shows once a second how far the work has come; a row that is not heard of any more belongs to a process that is gone. */
final class FeedHeartbeat {
    private static final Logger LOG = LoggerFactory.getLogger(FeedHeartbeat.class);
    private static final Duration BEAT = Duration.ofSeconds(1);

    private final TenantTx tx;
    private final UUID run;
    private final long bytes;
    private final AtomicReference<@Nullable FeedReading> reading = new AtomicReference<>();
    private volatile Phase phase;

    /** @param bytes of the document; 0 when none is read */
    FeedHeartbeat(TenantTx tx, UUID run, long bytes, Phase phase) {
        this.tx = tx;
        this.run = run;
        this.bytes = bytes;
        this.phase = phase;
    }

    void reads(FeedReading document) {
        reading.set(document);
    }

    void enters(Phase next) {
        phase = next;
    }

    Mono<Void> during(Mono<Void> work) {
        return Mono.defer(() -> {
            var over = Sinks.<Void>empty();
            var beats = Flux.interval(BEAT)
                    .onBackpressureDrop()
                    .takeUntilOther(over.asMono())
                    .concatMap(tick -> beat(), 0)
                    .then();
            return Flux.merge(work.doFinally(end -> over.tryEmitEmpty()), beats).then();
        });
    }

    private Mono<Void> beat() {
        var document = reading.get();
        long read = document == null ? 0 : document.bytesRead();
        int offers = document == null ? 0 : document.offers();
        return tx.portal(db -> ImportRuns.beat(db, run, phase, bytes, read, offers))
                .onErrorResume(missed -> {
                    LOG.warn("import {} could not tell how far it is", run, missed);
                    return Mono.empty();
                });
    }
}
