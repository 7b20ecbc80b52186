package io.kvartal.survey;

import io.kvartal.shared.Ids;
import io.kvartal.shared.Lang;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** {@code survey.recipient} and {@code survey.wave}. */
@Component
class Waves {
    record Person(UUID id, Recipient recipient) {}

    Mono<Void> add(DatabaseClient db, Recipient recipient, Instant now) {
        return db.sql("""
            insert into survey.recipient (id, developer_id, email, name, role, lang, created_at)
            values (:id, :developer, :email, :name, :role, :lang, :now)
            on conflict (developer_id, email) do update
                set name = excluded.name, role = excluded.role, lang = excluded.lang, active = true
            """)
                .bind("id", Ids.next())
                .bind("developer", recipient.developer().value())
                .bind("email", recipient.email())
                .bind("name", recipient.name())
                .bind("role", recipient.role())
                .bind("lang", recipient.lang().code())
                .bind("now", now)
                .then();
    }

    /** Emits the new wave's id; empty when the quarter has one already. */
    Mono<UUID> start(DatabaseClient db, Quarter quarter, String actor, Instant now) {
        return db.sql("""
            insert into survey.wave (id, quarter, started_at, started_by) values (:id, :quarter, :now, :actor)
            on conflict (quarter) do nothing returning id
            """)
                .bind("id", Ids.next())
                .bind("quarter", quarter.toString())
                .bind("now", now)
                .bind("actor", actor)
                .map(row -> row.get("id", UUID.class))
                .one();
    }

    /** Active people who were not asked since {@code rested}. */
    Mono<List<Person>> askable(DatabaseClient db, Instant rested) {
        return db.sql("""
            select r.id, r.developer_id, r.email, r.name, r.role, r.lang from survey.recipient r
            where r.active and not exists (
                select 1 from survey.invitation i where i.recipient_id = r.id and i.sent_at > :rested)
            order by r.id
            """)
                .bind("rested", rested)
                .map(row -> new Person(row.get("id", UUID.class), recipient(row)))
                .all()
                .collectList();
    }

    /** Active people of one developer. */
    Mono<List<Recipient>> recipients(DatabaseClient db, TenantId developer) {
        return db.sql("""
            select developer_id, email, name, role, lang from survey.recipient
            where active and developer_id = :developer order by id
            """)
                .bind("developer", developer.value())
                .map(Waves::recipient)
                .all()
                .collectList();
    }

    private static Recipient recipient(Readable row) {
        return new Recipient(
                new TenantId(row.get("developer_id", UUID.class)),
                row.get("email", String.class),
                row.get("name", String.class),
                row.get("role", String.class),
                Lang.of(row.get("lang", String.class)).orElse(Lang.RU));
    }

    Mono<Wave> get(DatabaseClient db, Quarter quarter) {
        return db.sql("""
            select w.quarter, w.started_at,
                (select count(*) from survey.invitation i where i.wave_id = w.id) as invited,
                (select count(*) from survey.recipient r where r.active and r.created_at <= w.started_at
                    and not exists (select 1 from survey.invitation i
                        where i.wave_id = w.id and i.recipient_id = r.id)) as resting
            from survey.wave w where w.quarter = :quarter
            """)
                .bind("quarter", quarter.toString())
                .map(row -> new Wave(
                        Quarter.parse(row.get("quarter", String.class)),
                        row.get("started_at", Instant.class),
                        row.get("invited", Long.class),
                        row.get("resting", Long.class)))
                .one();
    }

    /** Newest first. */
    Mono<List<Quarter>> quarters(DatabaseClient db) {
        return db.sql("select quarter from survey.wave order by quarter desc")
                .map(row -> Quarter.parse(row.get("quarter", String.class)))
                .all()
                .collectList();
    }
}
