package io.kvartal.fixation;

import static io.kvartal.platform.Sql.required;

import io.kvartal.fixation.Fixation.Claim;
import io.kvartal.platform.Sql;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The rows of fixation.fixation, chained by hashes in the order in which they came. */
final class Claims {
    private static final String SELECT = """
        select tenant_id, id, person, complex, channel, lead_id, state, claimed_at, valid_till, extended, conflict_at, accepted_from,
            claimed_by, holder, client_hint, proof, proof_hash, proven_at, forgotten_at, hashed_as, seq, prev_hash, hash
        from fixation.fixation
        """;
    private static final String OWN = SELECT + " where tenant_id = :tenant";

    /** Claims of one tenant come one after the other. */
    Mono<Void> lock(DatabaseClient db, TenantId tenant) {
        return db.sql("select pg_advisory_xact_lock(hashtextextended('fixation ' || :tenant, 0))::text as locked")
                .bind("tenant", tenant.toString())
                .fetch()
                .first()
                .then();
    }

    Mono<Fixation> ofLead(DatabaseClient db, TenantId tenant, UUID lead) {
        return db.sql(OWN + """
             and (lead_id = :lead or id = (
                select j.fixation_id from fixation.joined_lead j where j.tenant_id = :tenant and j.lead_id = :lead))\
            """)
                .bind("tenant", tenant.value())
                .bind("lead", lead)
                .map(Claims::fixation)
                .one();
    }

