package io.kvartal.fixation;

import static io.kvartal.platform.Sql.required;

import io.kvartal.platform.Sql;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The rows of fixation.fixation, chained by hashes in the order in which they came. */
final class Claims {
    private static final String COLUMNS =
            "id, person, complex, channel, lead_id, state, claimed_at, valid_till, extended, conflict_at";

    /** Claims of one tenant come one after the other. */
    Mono<Void> lock(DatabaseClient db, TenantId tenant) {
        return db.sql("select pg_advisory_xact_lock(hashtextextended('fixation ' || :tenant, 0))::text as locked")
                .bind("tenant", tenant.toString())
                .fetch()
                .first()
                .then();
    }

    Mono<Fixation> ofLead(DatabaseClient db, TenantId tenant, UUID lead) {
        return db.sql("select " + COLUMNS + " from fixation.fixation where tenant_id = :tenant and lead_id = :lead")
                .bind("tenant", tenant.value())
                .bind("lead", lead)
                .map(Claims::fixation)
                .one();
    }

    Mono<List<Fixation>> ofPersons(DatabaseClient db, TenantId tenant, List<String> persons) {
        return db.sql("select " + COLUMNS + """
             from fixation.fixation where tenant_id = :tenant and person = any(:persons)
            order by claimed_at, id\
            """)
                .bind("tenant", tenant.value())
                .bind("persons", persons.toArray(String[]::new))
                .map(Claims::fixation)
                .all()
                .collectList();
    }

    /** In the order of {@link #ofPersons}. */
    Mono<List<Fixation>> ofAll(DatabaseClient db, TenantId tenant) {
        return db.sql("select " + COLUMNS + """
             from fixation.fixation where tenant_id = :tenant order by claimed_at, id\
            """)
                .bind("tenant", tenant.value())
                .map(Claims::fixation)
                .all()
                .collectList();
    }

    Mono<Void> insert(DatabaseClient db, TenantId tenant, Fixation claim, Instant now) {
        return last(db, tenant).flatMap(last -> {
            var insert = db.sql("""
                insert into fixation.fixation (tenant_id, id, seq, person, complex, channel, lead_id, state, claimed_at,
                    valid_till, extended, conflict_at, recorded_at, prev_hash, hash)
                values (:tenant, :id, :seq, :person, :complex, :channel, :lead, :state, :claimedAt, :validTill, 0,
                    :conflictAt, :now, :prevHash, :hash)\
                """)
                    .bind("tenant", tenant.value())
                    .bind("id", claim.id())
                    .bind("seq", last.seq() + 1)
                    .bind("person", claim.person())
                    .bind("channel", claim.channel())
                    .bind("state", claim.state().name())
                    .bind("claimedAt", claim.claimedAt())
                    .bind("validTill", claim.validTill())
                    .bind("now", now)
                    .bind("prevHash", last.hash())
                    .bind("hash", hash(last.hash(), claim));
            insert = Sql.bind(insert, "complex", claim.complex(), String.class);
            insert = Sql.bind(insert, "lead", claim.lead(), UUID.class);
            return Sql.bind(insert, "conflictAt", claim.conflictAt(), Instant.class)
                    .then();
        });
    }

    Mono<Void> update(DatabaseClient db, TenantId tenant, Fixation claim, String reason) {
        return db.sql("""
            update fixation.fixation set state = :state, valid_till = :validTill, extended = :extended, reason = :reason
            where tenant_id = :tenant and id = :id\
            """)
                .bind("state", claim.state().name())
                .bind("validTill", claim.validTill())
                .bind("extended", claim.extended())
                .bind("reason", reason)
                .bind("tenant", tenant.value())
                .bind("id", claim.id())
                .then();
    }

    private Mono<Last> last(DatabaseClient db, TenantId tenant) {
        return db.sql("select seq, hash from fixation.fixation where tenant_id = :tenant order by seq desc limit 1")
                .bind("tenant", tenant.value())
                .map(row -> new Last(required(row, "seq", Long.class), required(row, "hash", String.class)))
                .one()
                .defaultIfEmpty(new Last(0, ""));
    }

    private static String hash(String previous, Fixation claim) {
        var text = String.join(
                "|",
                previous,
                claim.id().toString(),
                claim.person(),
                String.valueOf(claim.complex()),
                claim.channel(),
                claim.claimedAt().toString());
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Fixation fixation(Readable row) {
        return new Fixation(
                required(row, "id", UUID.class),
                required(row, "person", String.class),
                row.get("complex", String.class),
                required(row, "channel", String.class),
                row.get("lead_id", UUID.class),
                Fixation.State.valueOf(required(row, "state", String.class)),
                required(row, "claimed_at", Instant.class),
                required(row, "valid_till", Instant.class),
                required(row, "extended", Integer.class),
                row.get("conflict_at", Instant.class));
    }

    private record Last(long seq, String hash) {}
}
