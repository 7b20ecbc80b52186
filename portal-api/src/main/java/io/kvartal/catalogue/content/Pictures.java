package io.kvartal.catalogue.content;

import io.kvartal.catalogue.content.DarkRoom.Developed;
import io.kvartal.catalogue.content.DarkRoom.Print;
import io.kvartal.catalogue.content.Presentation.Photo;
import io.kvartal.platform.Sql;
import io.kvartal.platform.TenantTx;
import io.kvartal.platform.storage.ObjectStore;
import io.kvartal.shared.LocalizedText;
import io.kvartal.shared.Sha256;
import io.kvartal.shared.TenantId;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Pictures that people upload. The same pixels are the same picture: sending it twice changes nothing. */
@Service
public class Pictures {
    private static final int QUEUE = 50;

    private final TenantTx tx;
    private final ObjectStore store;
    private final Clock clock;
    private final Scheduler oneAtATime = Schedulers.newBoundedElastic(1, QUEUE, "dark-room");

    Pictures(TenantTx tx, ObjectStore store, Clock clock) {
        this.tx = tx;
        this.store = store;
        this.clock = clock;
    }

    @PreDestroy
    void close() {
        oneAtATime.dispose();
    }

    /**
     * @param developer whose upload it is; null = the portal's editors
     * @throws io.kvartal.shared.Problem.Invalid when the file is no picture that the portal takes
     */
    public Mono<Photo> keep(byte[] file, LocalizedText alt, @Nullable TenantId developer, String actor) {
        return Mono.fromCallable(() -> DarkRoom.develop(file))
                .subscribeOn(oneAtATime)
                .flatMap(developed -> {
                    var hash = hash(developed);
                    return note(hash, developed, developer, actor)
                            .then(Flux.fromIterable(developed.prints())
                                    .concatMap(print -> store.put(
                                            key(hash, print.width(), print.format()),
                                            print.bytes(),
                                            type(print.format())))
                                    .then())
                            .thenReturn(new Photo(
                                    hash,
                                    false,
                                    developed.webp(),
                                    developed.width(),
                                    developed.height(),
                                    developed.blur(),
                                    alt));
                });
    }

    /** @param format {@code jpg} or {@code webp}; fails with NotFound when there is no such rendition */
    public Mono<Flux<DataBuffer>> read(String hash, int width, String format) {
        var key = key(hash, width, format);
        return store.size(key).map(size -> store.get(key));
    }

    /** Before the files: a picture that is noted a moment ago is not cleared away as left over. */
    private Mono<Void> note(String hash, Developed picture, @Nullable TenantId developer, String actor) {
        return tx.portal(
                db -> Sql.bind(db.sql("""
                    insert into catalogue.picture (hash, developer_id, width, height, webp, blur, uploaded_by, uploaded_at)
                    values (:hash, :developer, :width, :height, :webp, :blur, :actor, :at) on conflict (hash) do update set uploaded_at = excluded.uploaded_at\
                    """), "developer", developer == null ? null : developer.value(), UUID.class)
                        .bind("hash", hash)
                        .bind("width", picture.width())
                        .bind("height", picture.height())
                        .bind("webp", picture.webp())
                        .bind("blur", picture.blur())
                        .bind("actor", actor)
                        .bind("at", clock.instant())
                        .then());
    }

    /** Everything that a picture may be kept as. */
    static List<String> keys(String hash, int width) {
        return Rendition.widths(width).stream()
                .flatMap(each -> Stream.of("jpg", "webp").map(format -> key(hash, each, format)))
                .toList();
    }

    private static String key(String hash, int width, String format) {
        return "picture/" + hash.substring(0, 2) + "/" + hash + "-" + width + "." + format;
    }

    private static String type(String format) {
        return format.equals("webp") ? "image/webp" : "image/jpeg";
    }

    /** Of the widest JPEG: what it shows, not what was sent. */
    private static String hash(Developed developed) {
        var widest = developed.prints().stream()
                .filter(print -> print.format().equals("jpg"))
                .max(Comparator.comparingInt(Print::width))
                .orElseThrow();
        return Sha256.hex(widest.bytes()).substring(0, 32);
    }
}