    Mono<Fixation> byId(DatabaseClient db, TenantId tenant, UUID id) {
        return db.sql(OWN + " and id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map(Claims::fixation)
                .one();
    }

    /** Oldest first. */
    Mono<List<Fixation>> ofPersons(DatabaseClient db, TenantId tenant, Collection<String> persons) {
        return db.sql(OWN + " and person = any(:persons) order by claimed_at, id")
                .bind("tenant", tenant.value())
                .bind("persons", persons.toArray(String[]::new))
                .map(Claims::fixation)
                .all()
                .collectList();
    }

    /** In the order of {@link #ofPersons}. */
    Mono<List<Fixation>> ofAll(DatabaseClient db, TenantId tenant) {
        return db.sql(OWN + " order by claimed_at, id")
                .bind("tenant", tenant.value())
                .map(Claims::fixation)
                .all()
                .collectList();
    }

    /** Newest first. */
    Mono<List<Fixation>> all(DatabaseClient db, TenantId tenant, Filter filter) {
        return filter.bind(db.sql(OWN + filter.where()).bind("tenant", tenant.value()))
                .map(Claims::fixation)
                .all()
                .collectList();
    }

    /** Of all tenants that the transaction may see. */
    Mono<List<Fixation>> all(DatabaseClient db, Filter filter) {
        return filter.bind(db.sql(SELECT + " where true" + filter.where()))
                .map(Claims::fixation)
                .all()
                .collectList();
    }

    /** Whose term is over, of all tenants, and nobody has noted it. */
    Mono<List<Fixation>> over(DatabaseClient db, Instant now, int limit) {
        return db.sql(SELECT + """
             where state in ('CONDITIONAL', 'FIXED') and valid_till <= :now order by valid_till, id limit :limit\
            """)
                .bind("now", now)
                .bind("limit", limit)
                .map(Claims::fixation)
                .all()
                .collectList();
    }

    /** Whose term ends between the two, of all tenants. */
    Mono<List<Fixation>> ending(DatabaseClient db, Instant now, Instant until) {
        return db.sql(SELECT + """
             where state in ('CONDITIONAL', 'FIXED') and valid_till > :now and valid_till <= :until order by valid_till, id\
            """)
                .bind("now", now)
                .bind("until", until)
                .map(Claims::fixation)
                .all()
                .collectList();
    }

    Mono<List<Chain.Link<Fixation>>> chain(DatabaseClient db, TenantId tenant) {
        return db.sql(OWN + " order by seq")
                .bind("tenant", tenant.value())
                .map(row -> new Chain.Link<>(
                        fixation(row),
                        required(row, "hashed_as", Integer.class),
                        required(row, "seq", Long.class),
                        required(row, "prev_hash", String.class),
                        required(row, "hash", String.class)))
                .all()
                .collectList();
    }

    Mono<Void> insert(DatabaseClient db, Fixation claim, Instant now) {
        return last(db, claim.tenant()).flatMap(last -> {
            var insert = db.sql("""
                insert into fixation.fixation (tenant_id, id, seq, person, complex, channel, lead_id, state, claimed_at,
                    valid_till, extended, conflict_at, accepted_from, claimed_by, holder, client_hint, proof, proof_hash, proven_at,
                    hashed_as, recorded_at, prev_hash, hash)
                values (:tenant, :id, :seq, :person, :complex, :channel, :lead, :state, :claimedAt, :validTill, 0,
                    :conflictAt, :acceptedFrom, :by, :holder, :hint, :proof, :proofHash, :provenAt, 2, :now, :prevHash, :hash)\
                """)
                    .bind("tenant", claim.tenant().value())
                    .bind("id", claim.id())
                    .bind("seq", last.seq() + 1)
                    .bind("person", claim.person())
                    .bind("channel", claim.channel().code())
                    .bind("state", claim.state().name())
                    .bind("claimedAt", claim.claimedAt())
                    .bind("validTill", claim.validTill())
                    .bind("by", claim.claim().by())
                    .bind("now", now)
                    .bind("prevHash", last.hash())
                    .bind("hash", Chain.of(last.hash(), claim));
            insert = Sql.bind(insert, "complex", claim.complex(), String.class);
            insert = Sql.bind(insert, "lead", claim.lead(), UUID.class);
            insert = Sql.bind(insert, "holder", claim.claim().holder(), String.class);
            insert = Sql.bind(insert, "hint", claim.claim().hint(), String.class);
            insert = Sql.bind(insert, "proof", claim.claim().proof(), String.class);
            insert = Sql.bind(insert, "proofHash", claim.claim().proofHash(), String.class);
            insert = Sql.bind(insert, "provenAt", claim.claim().provenAt(), Instant.class);
            insert = Sql.bind(insert, "acceptedFrom", claim.acceptedFrom(), Instant.class);
            return Sql.bind(insert, "conflictAt", claim.conflictAt(), Instant.class)
                    .then();
        });
    }

    /** Who, when and why stands in the step. */
    Mono<Void> update(DatabaseClient db, Fixation claim, Instant now) {
        var update = db.sql("""
            update fixation.fixation set state = :state, valid_till = :validTill, extended = :extended,
                conflict_at = :conflictAt, accepted_from = :acceptedFrom, proof = :proof, client_hint = :hint,
                forgotten_at = case when :forgotten then coalesce(forgotten_at, :now) end
            where tenant_id = :tenant and id = :id\
            """)
                .bind("state", claim.state().name())
                .bind("validTill", claim.validTill())
                .bind("extended", claim.extended())
                .bind("forgotten", claim.claim().forgotten())
                .bind("now", now)
                .bind("tenant", claim.tenant().value())
                .bind("id", claim.id());
        update = Sql.bind(update, "conflictAt", claim.conflictAt(), Instant.class);
        update = Sql.bind(update, "acceptedFrom", claim.acceptedFrom(), Instant.class);
        update = Sql.bind(update, "proof", claim.claim().proof(), String.class);
        return Sql.bind(update, "hint", claim.claim().hint(), String.class).then();
    }

    Mono<Void> join(DatabaseClient db, Fixation claim, UUID lead, Instant now) {
        return db.sql("""
            insert into fixation.joined_lead (tenant_id, lead_id, fixation_id, joined_at)
            values (:tenant, :lead, :fixation, :now) on conflict do nothing\
            """)
                .bind("tenant", claim.tenant().value())
                .bind("lead", lead)
                .bind("fixation", claim.id())
                .bind("now", now)
                .then();
    }

    /** False when it was told before. */
    Mono<Boolean> remind(DatabaseClient db, Fixation claim, int days, Instant now) {
        return db.sql("""
            insert into fixation.reminder (tenant_id, fixation_id, valid_till, days, told_at)
            values (:tenant, :fixation, :validTill, :days, :now) on conflict do nothing\
            """)
                .bind("tenant", claim.tenant().value())
                .bind("fixation", claim.id())
                .bind("validTill", claim.validTill())
                .bind("days", days)
                .bind("now", now)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    private Mono<Steps.Last> last(DatabaseClient db, TenantId tenant) {
        return db.sql("select seq, hash from fixation.fixation where tenant_id = :tenant order by seq desc limit 1")
                .bind("tenant", tenant.value())
                .map(row -> new Steps.Last(required(row, "seq", Long.class), required(row, "hash", String.class)))
                .one()
                .defaultIfEmpty(Steps.Last.NONE);
    }

    private static Fixation fixation(Readable row) {
        var by = row.get("claimed_by", String.class);
        return new Fixation(
                required(row, "id", UUID.class),
                new TenantId(required(row, "tenant_id", UUID.class)),
                required(row, "person", String.class),
                row.get("complex", String.class),
                Fixation.Channel.of(required(row, "channel", String.class)),
                row.get("lead_id", UUID.class),
                Fixation.State.valueOf(required(row, "state", String.class)),
                required(row, "claimed_at", Instant.class),
                required(row, "valid_till", Instant.class),
                required(row, "extended", Integer.class),
                row.get("conflict_at", Instant.class),
                row.get("accepted_from", Instant.class),
                new Claim(
                        by == null ? "portal" : by,
                        row.get("holder", String.class),
                        row.get("client_hint", String.class),
                        row.get("proof", String.class),
                        row.get("proof_hash", String.class),
                        row.get("proven_at", Instant.class),
                        row.get("forgotten_at", Instant.class) != null));
    }
}
