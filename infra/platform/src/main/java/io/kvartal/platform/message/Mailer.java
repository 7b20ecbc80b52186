package io.kvartal.platform.message;

import io.kvartal.platform.Sql;
import io.kvartal.shared.Ids;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Puts a letter into the outgoing rows of the caller's own transaction: no commit, no letter. */
@Component
public class Mailer {
    private final Clock clock;

    Mailer(Clock clock) {
        this.clock = clock;
    }

    public Mono<Void> send(DatabaseClient db, Mail mail) {
        return insert(db, null, mail);
    }

    /** The same key is written once, however often the cause is replayed. */
    public Mono<Void> sendOnce(DatabaseClient db, String key, Mail mail) {
        return insert(db, key, mail);
    }

    private Mono<Void> insert(DatabaseClient db, @Nullable String key, Mail mail) {
        var id = Ids.next();
        var spec = db.sql("""
            insert into platform.mail (id, dedupe_key, recipient, subject, html, body_text, unsubscribe, state, created_at, next_at)
            values (:id, :key, :to, :subject, :html, :text, :unsubscribe, 'QUEUED', :now, :now)
            on conflict (dedupe_key) do nothing
            """)
                .bind("id", id)
                .bind("to", mail.to())
                .bind("subject", mail.subject())
                .bind("html", mail.html())
                .bind("text", mail.text())
                .bind("now", clock.instant());
        var unsubscribe = mail.unsubscribe();
        spec = Sql.bind(spec, "unsubscribe", unsubscribe == null ? null : unsubscribe.toString(), String.class);
        return Sql.bind(spec, "key", key, String.class)
                .fetch()
                .rowsUpdated()
                .filter(written -> written == 1)
                .flatMapMany(written -> Flux.range(0, mail.attachments().size()))
                .concatMap(no -> attach(db, id, no + 1, mail.attachments().get(no)))
                .then();
    }

    private static Mono<Void> attach(DatabaseClient db, UUID mail, int no, Attachment file) {
        return db.sql("""
            insert into platform.mail_attachment (mail_id, no, file_name, content_type, content)
            values (:mail, :no, :name, :type, :content)\
            """)
                .bind("mail", mail)
                .bind("no", no)
                .bind("name", file.name())
                .bind("type", file.contentType())
                .bind("content", file.content())
                .then();
    }
}
