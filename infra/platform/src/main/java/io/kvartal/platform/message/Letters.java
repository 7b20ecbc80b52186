package io.kvartal.platform.message;

import static io.kvartal.platform.Sql.required;

import io.kvartal.shared.Problem;
import io.r2dbc.spi.Readable;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code platform.mail}. A letter that is being sent is held by a lease, so replicas never send it side by side. */
@Component
class Letters {
    static final Duration HELD_FOR = Duration.ofMinutes(5);
    private static final String COLUMNS =
            "id, recipient, subject, html, body_text, unsubscribe, state, attempts, created_at";

    /** With their attachments. */
    Mono<List<Letter>> take(DatabaseClient db, Instant now, int limit) {
        return db.sql("""
            with due as (
                select id from platform.mail
                where state = 'QUEUED' and next_at <= :now
                order by next_at, id limit :limit
                for update skip locked)
            update platform.mail m set next_at = :held, attempts = m.attempts + 1
            from due where m.id = due.id
            returning m.id, m.recipient, m.subject, m.html, m.body_text, m.unsubscribe, m.state, m.attempts, m.created_at
            """)
                .bind("now", now)
                .bind("held", now.plus(HELD_FOR))
                .bind("limit", limit)
                .map(Letters::read)
                .all()
                .collectList()
                .flatMap(letters -> Flux.fromIterable(letters)
                        .concatMap(letter -> attachments(db, letter.id()).map(letter::with))
                        .collectList());
    }

    Mono<List<Attachment>> attachments(DatabaseClient db, UUID letter) {
        return db.sql("""
            select file_name, content_type, content from platform.mail_attachment where mail_id = :id order by no\
            """)
                .bind("id", letter)
                .map(row -> new Attachment(
                        required(row, "file_name", String.class),
                        required(row, "content_type", String.class),
                        bytes(required(row, "content", ByteBuffer.class))))
                .all()
                .collectList();
    }

    private static byte[] bytes(ByteBuffer content) {
        var bytes = new byte[content.remaining()];
        content.get(bytes);
        return bytes;
    }

    Mono<Long> keepAll(DatabaseClient db, Instant now) {
        return db.sql("update platform.mail set state = 'KEPT', sent_at = :now where state = 'QUEUED'")
                .bind("now", now)
                .fetch()
                .rowsUpdated();
    }

    Mono<Void> sent(DatabaseClient db, UUID id, Instant now) {
        return db.sql("update platform.mail set state = 'SENT', sent_at = :now, error = null where id = :id")
                .bind("id", id)
                .bind("now", now)
                .then();
    }

    Mono<Void> failed(DatabaseClient db, UUID id, String error, Instant again, boolean last) {
        return db.sql("update platform.mail set state = :state, error = :error, next_at = :again where id = :id")
                .bind("id", id)
                .bind("state", last ? "FAILED" : "QUEUED")
                .bind("error", error)
                .bind("again", again)
                .then();
    }

    /** Newest first; {@code to} empty means everybody. */
    Mono<List<Letter>> newest(DatabaseClient db, String to, int limit) {
        return db.sql("select " + COLUMNS + """
             from platform.mail where :to = '' or recipient = :to
            order by created_at desc, id desc limit :limit
            """)
                .bind("to", to)
                .bind("limit", limit)
                .map(Letters::read)
                .all()
                .collectList();
    }

    /** With its attachments. */
    Mono<Letter> one(DatabaseClient db, UUID id) {
        return db.sql("select " + COLUMNS + " from platform.mail where id = :id")
                .bind("id", id)
                .map(Letters::read)
                .one()
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("letter")))
                .flatMap(letter -> attachments(db, id).map(letter::with));
    }

    private static Letter read(Readable row) {
        var unsubscribe = row.get("unsubscribe", String.class);
        return new Letter(
                row.get("id", UUID.class),
                new Mail(
                        row.get("recipient", String.class),
                        row.get("subject", String.class),
                        row.get("html", String.class),
                        row.get("body_text", String.class),
                        unsubscribe == null ? null : URI.create(unsubscribe)),
                row.get("state", String.class),
                row.get("attempts", Integer.class),
                row.get("created_at", Instant.class));
    }
}
