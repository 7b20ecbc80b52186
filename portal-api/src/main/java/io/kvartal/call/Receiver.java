package io.kvartal.call;

import io.kvartal.call.telephony.FieldMap;
import io.kvartal.call.telephony.FieldMaps;
import io.kvartal.call.telephony.Notice;
import io.kvartal.call.telephony.NoticeReader;
import io.kvartal.platform.Pii;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Ids;
import io.kvartal.shared.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes notices in: who sends is checked, the words are kept, and only then they are acknowledged. */
@Component
class Receiver {
    private final TenantTx tx;
    private final Pii pii;
    private final Clock clock;
    private final byte @Nullable [] portalSecret;

    Receiver(TenantTx tx, Pii pii, Clock clock, @Value("${kvartal.hooks.secret:}") String portalSecret) {
        this.tx = tx;
        this.pii = pii;
        this.clock = clock;
        this.portalSecret = portalSecret.isBlank() ? null : pii.fingerprint(portalSecret);
    }

    /** Who sends: an account, or the portal's own secret, which has none. */
    record Sender(String provider, Inbox.@Nullable Account account) {
        FieldMap map() {
            var own = account == null ? null : account.fieldMap();
            return own == null ? FieldMaps.of(provider).orElseThrow() : FieldMaps.parse(own);
        }
    }

    /** @param body the bytes as one character each, so that nothing is lost whatever they are */
    record Message(@Nullable String event, String contentType, String query, String body, Instant receivedAt) {}

    sealed interface Answer {
        record Stored() implements Answer {}

        /** Kept for repair, but the sender is told. */
        record Unreadable(String why) implements Answer {}
    }

    /** Empty when provider or secret is unknown. Secrets are compared by their fingerprints, in constant time. */
    Mono<Optional<Sender>> sender(String provider, String secret) {
        if (FieldMaps.of(provider).isEmpty()) {
            return Mono.just(Optional.empty());
        }
        var hash = pii.fingerprint(secret);
        if (portalSecret != null && MessageDigest.isEqual(portalSecret, hash)) {
            return Mono.just(Optional.of(new Sender(provider, null)));
        }
        return tx.portal(db -> Inbox.account(db, provider, hash)
                .map(account -> Optional.of(new Sender(provider, account)))
                .defaultIfEmpty(Optional.empty()));
    }

    Mono<Answer> receive(Sender sender, Message message) {
        return Mono.defer(() -> {
            try {
                var event = new NoticeReader(sender.map())
                        .read(message.event(), message.contentType(), message.query(), utf8(message.body()));
                return tx.portal(db -> store(db, sender, message, event.phase().code(), event.externalId(), null))
                        .thenReturn((Answer) new Answer.Stored());
            } catch (Notice.Unreadable why) {
                var reason = String.valueOf(why.getMessage());
                return tx.portal(db -> store(db, sender, message, event(message), "", reason))
                        .thenReturn(new Answer.Unreadable(reason));
            }
        });
    }

    private Mono<Void> store(
            DatabaseClient db,
            Sender sender,
            Message message,
            String event,
            String externalId,
            @Nullable String unreadable) {
        var account = sender.account();
        var row = new Inbox.Row(
                Ids.next(),
                sender.provider(),
                account == null ? null : account.id(),
                event,
                externalId,
                message.contentType(),
                pii.seal(message.query()),
                pii.seal(message.body()),
                pii.fingerprint(message.query() + "\n" + message.body()),
                message.receivedAt(),
                0);
        return Inbox.store(db, row, unreadable == null ? "pending" : "unreadable", unreadable);
    }

    Message message(@Nullable String event, String contentType, String query, byte[] body) {
        return new Message(event, contentType, query, new String(body, StandardCharsets.ISO_8859_1), clock.instant());
    }

    /** Reads a stored row again. @throws Notice.Unreadable when the map of its account has changed meanwhile */
    io.kvartal.call.telephony.CallEvent read(Inbox.Row row, FieldMap map) {
        return new NoticeReader(map)
                .read(row.event(), row.contentType(), pii.open(row.query()), utf8(pii.open(row.body())));
    }

    Mono<Void> addAccount(String provider, String secret, @Nullable TenantId developer, @Nullable String fieldMap) {
        return tx.portal(db -> Inbox.addAccount(
                db, provider, pii.fingerprint(secret), developer == null ? null : developer.value(), fieldMap));
    }

    private static String event(Message message) {
        return message.event() == null
                ? ""
                : message.event().substring(0, Math.min(40, message.event().length()));
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
