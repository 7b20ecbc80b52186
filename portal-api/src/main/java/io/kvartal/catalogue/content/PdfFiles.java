package io.kvartal.catalogue.content;

import io.kvartal.platform.Sql;
import io.kvartal.platform.TenantTx;
import io.kvartal.platform.storage.ObjectStore;
import io.kvartal.shared.Problem;
import io.kvartal.shared.Sha256;
import io.kvartal.shared.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** PDF files that people upload. Kept as they come, so whoever serves them lets nothing in them act. The same bytes are the same file. */
@Service
public class PdfFiles {
    static final int MOST_BYTES = 10 * 1024 * 1024;

    private static final byte[] HEAD = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final String END = "%%EOF";
    /** Programs write remarks after the end; readers look for it in so many last bytes. */
    private static final int TAIL = 1024;

    private final TenantTx tx;
    private final ObjectStore store;
    private final Clock clock;

    PdfFiles(TenantTx tx, ObjectStore store, Clock clock) {
        this.tx = tx;
        this.store = store;
        this.clock = clock;
    }

    /** By its first bytes, whatever its name says. */
    static boolean looksLike(byte[] file) {
        return file.length > HEAD.length && Arrays.equals(file, 0, HEAD.length, HEAD, 0, HEAD.length);
    }

    /**
     * @param developer whose upload it is; null = the portal's editors
     * @return the hash under which {@link #read} finds it
     * @throws Problem.Invalid when it is no whole PDF, or over 10 MB
     */
    Mono<String> keep(byte[] file, @Nullable TenantId developer, String actor) {
        return Mono.defer(() -> {
            check(file);
            var hash = hash(file);
            return note(hash, file.length, developer, actor)
                    .then(store.put(key(hash), file, "application/pdf"))
                    .thenReturn(hash);
        });
    }

    /** Fails with NotFound when there is no such file. */
    public Mono<Flux<DataBuffer>> read(String hash) {
        var key = key(hash);
        return store.size(key).map(size -> store.get(key));
    }

    private static void check(byte[] file) {
        if (file.length > MOST_BYTES) {
            throw new Problem.Invalid("/files", "picture-heavy", MOST_BYTES / 1024 / 1024);
        }
        var tail = new String(
                file, Math.max(0, file.length - TAIL), Math.min(TAIL, file.length), StandardCharsets.ISO_8859_1);
        if (!looksLike(file) || !tail.contains(END)) {
            throw new Problem.Invalid("/files", "pdf-broken");
        }
    }

    /** Before the bytes: a file that is noted a moment ago is not cleared away as left over. */
    private Mono<Void> note(String hash, int bytes, @Nullable TenantId developer, String actor) {
        return tx.portal(
                db -> Sql.bind(db.sql("""
                    insert into catalogue.pdf_file (hash, developer_id, bytes, uploaded_by, uploaded_at)
                    values (:hash, :developer, :bytes, :actor, :at) on conflict (hash) do update set uploaded_at = excluded.uploaded_at\
                    """), "developer", developer == null ? null : developer.value(), UUID.class)
                        .bind("hash", hash)
                        .bind("bytes", bytes)
                        .bind("actor", actor)
                        .bind("at", clock.instant())
                        .then());
    }

    static String key(String hash) {
        return "paper/" + hash.substring(0, 2) + "/" + hash + ".pdf";
    }

    private static String hash(byte[] file) {
        return Sha256.hex(file).substring(0, 32);
    }
}
