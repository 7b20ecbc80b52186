package io.kvartal.alert;

import static io.kvartal.platform.Sql.required;

import io.kvartal.catalogue.ComplexId;
import io.kvartal.catalogue.UnitId;
import io.kvartal.platform.Pii;
import io.kvartal.platform.Sql;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Problem;
import io.kvartal.visitor.VisitorId;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Rows of {@code alert.subscription}. */
@Repository
class StoredSubscriptions {
    private static final String COLUMNS =
            "id, subject, city, query, complex_id, unit_id, name, email_enc, lang, frequency, state, created_at";

    private final Pii pii;

    StoredSubscriptions(Pii pii) {
        this.pii = pii;
    }

    /** Locks the row of this address and subject. */
    Mono<Subscription> of(DatabaseClient db, String email, Subject subject) {
        return db.sql("select " + COLUMNS + """
             from alert.subscription where email_hmac = :email and subject_key = :key and state <> 'ENDED' for update
            """)
                .bind("email", pii.fingerprint(email))
                .bind("key", subject.key())
                .map(this::read)
                .one();
    }

    /** Nothing happens when the same address has just asked the same. */
    Mono<Void> add(DatabaseClient db, Wish wish, String email, byte[] confirmHash, Instant until, Instant now) {
        var insert = db.sql("""
            insert into alert.subscription (id, subject, subject_key, city, query, complex_id, unit_id, email_enc, email_hmac, lang, frequency, state,
                confirm_hash, confirm_until, consent_text, consent_address, created_at, next_at)
            values (:id, :subject, :key, :city, :query, :complex, :unit, :sealed, :email, :lang, :frequency, 'PENDING',
                :hash, :until, :text, :address, :now, :now)
            on conflict do nothing
            """)
                .bind("id", SubscriptionId.next().value())
                .bind("key", wish.subject().key())
                .bind("sealed", pii.seal(email))
                .bind("email", pii.fingerprint(email))
                .bind("lang", wish.lang().code())
                .bind("frequency", wish.frequency().name())
                .bind("hash", confirmHash)
                .bind("until", until)
                .bind("text", Wish.CONSENT_TEXT)
                .bind("address", wish.address())
                .bind("now", now);
        return subject(insert, wish.subject()).then();
    }

    private static GenericExecuteSpec subject(GenericExecuteSpec insert, Subject subject) {
        return switch (subject) {
            case Subject.Search search ->
                insert.bind("subject", "SEARCH")
                        .bind("city", search.city())
                        .bind("query", search.query())
                        .bindNull("complex", UUID.class)
                        .bindNull("unit", UUID.class);
            case Subject.OneComplex one ->
                insert.bind("subject", "COMPLEX")
                        .bindNull("city", String.class)
                        .bindNull("query", String.class)
                        .bind("complex", one.complex().value())
                        .bindNull("unit", UUID.class);
            case Subject.OneFlat one ->
                insert.bind("subject", "UNIT")
                        .bindNull("city", String.class)
                        .bindNull("query", String.class)
                        .bind("complex", one.complex().value())
                        .bind("unit", one.flat().value());
        };
    }

    /** A new question to an address that has not answered the last one. */
    Mono<Void> askAgain(DatabaseClient db, SubscriptionId id, Wish wish, byte[] confirmHash, Instant until) {
        return db.sql("""
            update alert.subscription set confirm_hash = :hash, confirm_until = :until, lang = :lang, frequency = :frequency where id = :id
            """)
                .bind("hash", confirmHash)
                .bind("until", until)
                .bind("lang", wish.lang().code())
                .bind("frequency", wish.frequency().name())
                .bind("id", id.value())
                .then();
    }

    /** @throws Problem.NotFound when nobody was sent this token, or too long ago */
    Mono<Subscription> asked(DatabaseClient db, byte[] confirmHash, Instant now) {
        return db.sql("select " + COLUMNS + """
             from alert.subscription where confirm_hash = :hash and confirm_until > :now for update
            """)
                .bind("hash", confirmHash)
                .bind("now", now)
                .map(this::read)
                .one()
                .switchIfEmpty(gone());
    }

    /** The token stays until it ends, so that a second press of the button is no error. */
    Mono<Void> confirm(
            DatabaseClient db, SubscriptionId id, VisitorId visitor, Instant next, long version, Instant now) {
        return db.sql("""
            update alert.subscription set state = 'ACTIVE', confirmed_at = :now, visitor_id = :visitor, next_at = :next,
                checked_version = :version where id = :id and state = 'PENDING'
            """)
                .bind("now", now)
                .bind("visitor", visitor.value())
                .bind("next", next)
                .bind("version", version)
                .bind("id", id.value())
                .then();
    }

    Mono<Subscription> get(DatabaseClient db, SubscriptionId id) {
        return db.sql("select " + COLUMNS + " from alert.subscription where id = :id")
                .bind("id", id.value())
                .map(this::read)
                .one()
                .switchIfEmpty(gone());
    }

