package io.kvartal.number;

import io.kvartal.catalogue.ComplexId;
import io.kvartal.platform.Sql;
import io.kvartal.shared.Ids;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.visitor.VisitorId;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Pools, lines, leases and memories. */
final class Lines {
    static final String LEASE = """
        with pool as (
            select p.id, p.size from number.pool_complex c join number.pool p on p.id = c.pool_id where c.complex_id = :complex
        ), own as (
            select number_id, during from number.lease
            where visitor_id = :visitor and complex_id = :complex and during @> :now
            for update
        ), renewed as (
            update number.lease l
            set during = tstzrange(lower(l.during), greatest(upper(l.during), least(:idleEnd, lower(l.during) + :longest * interval '1 second'))),
                active_at = :now
            from own where l.number_id = own.number_id and l.during = own.during
            returning l.number_id, upper(l.during) as until
        ), share as (
            select count(active_at) < greatest(1, (select size from pool) * :percent / 100) as free
            from number.lease where complex_id = :complex and upper(during) > :now
        ), reserve as (
            select :trusted or (select size - size * :reserve / 100 from pool)
                               > (select count(*) from number.line
                                  where pool_id = (select id from pool) and active and kind = 'dynamic' and busy_until > :restedSince) as untouched
        ), rested as (
            select n.id from number.line n
            where n.pool_id = (select id from pool) and n.active and n.kind = 'dynamic' and n.busy_until <= :restedSince
              and not exists (select from own) and (select free from share) and (select untouched from reserve)
            order by n.busy_until
            limit 1
            for update skip locked
        ), taken as (
            insert into number.lease (id, number_id, visitor_id, complex_id, during, active_at)
            select :id, id, :visitor, :complex, tstzrange(:now, :idleEnd), :now from rested
            returning number_id, upper(during) as until
        ), given as (
            select number_id, until from renewed union all select number_id, until from taken
        ), marked as (
            update number.line n set busy_until = given.until
            from given where n.id = given.number_id
            returning n.e164, given.until
        ), noted as (
            insert into number.reveal (id, at, visitor_id, complex_id, e164, kind)
            select :reveal, :now, :visitor, :complex, e164, 'dynamic' from marked
        )
        select exists (select from pool) as pooled, m.e164, m.until from (select) as one left join marked m on true
        """;

    private Lines() {}

    record Lease(PhoneNumber number, Instant until) {}

    /** @param lease null when the pool has nothing to give, or there is no pool */
    record Given(boolean pooled, @Nullable Lease lease) {}

    /**
     * One statement: goes on with the visitor's own lease, else takes the number of the complex's pool that has rested longest and that nobody else is
     * taking at this moment, and notes that it was shown. Who is not trusted leaves the pool's reserve alone.
     *
     * <p>The share of a complex is counted without a lock, so those who ask in the same instant may exceed it by a few; two numbers for one visitor the
     * database refuses ({@link org.springframework.dao.DataIntegrityViolationException}: ask again).
     */
    static Mono<Given> lease(
            DatabaseClient db,
            VisitorId visitor,
            ComplexId complex,
            Instant now,
            NumberPolicy policy,
            boolean trusted) {
        return db.sql(LEASE)
                .bind("visitor", visitor.value())
                .bind("complex", complex.value())
                .bind("now", now)
                .bind("idleEnd", now.plus(policy.idle()))
                .bind("longest", (double) policy.longest().toSeconds())
                .bind("percent", policy.sharePercent())
                .bind("trusted", trusted)
                .bind("reserve", policy.reservePercent())
                .bind("restedSince", now.minus(policy.quarantine()))
                .bind("id", Ids.next())
                .bind("reveal", Ids.next())
                .map(row -> new Given(
                        Objects.requireNonNull(row.get("pooled", Boolean.class)),
                        row.get("e164", String.class) == null ? null : lease(row)))
                .one();
    }

    static Mono<Lease> live(DatabaseClient db, VisitorId visitor, ComplexId complex, Instant now) {
        return db.sql("""
            select n.e164, upper(l.during) as until from number.lease l join number.line n on n.id = l.number_id
            where l.visitor_id = :visitor and l.complex_id = :complex and l.during @> :now
            """)
                .bind("visitor", visitor.value())
                .bind("complex", complex.value())
                .bind("now", now)
                .map(Lines::lease)
                .one();
    }

    private static Lease lease(Readable row) {
        return new Lease(
                new PhoneNumber(Objects.requireNonNull(row.get("e164", String.class))),
                Objects.requireNonNull(row.get("until", Instant.class)));
    }

