package io.kvartal.number;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.ComplexId;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.visitor.VisitorId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Shows numbers, and says whose a call to one is. */
@Service
@EnableConfigurationProperties(NumberPolicy.class)
public class Numbers {
    /** Providers tell time in whole seconds and by clocks of their own: a call may seem to begin a little before its number was shown. */
    public static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    /** A visitor who clicks twice before the first answer: the second click finds the first one's lease when it asks again. */
    private static final int CLICKS_AT_ONCE = 3;

    private final TenantTx tx;
    private final Catalogue catalogue;
    private final NumberPolicy policy;
    private final Clock clock;

    Numbers(TenantTx tx, Catalogue catalogue, NumberPolicy policy, Clock clock) {
        this.tx = tx;
        this.catalogue = catalogue;
        this.policy = policy;
        this.clock = clock;
    }

    /** The number for this visitor and complex; the same one while its lease lives. */
    public Mono<Reveal> reveal(VisitorId visitor, ComplexId complex) {
        return catalogue.complex(complex).flatMap(found -> reveal(visitor, found));
    }

    /** @see #reveal(VisitorId, ComplexId) */
    public Mono<Reveal> reveal(VisitorId visitor, Complex complex) {
        return reveal(visitor, complex, clock.instant());
    }

    /** By what the limits leave to this visitor; never for a {@link Leave.Refused}. */
    Mono<Reveal> reveal(VisitorId visitor, Complex complex, Leave leave) {
        var now = clock.instant();
        return switch (leave) {
            case Leave.Leased leased -> reveal(visitor, complex, now, leased.trusted());
            case Leave.Fixed fixed -> fallback(visitor, complex, Kind.COMPLEX, now);
            case Leave.Refused refused -> Mono.error(new IllegalArgumentException("a refusal shows nothing"));
        };
    }

    /** At a time of the caller's own: for laying out history. */
    public Mono<Reveal> reveal(VisitorId visitor, Complex complex, Instant now) {
        return reveal(visitor, complex, now, true);
    }

    private Mono<Reveal> reveal(VisitorId visitor, Complex complex, Instant now, boolean trusted) {
        return tx.portalStatement(db -> Lines.lease(db, visitor, complex.id(), now, policy, trusted))
                .retryWhen(Retry.max(CLICKS_AT_ONCE).filter(DataIntegrityViolationException.class::isInstance))
                .flatMap(given -> given.lease() == null
                        ? fallback(visitor, complex, given.pooled() ? Kind.COMPLEX : Kind.STATIC, now)
                        : Mono.just(new Reveal(
                                given.lease().number(),
                                Kind.DYNAMIC,
                                given.lease().until())));
    }

    /** A number that always works: the complex's own, else the sales office itself. It is registered, so that calls to it find the complex. */
    private Mono<Reveal> fallback(VisitorId visitor, Complex complex, Kind kind, Instant now) {
        var number = complex.staticNumber() == null ? complex.salesOffice() : complex.staticNumber();
        var reveal = new Reveal(number, kind, now.plus(policy.idle()));
        return tx.portal(db -> Lines.addStatic(db, complex.id(), number)
                .then(Lines.shown(db, visitor, complex.id(), reveal, now))
                .thenReturn(reveal));
    }

    /** The visitor's live number without renewing it. */
    public Mono<Optional<Reveal>> live(VisitorId visitor, ComplexId complex) {
        return tx.portal(db -> Lines.live(db, visitor, complex, clock.instant())
                .map(lease -> Optional.of(new Reveal(lease.number(), Kind.DYNAMIC, lease.until())))
                .defaultIfEmpty(Optional.empty()));
    }

    /** The visitor gives the number back; it rests from now on. */
    public Mono<Void> release(VisitorId visitor, ComplexId complex) {
        return tx.portal(db -> Lines.end(db, visitor, complex, clock.instant()));
    }

    /** Whose a call to this number was at that time. @param callerHmac fingerprint of the caller, null when hidden */
    public Mono<Resolution> resolve(PhoneNumber dialled, byte @Nullable [] callerHmac, Instant at) {
        return tx.portal(db -> Lines.find(db, dialled)
                .flatMap(line -> evidence(db, line, dialled, callerHmac, at))
                .map(evidence -> evidence.resolve(at, policy))
                .defaultIfEmpty(Resolution.NONE));
    }

    private static Mono<Evidence> evidence(
            DatabaseClient db, Lines.Line line, PhoneNumber dialled, byte @Nullable [] caller, Instant at) {
        return Lines.before(db, line.id(), at)
                .flatMap(leases -> caller == null
                        ? Mono.just(new Evidence(leases, null, line.complex()))
                        : Lines.memory(db, caller, dialled, at)
                                .map(memory -> new Evidence(leases, memory, line.complex()))
                                .switchIfEmpty(Mono.fromSupplier(() -> new Evidence(leases, null, line.complex()))));
    }

    /** Keeps for later that this caller, calling this number, wants this complex. */
    public Mono<Void> remember(
            byte[] callerHmac, PhoneNumber dialled, ComplexId complex, @Nullable VisitorId visitor, Instant at) {
        return tx.portal(db -> Lines.remember(db, callerHmac, dialled, complex, visitor, at));
    }

    /** Makes or extends a pool: its numbers, and the complexes that take theirs from it. */
    public Mono<Void> pool(String name, String city, Collection<PhoneNumber> numbers, Collection<ComplexId> complexes) {
        return tx.portal(db -> Lines.pool(db, name, city).flatMap(pool -> Flux.fromIterable(numbers)
                .concatMap(number -> Lines.addDynamic(db, pool, number))
                .then(Lines.resize(db, pool))
                .thenMany(Flux.fromIterable(complexes))
                .concatMap(complex -> Lines.join(db, pool, complex))
                .then()));
    }

    /** From now on the complex shows its static number. */
    public Mono<Void> leavePool(ComplexId complex) {
        return tx.portal(db -> Lines.leave(db, complex));
    }

    /** A number somebody was shown. */
    public record Shown(PhoneNumber number, ComplexId complex) {}

    /** Numbers shown last, each once, newest first. */
    public Mono<List<Shown>> lately(int limit) {
        return tx.portal(db -> Lines.lately(db, limit));
    }

    /** How full the pools are, and how large they should be. */
    public Mono<List<PoolLoad>> load() {
        return tx.portal(db -> Lines.load(db, clock.instant(), policy));
    }

    /** Registers the complexes' own numbers as the catalogue knows them now. */
    public Mono<Void> registerStaticNumbers() {
        return catalogue
                .complexes()
                .flatMap(all -> tx.portal(db -> Flux.fromIterable(all)
                        .filter(complex -> complex.staticNumber() != null)
                        .concatMap(complex -> Lines.addStatic(db, complex.id(), complex.staticNumber()))
                        .then()));
    }

    Mono<Long> forgetCallers() {
        return tx.portal(db -> Lines.forgetCallers(db, clock.instant().minus(policy.memory())));
    }
}
