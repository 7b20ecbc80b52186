package io.kvartal.platform.message;

import io.kvartal.platform.TenantTx;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends the queued letters, each outside any transaction: take with a lease, send, mark. A crash in between sends a letter
 * again with the same Message-ID. Without an SMTP server letters are kept for the mailbox page.
 */
@Component
class MailDelivery {
    private static final Logger log = LoggerFactory.getLogger(MailDelivery.class);
    private static final int BATCH = 20;
    private static final int MAX_ATTEMPTS = 12;
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);

    private final TenantTx tx;
    private final Letters letters;
    private final Optional<Smtp> smtp;
    private final Clock clock;

    MailDelivery(TenantTx tx, Letters letters, Optional<Smtp> smtp, Clock clock) {
        this.tx = tx;
        this.letters = letters;
        this.smtp = smtp;
        this.clock = clock;
    }

    Mono<Long> run() {
        return smtp.map(this::sendDue).orElseGet(() -> tx.portal(db -> letters.keepAll(db, clock.instant())));
    }

    private Mono<Long> sendDue(Smtp server) {
        return tx.portal(db -> letters.take(db, clock.instant(), BATCH))
                .flatMapMany(Flux::fromIterable)
                .concatMap(letter -> deliver(server, letter))
                .count();
    }

    private Mono<Letter> deliver(Smtp server, Letter letter) {
        return server.send(letter)
                .then(Mono.defer(() -> tx.portal(
                        db -> letters.sent(db, letter.id(), clock.instant()).thenReturn(letter))))
                .onErrorResume(failure -> postpone(letter, failure));
    }

    private Mono<Letter> postpone(Letter letter, Throwable failure) {
        log.warn("Letter {} was not sent, attempt {}: {}", letter.id(), letter.attempts(), failure.toString());
        var again = clock.instant().plus(waitAfter(letter.attempts()));
        return tx.portal(db -> letters.failed(
                        db, letter.id(), failure.getClass().getSimpleName(), again, letter.attempts() >= MAX_ATTEMPTS)
                .thenReturn(letter));
    }

    /** 30 s, 1 min, 2 min … up to six hours. */
    static Duration waitAfter(int attempts) {
        var seconds = 30L << Math.min(Math.max(attempts - 1, 0), 20);
        var wait = Duration.ofSeconds(seconds);
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
