package io.kvartal.platform.security;

import io.kvartal.platform.Sql;
import io.kvartal.platform.TenantTx;
import io.r2dbc.spi.Readable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.springframework.session.MapSession;
import org.springframework.session.ReactiveSessionRepository;
import reactor.core.publisher.Mono;

/**
 * Sessions in PostgreSQL, so that any replica serves any request and a logout holds everywhere. Only the hash of a session's id is kept: who reads the
 * table cannot become anybody.
 */
class Sessions implements ReactiveSessionRepository<MapSession> {
    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Duration LONGEST = Duration.ofHours(12);

    /** To Spring Session a session never expires: it would ask the machine's clock, this table asks the product's. */
    private static final Duration JUDGED_HERE = Duration.ofSeconds(-1);

    private final TenantTx tx;
    private final Clock clock;

    Sessions(TenantTx tx, Clock clock) {
        this.tx = tx;
        this.clock = clock;
    }

    @Override
    public Mono<MapSession> createSession() {
        return Mono.fromSupplier(() -> {
            var session = new MapSession();
            session.setCreationTime(clock.instant());
            session.setMaxInactiveInterval(JUDGED_HERE);
            return session;
        });
    }

    @Override
    public Mono<Void> save(MapSession session) {
        var now = clock.instant();
        var expires = min(now.plus(IDLE), session.getCreationTime().plus(LONGEST));
        return tx.portal(db -> {
            // A session that gets a new id at login leaves no row under the old one.
            var old = session.getOriginalId();
            var forget = db.sql("delete from platform.session where id_hash = :old and :old <> :id")
                    .bind("old", hash(old))
                    .bind("id", hash(session.getId()))
                    .then();
            var keep = db.sql("""
                insert into platform.session (id_hash, created_at, accessed_at, expires_at, attributes)
                values (:id, :created, :accessed, :expires, :attributes)
                on conflict (id_hash) do update
                set accessed_at = excluded.accessed_at, expires_at = excluded.expires_at, attributes = excluded.attributes\
                """)
                    .bind("id", hash(session.getId()))
                    .bind("created", session.getCreationTime())
                    .bind("accessed", now)
                    .bind("expires", expires)
                    .bind("attributes", write(session))
                    .then();
            return forget.then(keep);
        });
    }

    @Override
    public Mono<MapSession> findById(String id) {
        return tx.portal(db -> Sql.bind(db.sql("""
            select created_at, accessed_at, attributes from platform.session
            where id_hash = :id and expires_at > :now\
            """).bind("id", hash(id)), "now", clock.instant(), Instant.class)
                .map(row -> read(id, row))
                .one());
    }

    @Override
    public Mono<Void> deleteById(String id) {
        return tx.portal(db -> db.sql("delete from platform.session where id_hash = :id")
                .bind("id", hash(id))
                .then());
    }

    /** Removes what has expired. */
    Mono<Void> sweep() {
        return tx.portal(db -> db.sql("delete from platform.session where expires_at <= :now")
                .bind("now", clock.instant())
                .then());
    }

    private static Instant min(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static String hash(String id) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] write(MapSession session) {
        var attributes = new HashMap<String, Object>();
        session.getAttributeNames().forEach(name -> attributes.put(name, session.getRequiredAttribute(name)));
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(attributes);
        } catch (IOException notSerialisable) {
            throw new IllegalStateException(notSerialisable);
        }
        return bytes.toByteArray();
    }

    private static MapSession read(String id, Readable row) {
        var session = new MapSession(id);
        session.setCreationTime(Objects.requireNonNull(row.get("created_at", Instant.class)));
        session.setLastAccessedTime(Objects.requireNonNull(row.get("accessed_at", Instant.class)));
        session.setMaxInactiveInterval(JUDGED_HERE);
        try (var in = new ObjectInputStream(
                new ByteArrayInputStream(Objects.requireNonNull(row.get("attributes", byte[].class))))) {
            ((Map<?, ?>) in.readObject()).forEach((name, value) -> session.setAttribute(String.valueOf(name), value));
        } catch (IOException | ClassNotFoundException unreadable) {
            // Written by another version of the product: the person signs in again.
            return new MapSession(id);
        }
        return session;
    }
}
