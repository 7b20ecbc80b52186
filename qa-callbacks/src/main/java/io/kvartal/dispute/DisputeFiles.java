package io.kvartal.dispute;

import static io.kvartal.platform.Sql.required;

import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.platform.storage.ObjectStore;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Files of a dispute. The bytes are stored before the row: a crash between them leaves bytes that nobody refers to, never a row without bytes. */
@Component
public class DisputeFiles {
    private static final int MOST = 10;
    private static final String SELECT = """
        select f.id, f.at, f.author, f.name, f.content_type, f.bytes, f.storage_key from dispute.file f
        """;

    private final TenantTx tx;
    private final DisputeRows rows;
    private final DisputeLog log;
    private final ObjectStore store;
    private final Clock clock;

    DisputeFiles(TenantTx tx, DisputeRows rows, DisputeLog log, ObjectStore store, Clock clock) {
        this.tx = tx;
        this.rows = rows;
        this.log = log;
        this.store = store;
        this.clock = clock;
    }

    /**
     * @throws Problem.Conflict when the dispute is settled or has its ten files
     * @throws Problem.Invalid when it is no picture and no PDF, or too large
     */
    public Mono<DisputeFile> add(TenantId tenant, DisputeId dispute, String name, byte[] content, String author) {
        return tx.in(tenant, db -> rows.ofTenant(db, tenant, dispute).flatMap(found -> free(db, found)))
                .then(Mono.fromCallable(() -> Evidence.of(content)).subscribeOn(Schedulers.boundedElastic()))
                .flatMap(evidence -> {
                    var id = Ids.next();
                    var key = "dispute/" + dispute + "/" + id + "." + evidence.ending();
                    var file = new DisputeFile(
                            id,
                            clock.instant(),
                            author,
                            name(name),
                            evidence.contentType(),
                            evidence.bytes().length,
                            key);
                    return store.put(key, evidence.bytes(), evidence.contentType())
                            .then(tx.in(tenant, db -> rows.ofTenant(db, tenant, dispute)
                                    .flatMap(found -> free(db, found).then(Mono.defer(() -> insert(db, found, file))))
                                    .thenReturn(file)));
                });
    }

    private Mono<Dispute> free(DatabaseClient db, Dispute dispute) {
        if (dispute.state().isSettled()) {
            return Mono.error(new Problem.Conflict("dispute.not-now"));
        }
        return of(db, dispute)
                .flatMap(files -> files.size() < MOST
                        ? Mono.just(dispute)
                        : Mono.error(new Problem.Conflict("dispute.files-many")));
    }

    private static String name(String name) {
        var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "");
        return last.isBlank() ? "file" : last.substring(0, Math.min(120, last.length()));
    }

    private Mono<Void> insert(DatabaseClient db, Dispute dispute, DisputeFile file) {
        return db.sql("""
            insert into dispute.file (tenant_id, id, dispute_id, at, author, name, content_type, bytes, storage_key)
            values (:tenant, :id, :dispute, :at, :author, :name, :type, :bytes, :key)
            """)
                .bind("tenant", dispute.tenant().value())
                .bind("id", file.id())
                .bind("dispute", dispute.id().value())
                .bind("at", file.at())
                .bind("author", file.author())
                .bind("name", file.name())
                .bind("type", file.contentType())
                .bind("bytes", file.bytes())
                .bind("key", file.key())
                .then()
                .then(log.step(db, dispute, "FILE", dispute.state(), file.author(), file.name(), file.at()));
    }

    Mono<List<DisputeFile>> of(DatabaseClient db, Dispute dispute) {
        return db.sql(SELECT + " where f.tenant_id = :tenant and f.dispute_id = :dispute order by f.at, f.id")
                .bind("tenant", dispute.tenant().value())
                .bind("dispute", dispute.id().value())
                .map(DisputeFiles::read)
                .all()
                .collectList();
    }

    public Mono<DisputeFile> file(TenantId tenant, UUID id) {
        return tx.in(tenant, db -> db.sql(SELECT + " where f.tenant_id = :tenant and f.id = :id")
                        .bind("tenant", tenant.value())
                        .bind("id", id)
                        .map(DisputeFiles::read)
                        .one())
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("file")));
    }

    public Mono<DisputeFile> file(StaffAccess who, UUID id) {
        return tx.staff(who, db -> db.sql(SELECT + " where f.id = :id")
                        .bind("id", id)
                        .map(DisputeFiles::read)
                        .one())
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("file")));
    }

    Flux<DataBuffer> content(DisputeFile file) {
        return store.get(file.key());
    }

    private static DisputeFile read(Readable row) {
        return new DisputeFile(
                required(row, "id", UUID.class),
                required(row, "at", Instant.class),
                required(row, "author", String.class),
                required(row, "name", String.class),
                required(row, "content_type", String.class),
                required(row, "bytes", Integer.class),
                required(row, "storage_key", String.class));
    }
}
