package io.kvartal.call;

import io.kvartal.platform.Outbox;
import io.kvartal.platform.Pii;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.platform.http.HttpPolicy;
import io.kvartal.platform.http.SafeHttp;
import io.kvartal.platform.storage.ObjectStore;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Brings recordings home: a provider's link expires or is open to all, so the sound is copied at once. */
@Component
@EnableConfigurationProperties(RecordingPolicy.class)
class Recordings {
    private static final Logger LOG = LoggerFactory.getLogger(Recordings.class);
    private static final long MOST_BYTES = 200L << 20;
    private static final long MOST_BYTES_DRAWN = 64L << 20;
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int BATCH = 50;

    private final TenantTx tx;
    private final Outbound outbound;
    private final RecordingPolicy policy;
    private final Outbox outbox;
    private final Clock clock;

    /** What lies outside the database. */
    @Component
    record Outbound(SafeHttp http, ObjectStore store, SelfAddress self, Pii pii) {}

    Recordings(TenantTx tx, Outbound outbound, RecordingPolicy policy, Outbox outbox, Clock clock) {
        this.tx = tx;
        this.outbound = outbound;
        this.policy = policy;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Together with the call: says whether a recording is awaited, and has it fetched. */
    Mono<Void> expect(DatabaseClient db, TenantId tenant, FinishedCall call, String provider, Assembly facts) {
        var now = clock.instant();
        if (!facts.recordingPossible()) {
            return StoredRecordings.insert(db, tenant, call.id(), RecordingState.ABSENT, null, now);
        }
        var url = facts.recordingUrl();
        var sealed = url == null ? null : outbound.pii().seal(url);
        var giveUp = now.plus(policy.giveUp());
        return StoredRecordings.insert(db, tenant, call.id(), RecordingState.EXPECTED, sealed, now)
                .then(StoredRecordings.addTask(
                        db, tenant, call.id(), provider, sealed, url == null ? giveUp : now, giveUp));
    }

    /** The address came after the call. */
    Mono<Void> announced(TenantId tenant, CallId call, String provider, String url) {
        var now = clock.instant();
        var sealed = outbound.pii().seal(url);
        return tx.in(tenant, db -> StoredRecordings.announced(db, tenant, call, sealed, now)
                .flatMap(changed -> changed == 0
                        ? Mono.<Void>empty()
                        : StoredRecordings.addTask(
                                db, tenant, call, provider, sealed, now, now.plus(policy.giveUp()))));
    }

    /** Fetches what is due, up to a batch; gives how many it tried. */
    Mono<Long> fetchDue() {
        return one().repeat(BATCH - 1).takeWhile(taken -> taken).count();
    }

    private Mono<Boolean> one() {
        var now = clock.instant();
        return tx.portal(db -> StoredRecordings.take(db, now, now.plus(LONGEST.multipliedBy(2)))
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty()))
                .flatMap(task ->
                        task.isEmpty() ? Mono.just(false) : fetch(task.get()).thenReturn(true));
    }

    private Mono<Void> fetch(StoredRecordings.Task task) {
        var url = task.url();
        if (url == null) {
            return giveUp(task);
        }
        return tx.in(
                        task.tenant(),
                        db -> StoredRecordings.state(
                                db, task.tenant(), task.call(), RecordingState.FETCHING, clock.instant()))
                .then(Mono.defer(() -> download(task, URI.create(outbound.pii().open(url)))))
                .onErrorResume(failure -> failed(task, failure));
    }

    private Mono<Void> download(StoredRecordings.Task task, URI address) {
        return Mono.usingWhen(
                blocking(() -> Files.createTempFile("recording", ".part")),
                file -> outbound.http()
                        .download(address, Map.of(), file, permission(task.provider()))
                        .flatMap(sound -> keep(task, sound)),
                file -> blocking(() -> Files.deleteIfExists(file)));
    }

    private HttpPolicy permission(String provider) {
        var strict = HttpPolicy.publicHttps(MOST_BYTES, LONGEST)
                .onlyHosts(policy.hostsOf(provider))
                .accepting("audio/");
        return outbound.self().trusted() ? strict.trusting(outbound.self().get()) : strict;
    }

    /** First the bytes, then the row that points to them: a crash between leaves an object that the next attempt overwrites with itself. */
    private Mono<Void> keep(StoredRecordings.Task task, SafeHttp.Download sound) {
        var key = "recording/" + sound.sha256().substring(0, 2) + "/" + sound.sha256();
        var type = sound.contentType() == null ? "application/octet-stream" : sound.contentType();
        var stored = new StoredRecordings.Sound(key, type, sound.bytes(), sound.sha256(), clock.instant());
        return outbound.store()
                .put(key, sound.file(), type)
                .then(drawn(sound))
                .flatMap(wave -> tx.in(task.tenant(), db -> StoredRecordings.stored(
                                db, task.tenant(), task.call(), stored, wave.orElse(null))
                        .flatMap(changed -> changed == 0
                                ? Mono.<Void>empty()
                                : outbox.append(db, task.tenant(), new RecordingStored(task.call(), stored.storedAt())))
                        .then(StoredRecordings.drop(db, task.call()))));
    }

    private static Mono<Optional<Wave>> drawn(SafeHttp.Download sound) {
        return sound.bytes() > MOST_BYTES_DRAWN
                ? Mono.just(Optional.empty())
                : blocking(() -> Optional.ofNullable(Wave.of(Files.readAllBytes(sound.file()))));
    }

    private Mono<Void> failed(StoredRecordings.Task task, Throwable failure) {
        var code = failure instanceof Problem problem
                ? problem.code()
                : failure.getClass().getSimpleName();
        LOG.warn("recording of call {} was not fetched ({}), attempt {}", task.call(), code, task.attempts());
        var next = clock.instant().plusSeconds(15L << Math.min(10, task.attempts()));
        if (failure instanceof SafeHttp.Refused || next.isAfter(task.giveUpAt())) {
            return giveUp(task);
        }
        return tx.in(task.tenant(), db -> StoredRecordings.state(
                        db, task.tenant(), task.call(), RecordingState.EXPECTED, clock.instant())
                .then(StoredRecordings.retry(db, task.call(), next)));
    }

    private Mono<Void> giveUp(StoredRecordings.Task task) {
        return tx.in(task.tenant(), db -> StoredRecordings.state(
                        db, task.tenant(), task.call(), RecordingState.ABSENT, clock.instant())
                .then(StoredRecordings.drop(db, task.call())));
    }

    /** Deletes what is kept no longer; a sound that two calls share goes with the second. */
    Mono<Long> purgeOld() {
        var now = clock.instant();
        var system = StaffAccess.system("recordings.purge");
        return tx.staff(system, db -> StoredRecordings.older(db, now.minus(policy.keep()), BATCH))
                .flatMapMany(Flux::fromIterable)
                .concatMap(old -> tx.staff(system, db -> StoredRecordings.purge(db, old, now))
                        .flatMap(used -> used
                                ? Mono.just(old)
                                : outbound.store().delete(old.objectKey()).thenReturn(old)))
                .count();
    }

    private static <T> Mono<T> blocking(FileWork<T> work) {
        return Mono.fromCallable(work::run).subscribeOn(Schedulers.boundedElastic());
    }

    private interface FileWork<T> {
        T run() throws IOException;
    }

    /** The bytes of a stored recording. */
    Flux<org.springframework.core.io.buffer.DataBuffer> read(StoredRecordings.Sound sound, long from, long to) {
        return outbound.store().get(sound.objectKey(), from, to);
    }
}
