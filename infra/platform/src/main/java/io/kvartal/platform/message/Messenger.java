package io.kvartal.platform.message;

import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Short messages to a person. Like letters they are written in the caller's transaction and leave later. */
public interface Messenger {
    enum Channel {
        SMS,
        TELEGRAM
    }

    /** @param to E.164 for SMS, a chat id for Telegram; never put a buyer's full phone into a text for a group chat */
    Mono<Void> send(DatabaseClient db, Channel channel, String to, String text);
}
