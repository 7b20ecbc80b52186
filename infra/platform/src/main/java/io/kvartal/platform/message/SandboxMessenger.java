package io.kvartal.platform.message;

import io.kvartal.shared.Ids;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps what would have been sent, for {@code /sandbox/messages} and for tests. */
@Component
class SandboxMessenger implements Messenger {
    /** Bot API limit, also more than any SMS. */
    private static final int LONGEST = 4096;

    record Sent(UUID id, Channel channel, String to, String text, Instant at) {}

    private final Clock clock;

    SandboxMessenger(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Mono<Void> send(DatabaseClient db, Channel channel, String to, String text) {
        if (to.isBlank() || text.isBlank() || text.length() > LONGEST) {
            return Mono.error(new IllegalArgumentException("a message needs an address and 1 to 4096 characters"));
        }
        return db.sql("""
            insert into platform.message (id, channel, recipient, body_text, created_at)
            values (:id, :channel, :to, :text, :now)
            """)
                .bind("id", Ids.next())
                .bind("channel", channel.name())
                .bind("to", to)
                .bind("text", text)
                .bind("now", clock.instant())
                .then();
    }

    Mono<List<Sent>> newest(DatabaseClient db, int limit) {
        return db.sql("""
            select id, channel, recipient, body_text, created_at from platform.message
            order by created_at desc, id desc limit :limit
            """)
                .bind("limit", limit)
                .map(SandboxMessenger::read)
                .all()
                .collectList();
    }

    private static Sent read(Readable row) {
        return new Sent(
                row.get("id", UUID.class),
                Channel.valueOf(row.get("channel", String.class)),
                row.get("recipient", String.class),
                row.get("body_text", String.class),
                row.get("created_at", Instant.class));
    }
}