    static Mono<Void> end(DatabaseClient db, VisitorId visitor, ComplexId complex, Instant now) {
        return db.sql("""
            with ended as (
                update number.lease set during = tstzrange(lower(during), :now)
                where visitor_id = :visitor and complex_id = :complex and during @> :now and lower(during) < :now
                returning number_id
            )
            update number.line n set busy_until = :now from ended where n.id = ended.number_id
            """)
                .bind("visitor", visitor.value())
                .bind("complex", complex.value())
                .bind("now", now)
                .then();
    }

    static Mono<Void> shown(DatabaseClient db, VisitorId visitor, ComplexId complex, Reveal reveal, Instant at) {
        return db.sql("""
            insert into number.reveal (id, at, visitor_id, complex_id, e164, kind)
            values (:id, :at, :visitor, :complex, :e164, :kind)
            """)
                .bind("id", Ids.next())
                .bind("at", at)
                .bind("visitor", visitor.value())
                .bind("complex", complex.value())
                .bind("e164", reveal.number().e164())
                .bind("kind", reveal.kind().code())
                .then();
    }

    static Mono<List<Numbers.Shown>> lately(DatabaseClient db, int limit) {
        return db.sql("""
            select e164, complex_id from
                (select distinct on (e164) e164, complex_id, at from
                    (select e164, complex_id, at from number.reveal order by at desc limit 500) latest
                 order by e164, at desc) once
            order by at desc limit :limit
            """)
                .bind("limit", limit)
                .map(row -> new Numbers.Shown(
                        new PhoneNumber(Objects.requireNonNull(row.get("e164", String.class))),
                        new ComplexId(Objects.requireNonNull(row.get("complex_id", UUID.class)))))
                .all()
                .collectList();
    }

    record Line(UUID id, @Nullable ComplexId complex) {}

    static Mono<Line> find(DatabaseClient db, PhoneNumber number) {
        return db.sql("select id, complex_id from number.line where e164 = :e164")
                .bind("e164", number.e164())
                .map(row -> {
                    var complex = row.get("complex_id", UUID.class);
                    return new Line(
                            Objects.requireNonNull(row.get("id", UUID.class)),
                            complex == null ? null : new ComplexId(complex));
                })
                .one();
    }

    static Mono<List<Evidence.Held>> before(DatabaseClient db, UUID line, Instant at) {
        return db.sql("""
            select complex_id, visitor_id, lower(during) as began, upper(during) as until from number.lease
            where number_id = :line and during && tstzrange(:longAgo, :at, '[]')
            order by lower(during) desc limit 2
            """)
                .bind("line", line)
                .bind("longAgo", at.minus(Duration.ofDays(400)))
                .bind("at", at.plus(Numbers.CLOCK_SKEW))
                .map(row -> new Evidence.Held(
                        new ComplexId(Objects.requireNonNull(row.get("complex_id", UUID.class))),
                        new VisitorId(Objects.requireNonNull(row.get("visitor_id", UUID.class))),
                        Objects.requireNonNull(row.get("began", Instant.class)),
                        Objects.requireNonNull(row.get("until", Instant.class))))
                .all()
                .collectList();
    }

    static Mono<Evidence.Remembered> memory(DatabaseClient db, byte[] caller, PhoneNumber number, Instant before) {
        return db.sql("""
            select complex_id, visitor_id, called_at from number.memory
            where caller_hmac = :caller and e164 = :e164 and called_at <= :before
            """)
                .bind("caller", caller)
                .bind("e164", number.e164())
                .bind("before", before)
                .map(row -> {
                    var visitor = row.get("visitor_id", UUID.class);
                    return new Evidence.Remembered(
                            new ComplexId(Objects.requireNonNull(row.get("complex_id", UUID.class))),
                            visitor == null ? null : new VisitorId(visitor),
                            Objects.requireNonNull(row.get("called_at", Instant.class)));
                })
                .one();
    }

    static Mono<Void> remember(
            DatabaseClient db,
            byte[] caller,
            PhoneNumber number,
            ComplexId complex,
            @Nullable VisitorId visitor,
            Instant at) {
        var upsert = db.sql("""
            insert into number.memory as m (caller_hmac, e164, complex_id, visitor_id, called_at)
            values (:caller, :e164, :complex, :visitor, :at)
            on conflict (caller_hmac, e164) do update
            set complex_id = excluded.complex_id, visitor_id = excluded.visitor_id, called_at = excluded.called_at
            where m.called_at <= excluded.called_at
            """)
                .bind("caller", caller)
                .bind("e164", number.e164())
                .bind("complex", complex.value())
                .bind("at", at);
        return Sql.bind(upsert, "visitor", visitor == null ? null : visitor.value(), UUID.class)
                .then();
    }