    /** Of those that were confirmed in this browser, the newest first. */
    Mono<List<Subscription>> ofVisitor(DatabaseClient db, VisitorId visitor) {
        return db.sql("select " + COLUMNS + """
             from alert.subscription where visitor_id = :visitor and state in ('ACTIVE', 'PAUSED') order by created_at desc limit 50
            """)
                .bind("visitor", visitor.value())
                .map(this::read)
                .all()
                .collectList();
    }

    Mono<Void> change(DatabaseClient db, SubscriptionId id, @Nullable String name, Frequency frequency, Instant next) {
        var update = db.sql("""
            update alert.subscription set name = :name, frequency = :frequency, next_at = :next where id = :id
            """)
                .bind("frequency", frequency.name())
                .bind("next", next)
                .bind("id", id.value());
        return Sql.bind(update, "name", name, String.class).then();
    }

    /** Changes the state when it is the expected one; else nothing. */
    Mono<Void> move(DatabaseClient db, SubscriptionId id, Subscription.State from, Subscription.State to) {
        return db.sql("update alert.subscription set state = :to where id = :id and state = :from")
                .bind("to", to.name())
                .bind("id", id.value())
                .bind("from", from.name())
                .then();
    }

    Mono<Void> end(DatabaseClient db, SubscriptionId id, Instant now) {
        return db.sql("""
            update alert.subscription set state = 'ENDED', ended_at = :now where id = :id and state in ('ACTIVE', 'PAUSED')
            """).bind("now", now).bind("id", id.value()).then();
    }

    /** Not when the address watches the same again meanwhile. */
    Mono<Void> restore(DatabaseClient db, SubscriptionId id) {
        return db.sql("""
            update alert.subscription s set state = 'ACTIVE', ended_at = null
             where id = :id and state = 'ENDED' and not exists (select 1 from alert.subscription o
                where o.email_hmac = s.email_hmac and o.subject_key = s.subject_key and o.state <> 'ENDED')
            """).bind("id", id.value()).then();
    }

    Mono<List<SubscriptionId>> due(DatabaseClient db, long version, Instant now, int limit) {
        return db.sql("""
            select id from alert.subscription where state = 'ACTIVE' and next_at <= :now and (checked_version < :version or subject = 'COMPLEX')
             order by next_at limit :limit
            """)
                .bind("now", now)
                .bind("version", version)
                .bind("limit", limit)
                .map(row -> new SubscriptionId(required(row, "id", UUID.class)))
                .all()
                .collectList();
    }

    /** Empty when another replica has it, or has had it. */
    Mono<Subscription> take(DatabaseClient db, SubscriptionId id, long version, Instant now) {
        return db.sql("select " + COLUMNS + """
             from alert.subscription where id = :id and state = 'ACTIVE' and next_at <= :now and (checked_version < :version or subject = 'COMPLEX')
            for update skip locked
            """)
                .bind("id", id.value())
                .bind("now", now)
                .bind("version", version)
                .map(this::read)
                .one();
    }

    Mono<Void> looked(DatabaseClient db, SubscriptionId id, long version, Instant next) {
        return db.sql("update alert.subscription set checked_version = :version, next_at = :next where id = :id")
                .bind("version", version)
                .bind("next", next)
                .bind("id", id.value())
                .then();
    }

    Mono<Void> postpone(DatabaseClient db, SubscriptionId id, Instant next) {
        return db.sql("update alert.subscription set next_at = :next where id = :id")
                .bind("next", next)
                .bind("id", id.value())
                .then();
    }

    Mono<Boolean> carry(DatabaseClient db, VisitorId from, VisitorId to) {
        return db.sql("update alert.subscription set visitor_id = :to where visitor_id = :from")
                .bind("to", to.value())
                .bind("from", from.value())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** Questions that nobody answered, and what ended long enough ago. */
    Mono<Long> deleteOld(DatabaseClient db, Instant now) {
        return db.sql("""
            delete from alert.subscription
             where (state = 'PENDING' and confirm_until < :now) or (state = 'ENDED' and ended_at < :longAgo)
            """)
                .bind("now", now)
                .bind("longAgo", now.minus(Duration.ofDays(30)))
                .fetch()
                .rowsUpdated();
    }

    private static <T> Mono<T> gone() {
        return Mono.error(() -> new Problem.NotFound("subscription"));
    }

    private Subscription read(Readable row) {
        return new Subscription(
                new SubscriptionId(required(row, "id", UUID.class)),
                subject(row),
                row.get("name", String.class),
                pii.open(required(row, "email_enc", byte[].class)),
                Lang.of(required(row, "lang", String.class)).orElse(Lang.RU),
                Frequency.valueOf(required(row, "frequency", String.class)),
                Subscription.State.valueOf(required(row, "state", String.class)),
                required(row, "created_at", Instant.class));
    }

    private static Subject subject(Readable row) {
        return switch (required(row, "subject", String.class)) {
            case "SEARCH" ->
                new Subject.Search(required(row, "city", String.class), required(row, "query", String.class));
            case "UNIT" ->
                new Subject.OneFlat(
                        new ComplexId(required(row, "complex_id", UUID.class)),
                        new UnitId(required(row, "unit_id", UUID.class)));
            default -> new Subject.OneComplex(new ComplexId(required(row, "complex_id", UUID.class)));
        };
    }
}
