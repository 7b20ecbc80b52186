package io.kvartal.call;

import io.kvartal.call.telephony.CallEvent;
import io.kvartal.call.telephony.FieldMap;
import io.kvartal.call.telephony.FieldMaps;
import io.kvartal.call.telephony.Notice;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes calls of stored notices: one transaction per notice; one that always fails is parked and holds up nobody. */
@Component
class CallWork {
    private static final Logger LOG = LoggerFactory.getLogger(CallWork.class);
    static final int MOST_ATTEMPTS = 6;
    private static final int BATCH = 100;
    /** Less than the pool has connections: people who wait for a page come first. Notices of one call wait for each other at its row. */
    private static final int AT_ONCE = 6;

    private final TenantTx tx;
    private final Receiver receiver;
    private final CallFinisher finisher;
    private final Recordings recordings;
    private final Clock clock;

    CallWork(TenantTx tx, Receiver receiver, CallFinisher finisher, Recordings recordings, Clock clock) {
        this.tx = tx;
        this.receiver = receiver;
        this.finisher = finisher;
        this.recordings = recordings;
        this.clock = clock;
    }

    /** Works off what is due, several at once and up to a batch each; gives how many notices were taken. */
    Mono<Long> drain() {
        return Flux.range(0, AT_ONCE)
                .flatMap(
                        worker -> one().repeat(BATCH - 1)
                                .takeWhile(taken -> taken)
                                .count(),
                        AT_ONCE)
                .reduce(0L, Long::sum);
    }

    private static final class Failed extends RuntimeException {
        private final UUID notice;
        private final int attempts;

        Failed(Inbox.Row row, Throwable cause) {
            super(cause);
            this.notice = row.id();
            this.attempts = row.attempts();
        }
    }

    private Mono<Boolean> one() {
        return tx.portal(db -> Inbox.take(db, clock.instant())
                        .flatMap(row ->
                                handle(db, row).then(Mono.just(true)).onErrorMap(failure -> new Failed(row, failure)))
                        .defaultIfEmpty(false))
                .onErrorResume(Failed.class, this::putBack);
    }

    private Mono<Boolean> putBack(Failed failed) {
        LOG.warn("notice {} failed for the {}. time", failed.notice, failed.attempts + 1, failed.getCause());
        var pause = Duration.ofSeconds(5L << Math.min(10, 2 * failed.attempts));
        var reason = Objects.requireNonNull(failed.getCause()).getClass().getSimpleName();
        return tx.portal(db ->
                        Inbox.failed(db, failed.notice, reason, clock.instant().plus(pause), MOST_ATTEMPTS))
                .thenReturn(true);
    }

    private Mono<Void> handle(DatabaseClient db, Inbox.Row row) {
        return Inbox.lock(db, row.provider(), row.externalId(), clock.instant())
                .flatMap(session -> assemble(db, row).flatMap(facts -> apply(db, row, session, facts)));
    }

    private Mono<Void> apply(DatabaseClient db, Inbox.Row row, Inbox.Session session, Assembly facts) {
        if (session.open()) {
            return facts.finished()
                    ? finisher.finish(db, row, session, facts).then(Inbox.done(db, row.id(), null))
                    : Inbox.done(db, row.id(), null);
        }
        var developer = session.developer();
        var url = facts.recordingUrl();
        if (developer == null || url == null) {
            return Inbox.done(db, row.id(), "the call was over already");
        }
        return recordings
                .announced(new TenantId(developer), session.call(), row.provider(), url)
                .then(Inbox.done(db, row.id(), null));
    }

    private Mono<Assembly> assemble(DatabaseClient db, Inbox.Row row) {
        return map(db, row).flatMap(map -> Inbox.ofCall(db, row.provider(), row.externalId())
                .map(rows -> new Assembly(readable(rows, map))));
    }

    /** A row of the same call that can no longer be read does not spoil the others; alone it is an error. */
    private List<CallEvent> readable(List<Inbox.Row> rows, FieldMap map) {
        var events = rows.stream().<CallEvent>mapMulti((row, out) -> {
            try {
                out.accept(receiver.read(row, map));
            } catch (Notice.Unreadable changed) {
                LOG.warn("notice {} can no longer be read: {}", row.id(), changed.getMessage());
            }
        });
        var list = events.toList();
        if (list.isEmpty()) {
            throw new IllegalStateException("no readable notice");
        }
        return list;
    }

    private static Mono<FieldMap> map(DatabaseClient db, Inbox.Row row) {
        var shipped = Mono.fromSupplier(() -> FieldMaps.of(row.provider()).orElseThrow());
        var account = row.account();
        return account == null
                ? shipped
                : Inbox.account(db, account)
                        .mapNotNull(Inbox.Account::fieldMap)
                        .map(FieldMaps::parse)
                        .switchIfEmpty(shipped);
    }

    Mono<Long> deleteOldNotices(Duration keep) {
        return tx.portal(db -> Inbox.deleteBodies(db, clock.instant().minus(keep)));
    }

    Flux<Long> all() {
        return drain().repeat().takeWhile(taken -> taken > 0);
    }
}
