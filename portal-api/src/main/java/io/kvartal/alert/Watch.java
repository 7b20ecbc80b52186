package io.kvartal.alert;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.platform.TenantTx;
import io.kvartal.platform.message.Mailer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Looks at everything watched that is due, searches once the catalogue has changed, and writes letters. What was seen, what was told and the letter itself are one
 * transaction; a subscription that fails waits an hour and holds up no other.
 */
@Component
class Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final int AT_ONCE = 100;
    private static final Duration AFTER_FAILURE = Duration.ofHours(1);

    private final TenantTx tx;
    private final StoredSubscriptions subscriptions;
    private final Sights sights;
    private final Catalogue catalogue;
    private final AlertLetters letters;
    private final Mailer mailer;
    private final Clock clock;

    Watch(
            TenantTx tx,
            StoredSubscriptions subscriptions,
            Sights sights,
            Catalogue catalogue,
            AlertLetters letters,
            Mailer mailer,
            Clock clock) {
        this.tx = tx;
        this.subscriptions = subscriptions;
        this.sights = sights;
        this.catalogue = catalogue;
        this.letters = letters;
        this.mailer = mailer;
        this.clock = clock;
    }

    /** @return how many letters were written */
    Mono<Long> run() {
        return Mono.defer(() -> QuietHours.at(clock.instant())
                ? Mono.just(0L)
                : catalogue.version().flatMap(version -> tx.portal(
                                db -> subscriptions.due(db, version, clock.instant(), AT_ONCE))
                        .flatMapMany(Flux::fromIterable)
                        .concatMap(id -> look(id, version))
                        .filter(written -> written)
                        .count()));
    }

    private Mono<Boolean> look(SubscriptionId id, long version) {
        return tx.portal(db -> subscriptions
                        .take(db, id, version, clock.instant())
                        .flatMap(subscription -> look(db, subscription)))
                .onErrorResume(failure -> {
                    LOG.warn("subscription {} could not be looked at", id, failure);
                    return tx.portal(db -> subscriptions.postpone(
                                    db, id, clock.instant().plus(AFTER_FAILURE)))
                            .thenReturn(false);
                });
    }

    private Mono<Boolean> look(DatabaseClient db, Subscription subscription) {
        var now = clock.instant();
        return sights.of(subscription.subject()).flatMap(seen -> Memory.known(db, subscription.id())
                .map(known -> Changes.between(known, seen.sights()))
                .flatMap(changes -> Memory.remember(db, subscription.id(), changes.known())
                        .then(Memory.tell(
                                db,
                                subscription.id(),
                                Stream.concat(changes.news().stream(), seen.standing().stream())
                                        .toList(),
                                now)))
                .flatMap(news -> write(db, subscription, news)
                        .then(subscriptions.looked(
                                db,
                                subscription.id(),
                                seen.version(),
                                subscription.frequency().next(now, !news.isEmpty())))
                        .thenReturn(!news.isEmpty())));
    }

    private Mono<Void> write(DatabaseClient db, Subscription subscription, List<News> news) {
        return news.isEmpty()
                ? Mono.empty()
                : letters.digest(subscription, news).flatMap(letter -> mailer.send(db, letter));
    }
}