    static Mono<Long> forgetCallers(DatabaseClient db, Instant before) {
        return db.sql("delete from number.memory where called_at < :before")
                .bind("before", before)
                .fetch()
                .rowsUpdated();
    }

    static Mono<UUID> pool(DatabaseClient db, String name, String city) {
        return db.sql("""
            insert into number.pool (id, name, city) values (:id, :name, :city)
            on conflict (name) do update set city = excluded.city returning id
            """)
                .bind("id", Ids.next())
                .bind("name", name)
                .bind("city", city)
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .one();
    }

    /** Counts the pool's numbers, so that a click need not. */
    static Mono<Void> resize(DatabaseClient db, UUID pool) {
        return db.sql("""
            update number.pool set size = (select count(*) from number.line where pool_id = :pool and active and kind = 'dynamic')
            where id = :pool
            """).bind("pool", pool).then();
    }

    static Mono<Void> addDynamic(DatabaseClient db, UUID pool, PhoneNumber number) {
        return db.sql("""
            insert into number.line (id, e164, kind, pool_id) values (:id, :e164, 'dynamic', :pool)
            on conflict (e164) do update set pool_id = excluded.pool_id, kind = 'dynamic', complex_id = null
            """)
                .bind("id", Ids.next())
                .bind("e164", number.e164())
                .bind("pool", pool)
                .then();
    }

    /** Leaves a number that is leased out as it is. */
    static Mono<Void> addStatic(DatabaseClient db, ComplexId complex, PhoneNumber number) {
        return db.sql("""
            insert into number.line as n (id, e164, kind, complex_id) values (:id, :e164, 'static', :complex)
            on conflict (e164) do update set complex_id = excluded.complex_id where n.kind = 'static'
            """)
                .bind("id", Ids.next())
                .bind("e164", number.e164())
                .bind("complex", complex.value())
                .then();
    }

    static Mono<Void> join(DatabaseClient db, UUID pool, ComplexId complex) {
        return db.sql("""
            insert into number.pool_complex (complex_id, pool_id) values (:complex, :pool)
            on conflict (complex_id) do update set pool_id = excluded.pool_id
            """).bind("complex", complex.value()).bind("pool", pool).then();
    }

    static Mono<Void> leave(DatabaseClient db, ComplexId complex) {
        return db.sql("delete from number.pool_complex where complex_id = :complex")
                .bind("complex", complex.value())
                .then();
    }

    static Mono<List<PoolLoad>> load(DatabaseClient db, Instant now, NumberPolicy policy) {
        return db.sql("""
            with shown as (
                select pc.pool_id, date_bin('1 hour', r.at, timestamptz '2020-01-01') as hour, count(*) as times,
                       count(*) filter (where r.kind = 'complex') as overflow
                from number.reveal r join number.pool_complex pc on pc.complex_id = r.complex_id
                where r.at > :week group by 1, 2
            )
            select p.name, p.city,
                   (select count(*) from number.line n where n.pool_id = p.id and n.active) as numbers,
                   (select count(*) from number.line n where n.pool_id = p.id and n.active and n.busy_until > :now) as leased,
                   coalesce((select max(times) from shown s where s.pool_id = p.id), 0) as busiest,
                   coalesce((select sum(overflow) from shown s where s.pool_id = p.id), 0)::bigint as overflow
            from number.pool p order by p.city, p.name
            """)
                .bind("now", now)
                .bind("week", now.minus(Duration.ofDays(7)))
                .map(row -> {
                    long busiest = Objects.requireNonNull(row.get("busiest", Long.class));
                    double load = busiest
                            * (double) policy.idle().plus(policy.quarantine()).toMinutes()
                            / 60;
                    return new PoolLoad(
                            Objects.requireNonNull(row.get("name", String.class)),
                            Objects.requireNonNull(row.get("city", String.class)),
                            Objects.requireNonNull(row.get("numbers", Long.class))
                                    .intValue(),
                            Objects.requireNonNull(row.get("leased", Long.class))
                                    .intValue(),
                            busiest,
                            Objects.requireNonNull(row.get("overflow", Long.class)),
                            Erlang.needed(load, 0.01));
                })
                .all()
                .collectList();
    }
}
