package io.kvartal.survey;

import io.kvartal.shared.Ids;
import io.kvartal.shared.Lang;
import io.kvartal.shared.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** {@code survey.invitation}. An answer is one conditional update: the database lets one of two racing answers through. */
@Component
class Invitations {
    static final Duration VALID = Duration.ofDays(30);

    record Asked(TenantId developer, String role, @Nullable Answer answer) {}

    Mono<Void> write(DatabaseClient db, UUID wave, Waves.Person person, Token token, Instant now) {
        return db.sql("""
            insert into survey.invitation
                (id, wave_id, recipient_id, developer_id, role, lang, token_hash, sent_at, expires_at)
            values (:id, :wave, :recipient, :developer, :role, :lang, :hash, :now, :expires)
            """)
                .bind("id", Ids.next())
                .bind("wave", wave)
                .bind("recipient", person.id())
                .bind("developer", person.recipient().developer().value())
                .bind("role", person.recipient().role())
                .bind("lang", person.recipient().lang().code())
                .bind("hash", token.hash())
                .bind("now", now)
                .bind("expires", now.plus(VALID))
                .then();
    }

    Mono<Invitation> find(DatabaseClient db, Token token) {
        return db.sql("""
            select i.id, w.quarter, i.developer_id, r.name, i.lang, i.expires_at, i.score, i.answered_at, i.comment
            from survey.invitation i
            join survey.wave w on w.id = i.wave_id
            join survey.recipient r on r.id = i.recipient_id
            where i.token_hash = :hash
            """)
                .bind("hash", token.hash())
                .map(row -> new Invitation(
                        row.get("id", UUID.class),
                        Quarter.parse(row.get("quarter", String.class)),
                        new TenantId(row.get("developer_id", UUID.class)),
                        row.get("name", String.class),
                        Lang.of(row.get("lang", String.class)).orElse(Lang.RU),
                        row.get("expires_at", Instant.class),
                        row.get("score", Integer.class),
                        row.get("answered_at", Instant.class),
                        row.get("comment", String.class)))
                .one();
    }

    /** Emits false when it was answered already or the link has ended. */
    Mono<Boolean> answer(DatabaseClient db, UUID id, int score, Instant now) {
        return db.sql("""
            update survey.invitation set score = :score, answered_at = :now
            where id = :id and score is null and expires_at > :now
            """)
                .bind("id", id)
                .bind("score", score)
                .bind("now", now)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Boolean> explain(DatabaseClient db, UUID id, String comment, Instant now) {
        return db.sql("""
            update survey.invitation set comment = :comment
            where id = :id and score is not null and comment is null and expires_at > :now
            """)
                .bind("id", id)
                .bind("comment", comment)
                .bind("now", now)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<List<Asked>> ofWave(DatabaseClient db, Quarter quarter) {
        return db.sql("""
            select i.developer_id, i.role, r.name, i.score, i.comment, i.answered_at
            from survey.invitation i
            join survey.wave w on w.id = i.wave_id
            join survey.recipient r on r.id = i.recipient_id
            where w.quarter = :quarter order by i.answered_at desc nulls last, i.id
            """)
                .bind("quarter", quarter.toString())
                .map(row -> {
                    var developer = new TenantId(row.get("developer_id", UUID.class));
                    var role = row.get("role", String.class);
                    var score = row.get("score", Integer.class);
                    return new Asked(
                            developer,
                            role,
                            score == null
                                    ? null
                                    : new Answer(
                                            developer,
                                            row.get("name", String.class),
                                            role,
                                            score,
                                            row.get("comment", String.class),
                                            row.get("answered_at", Instant.class)));
                })
                .all()
                .collectList();
    }
}
