package io.kvartal.fixation;

import static io.kvartal.platform.Sql.required;

import io.kvartal.platform.Sql;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** {@code fixation.step}: rows are added, in one chain for each tenant. The caller holds the tenant's lock of {@link Claims}. */
final class Steps {
    private static final String SELECT = """
        select seq, fixation_id, act, from_state, to_state, at, actor, reason, valid_till, accepted_from, extended, prev_hash, hash
        from fixation.step where tenant_id = :tenant
        """;

    Mono<Void> add(DatabaseClient db, TenantId tenant, Step step) {
        return last(db, tenant).flatMap(last -> {
            var insert = db.sql("""
                insert into fixation.step (tenant_id, seq, fixation_id, act, from_state, to_state, at, actor, reason, valid_till,
                    accepted_from, extended, prev_hash, hash)
                values (:tenant, :seq, :fixation, :act, :from, :to, :at, :actor, :reason, :validTill, :acceptedFrom, :extended,
                    :prevHash, :hash)\
                """)
                    .bind("tenant", tenant.value())
                    .bind("seq", last.seq() + 1)
                    .bind("fixation", step.fixation())
                    .bind("act", step.act().name())
                    .bind("to", step.to().name())
                    .bind("at", step.at())
                    .bind("actor", step.actor())
                    .bind("reason", step.reason())
                    .bind("validTill", step.validTill())
                    .bind("extended", step.extended())
                    .bind("prevHash", last.hash())
                    .bind("hash", Chain.of(last.hash(), step));
            var from = step.from();
            insert = Sql.bind(insert, "from", from == null ? null : from.name(), String.class);
            return Sql.bind(insert, "acceptedFrom", step.acceptedFrom(), Instant.class)
                    .then();
        });
    }

    /** Oldest first. */
    Mono<List<Step>> of(DatabaseClient db, TenantId tenant, UUID fixation) {
        return db.sql(SELECT + " and fixation_id = :fixation order by seq")
                .bind("tenant", tenant.value())
                .bind("fixation", fixation)
                .map(row -> link(row).row())
                .all()
                .collectList();
    }

    Mono<List<Chain.Link<Step>>> all(DatabaseClient db, TenantId tenant) {
        return db.sql(SELECT + " order by seq")
                .bind("tenant", tenant.value())
                .map(Steps::link)
                .all()
                .collectList();
    }

    private Mono<Last> last(DatabaseClient db, TenantId tenant) {
        return db.sql("select seq, hash from fixation.step where tenant_id = :tenant order by seq desc limit 1")
                .bind("tenant", tenant.value())
                .map(row -> new Last(required(row, "seq", Long.class), required(row, "hash", String.class)))
                .one()
                .defaultIfEmpty(Last.NONE);
    }

    private static Chain.Link<Step> link(Readable row) {
        var from = row.get("from_state", String.class);
        var step = new Step(
                required(row, "fixation_id", UUID.class),
                Act.valueOf(required(row, "act", String.class)),
                from == null ? null : Fixation.State.valueOf(from),
                Fixation.State.valueOf(required(row, "to_state", String.class)),
                required(row, "at", Instant.class),
                required(row, "actor", String.class),
                required(row, "reason", String.class),
                required(row, "valid_till", Instant.class),
                row.get("accepted_from", Instant.class),
                required(row, "extended", Integer.class));
        return new Chain.Link<>(
                step,
                2,
                required(row, "seq", Long.class),
                required(row, "prev_hash", String.class),
                required(row, "hash", String.class));
    }

    record Last(long seq, String hash) {
        static final Last NONE = new Last(0, "");
    }
}
