package io.kvartal.catalogue;

import io.kvartal.platform.Audit;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Problem;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Addresses of complexes over time: the old ones of renamed complexes, and those of complexes that are gone, because staff closed them or because
 * nothing of them has been listed for a quarter of a year.
 */
@Service
public class ComplexAddresses {
    private static final Duration UNLISTED = Duration.ofDays(90);
    private static final Pattern SLUG = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?");

    private final TenantTx tx;
    private final Audit audit;
    private final Clock clock;
    private final ObjectProvider<CatalogueListener> listeners;
    private volatile Set<String> gone = Set.of();

    ComplexAddresses(TenantTx tx, Audit audit, Clock clock, ObjectProvider<CatalogueListener> listeners) {
        this.tx = tx;
        this.audit = audit;
        this.clock = clock;
        this.listeners = listeners;
    }

    /** Whether nobody can buy there any more. Of what another process closes this one hears within minutes. */
    public boolean isGone(String slug) {
        return gone.contains(slug);
    }

    /** Where the complex that once had this address is now; empty when none had. */
    public Mono<String> now(String oldSlug) {
        return tx.portal(db -> db.sql("""
            select c.slug from catalogue.old_slug o join catalogue.complex c on c.id = o.complex_id where o.slug = :slug
            """)
                .bind("slug", oldSlug)
                .map(row -> Rows.text(row, "slug"))
                .one());
    }

    /**
     * Gives a complex another address; the old one leads there for ever.
     *
     * @throws Problem.Invalid when it is no address
     * @throws Problem.Conflict when another complex has it, or had it
     */
    public Mono<Void> rename(String slug, String next, String actor) {
        if (!SLUG.matcher(next).matches()) {
            return Mono.error(new Problem.Invalid("/slug", "address-unreadable"));
        }
        return tx.<Void>portal(db -> Complexes.bySlug(db, slug).flatMap(complex -> free(db, next, complex)
                        .then(keep(db, slug, complex))
                        .then(db.sql("update catalogue.complex set slug = :next, updated_at = :now where id = :id")
                                .bind("next", next)
                                .bind("now", clock.instant())
                                .bind("id", complex.id().value())
                                .then())
                        .then(audit.record(db, actor, "complex-renamed", next, Map.of("from", slug)))
                        .then(CatalogueVersion.raise(db))))
                .onErrorMap(DataIntegrityViolationException.class, taken -> new Problem.Conflict("address-taken"))
                .then(Flux.defer(() -> Flux.fromStream(listeners.orderedStream()))
                        .concatMap(CatalogueListener::changed)
                        .then());
    }

    /** An old address of its own is free again; one of another complex never. */
    private static Mono<Void> free(DatabaseClient db, String next, Complex complex) {
        return db.sql("delete from catalogue.old_slug where slug = :next and complex_id = :id")
                .bind("next", next)
                .bind("id", complex.id().value())
                .then()
                .then(db.sql("select count(*) as n from catalogue.old_slug where slug = :next")
                        .bind("next", next)
                        .map(row -> Rows.get(row, "n", Long.class))
                        .one())
                .flatMap(others -> others == 0 ? Mono.empty() : Mono.error(new Problem.Conflict("address-taken")));
    }

    private Mono<Void> keep(DatabaseClient db, String slug, Complex complex) {
        return db.sql("insert into catalogue.old_slug (slug, complex_id, since) values (:slug, :id, :now)")
                .bind("slug", slug)
                .bind("id", complex.id().value())
                .bind("now", clock.instant())
                .then();
    }

    /** From now on the complex's page says that it is gone; what is known about it stays. */
    public Mono<Void> close(String slug, String actor) {
        return tx.<Void>portal(db -> Complexes.bySlug(db, slug).flatMap(complex -> db.sql("""
            insert into catalogue.closed_complex (complex_id, closed_at, closed_by) values (:id, :now, :actor) on conflict do nothing
            """)
                        .bind("id", complex.id().value())
                        .bind("now", clock.instant())
                        .bind("actor", actor)
                        .then()
                        .then(audit.record(db, actor, "complex-closed", slug, Map.of()))))
                .then(Mono.defer(this::refresh));
    }

    public Mono<Void> reopen(String slug, String actor) {
        return tx.<Void>portal(db -> Complexes.bySlug(db, slug)
                        .flatMap(complex -> db.sql("delete from catalogue.closed_complex where complex_id = :id")
                                .bind("id", complex.id().value())
                                .then()
                                .then(audit.record(db, actor, "complex-reopened", slug, Map.of()))))
                .then(Mono.defer(this::refresh));
    }

    /** Reads anew which complexes are gone. */
    Mono<Void> refresh() {
        return tx.portal(db -> db.sql("""
            select c.slug from catalogue.complex c
            where exists (select 1 from catalogue.closed_complex x where x.complex_id = c.id)
               or (c.updated_at < :unlisted
                   and not exists (select 1 from catalogue.unit u where u.complex_id = c.id and u.state in ('AVAILABLE', 'RESERVED'))
                   and not exists (select 1 from catalogue.unit u where u.complex_id = c.id and u.updated_at >= :unlisted))
            """)
                        .bind("unlisted", clock.instant().minus(UNLISTED))
                        .map(row -> Rows.text(row, "slug"))
                        .all()
                        .collect(Collectors.toUnmodifiableSet()))
                .doOnNext(slugs -> gone = slugs)
                .then();
    }
}
