package io.kvartal.alert;

import io.kvartal.platform.TenantTx;
import io.kvartal.platform.message.Mailer;
import io.kvartal.shared.Sha256;
import io.kvartal.visitor.VisitorId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Subscriptions of buyers. A key or a token that nobody was given is {@link io.kvartal.shared.Problem.NotFound}. */
@Service
public class Alerts {
    private static final Duration TO_CONFIRM = Duration.ofHours(48);
    private static final int TOKEN_BYTES = 24;

    private final TenantTx tx;
    private final StoredSubscriptions subscriptions;
    private final Sights sights;
    private final AlertLetters letters;
    private final Mailer mailer;
    private final Keys keys;
    private final AddressLimit limit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Alerts(
            TenantTx tx,
            StoredSubscriptions subscriptions,
            Sights sights,
            AlertLetters letters,
            Mailer mailer,
            Keys keys,
            AddressLimit limit,
            Clock clock) {
        this.tx = tx;
        this.subscriptions = subscriptions;
        this.sights = sights;
        this.letters = letters;
        this.mailer = mailer;
        this.keys = keys;
        this.limit = limit;
        this.clock = clock;
    }

    /**
     * Sends a question to the address; nothing else is sent there until it is answered. The caller learns nothing about the address: neither whether it
     * is known, nor whether a letter went out.
     *
     * @throws io.kvartal.shared.Problem.Invalid when the address cannot be read or the consent is missing
     */
    public Mono<Void> ask(Wish wish) {
        return Mono.defer(() -> {
            var email = wish.check();
            return limit.allows(email)
                    ? tx.portal(db -> subscriptions
                                    .of(db, email, wish.subject())
                                    .flatMap(known -> remind(db, known, wish).thenReturn(true))
                                    .switchIfEmpty(Mono.defer(
                                            () -> first(db, wish, email).thenReturn(true))))
                            .then()
                    : Mono.empty();
        });
    }

    private Mono<Void> first(DatabaseClient db, Wish wish, String email) {
        var token = token();
        var now = clock.instant();
        return subscriptions
                .add(db, wish, email, hash(token), now.plus(TO_CONFIRM), now)
                .then(letters.question(wish.subject(), email, wish.lang(), token))
                .flatMap(letter -> mailer.send(db, letter));
    }

    private Mono<Void> remind(DatabaseClient db, Subscription known, Wish wish) {
        if (known.state() != Subscription.State.PENDING) {
            return letters.already(known, keys.of(known.id())).flatMap(letter -> mailer.send(db, letter));
        }
        var token = token();
        return subscriptions
                .askAgain(db, known.id(), wish, hash(token), clock.instant().plus(TO_CONFIRM))
                .then(letters.question(known.subject(), known.email(), wish.lang(), token))
                .flatMap(letter -> mailer.send(db, letter));
    }

    /** What the question is about; looking confirms nothing, since mail filters open links. */
    public Mono<Subscription> asked(String token) {
        return tx.portal(db -> subscriptions.asked(db, hash(token), clock.instant()));
    }

    /** From now on letters come about what changes. @return the key of the subscription's page */
    public Mono<String> confirm(String token, VisitorId visitor) {
        return tx.portal(
                db -> subscriptions.asked(db, hash(token), clock.instant()).flatMap(asked -> begin(db, asked, visitor)
                        .thenReturn(keys.of(asked.id()))));
    }

    private Mono<Void> begin(DatabaseClient db, Subscription asked, VisitorId visitor) {
        if (asked.state() != Subscription.State.PENDING) {
            return Mono.empty();
        }
        var now = clock.instant();
        return sights.of(asked.subject()).flatMap(seen -> Memory.remember(db, asked.id(), Changes.start(seen.sights()))
                .then(Memory.tell(db, asked.id(), seen.standing(), now))
                .then(subscriptions.confirm(
                        db, asked.id(), visitor, asked.frequency().next(now, false), seen.version(), now)));
    }

    public Mono<Subscription> of(String key) {
        return Mono.fromSupplier(() -> keys.read(key)).flatMap(id -> tx.portal(db -> subscriptions.get(db, id)));
    }

    /** A subscription with the key of its page. */
    public record Kept(Subscription subscription, String key) {}

    /** Those confirmed in this browser, the newest first. */
    public Mono<List<Kept>> of(VisitorId visitor) {
        return tx.portal(db -> subscriptions.ofVisitor(db, visitor)).map(all -> all.stream()
                .map(each -> new Kept(each, keys.of(each.id())))
                .toList());
    }

    public Mono<Void> change(String key, @Nullable String name, Frequency frequency) {
        var given = name == null || name.isBlank()
                ? null
                : name.strip().substring(0, Math.min(name.strip().length(), Subscription.LONGEST_NAME));
        return act(
                key,
                (db, id) -> subscriptions.change(db, id, given, frequency, frequency.next(clock.instant(), false)));
    }

    public Mono<Void> pause(String key) {
        return act(key, (db, id) -> subscriptions.move(db, id, Subscription.State.ACTIVE, Subscription.State.PAUSED));
    }

    public Mono<Void> resume(String key) {
        return act(key, (db, id) -> subscriptions.move(db, id, Subscription.State.PAUSED, Subscription.State.ACTIVE));
    }

    /** No further letter; for thirty days it can come back. */
    public Mono<Void> end(String key) {
        return act(key, (db, id) -> subscriptions.end(db, id, clock.instant()));
    }

    public Mono<Void> restore(String key) {
        return act(key, subscriptions::restore);
    }

    private interface Act {
        Mono<Void> on(DatabaseClient db, SubscriptionId id);
    }

    private Mono<Void> act(String key, Act act) {
        return Mono.fromSupplier(() -> keys.read(key))
                .flatMap(id -> tx.portal(db -> subscriptions.get(db, id).flatMap(found -> act.on(db, id))));
    }

    Mono<Boolean> carry(VisitorId from, VisitorId to) {
        return tx.portal(db -> subscriptions.carry(db, from, to));
    }

    Mono<Long> deleteOld() {
        return tx.portal(db -> subscriptions.deleteOld(db, clock.instant()));
    }

    private String token() {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] hash(String token) {
        return Sha256.of(token);
    }
}
