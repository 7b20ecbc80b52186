package io.kvartal.survey;

import io.kvartal.desk.AccountManager;
import io.kvartal.platform.Sql;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Lang;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** {@code survey.task}. */
@Component
class Tasks {
    private static final String SELECT = """
        select t.id, t.developer_id, r.name, r.email, i.lang, i.score, i.comment, t.assignee, t.due_at, t.done_at, t.done_note
        from survey.task t
        join survey.invitation i on i.id = t.invitation_id
        join survey.recipient r on r.id = i.recipient_id
        """;

    /** A closed task and whom to tell. */
    record Closed(Task task, String email, Lang lang) {}

    Mono<Void> open(
            DatabaseClient db,
            UUID invitation,
            TenantId developer,
            @Nullable AccountManager manager,
            Instant due,
            Instant now) {
        var insert = db.sql("""
            insert into survey.task (id, invitation_id, developer_id, assignee_id, assignee, due_at, created_at)
            values (:id, :invitation, :developer, :assigneeId, :assignee, :due, :now)
            on conflict (invitation_id) do nothing
            """)
                .bind("id", Ids.next())
                .bind("invitation", invitation)
                .bind("developer", developer.value())
                .bind("due", due)
                .bind("now", now);
        insert = Sql.bind(insert, "assigneeId", manager == null ? null : manager.userId(), String.class);
        return Sql.bind(insert, "assignee", manager == null ? null : manager.name(), String.class)
                .then();
    }

    /** Empty when it does not exist or is closed already. */
    Mono<Closed> close(DatabaseClient db, UUID id, String note, String actor, Instant now) {
        return db.sql("""
            update survey.task set done_at = :now, done_by = :actor, done_note = :note
            where id = :id and done_at is null
            """)
                .bind("id", id)
                .bind("note", note)
                .bind("actor", actor)
                .bind("now", now)
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows == 1)
                .flatMap(done -> db.sql(SELECT + " where t.id = :id")
                        .bind("id", id)
                        .map(row -> new Closed(
                                read(row),
                                row.get("email", String.class),
                                Lang.of(row.get("lang", String.class)).orElse(Lang.RU)))
                        .one());
    }

    /** Open ones first, by date. */
    Mono<List<Task>> all(DatabaseClient db, int limit) {
        return db.sql(SELECT + " order by t.done_at desc nulls first, t.due_at limit :limit")
                .bind("limit", limit)
                .map(Tasks::read)
                .all()
                .collectList();
    }

    Mono<List<Task>> ofDeveloper(DatabaseClient db, TenantId developer) {
        return db.sql(SELECT + " where t.developer_id = :developer order by t.done_at desc nulls first, t.due_at")
                .bind("developer", developer.value())
                .map(Tasks::read)
                .all()
                .collectList();
    }

    private static Task read(Readable row) {
        return new Task(
                row.get("id", UUID.class),
                new TenantId(row.get("developer_id", UUID.class)),
                row.get("name", String.class),
                row.get("score", Integer.class),
                row.get("comment", String.class),
                row.get("assignee", String.class),
                row.get("due_at", Instant.class),
                row.get("done_at", Instant.class),
                row.get("done_note", String.class));
    }
}
