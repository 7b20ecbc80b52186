package io.kvartal.catalogue;

import io.kvartal.platform.TenantTx;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The catalogue for other contexts. Lookups of one thing fail with {@link Problem.NotFound} when there is none; calls join a running transaction. */
@Service
public class Catalogue {
    /** The channel on which PostgreSQL tells a new {@link #version}. */
    public static final String CHANGES = "catalogue";

    private static final int COMPLEXES_KEPT = 20_000;

    private final TenantTx tx;
    private final Feeds feeds;
    private final ObjectProvider<CatalogueListener> listeners;
    private final KnownVersion known;
    private final PerVersion<String, Complex> bySlug;
    private final PerVersion<ComplexId, Complex> byId;
    private final PerVersion<TenantId, List<Complex>> ofDeveloper;

    Catalogue(TenantTx tx, Feeds feeds, ObjectProvider<CatalogueListener> listeners, KnownVersion known) {
        this.tx = tx;
        this.feeds = feeds;
        this.listeners = listeners;
        this.known = known;
        this.bySlug = new PerVersion<>(known, COMPLEXES_KEPT);
        this.ofDeveloper = new PerVersion<>(known, COMPLEXES_KEPT);
        this.byId = new PerVersion<>(known, COMPLEXES_KEPT);
    }

    public Mono<Complex> complex(String slug) {
        return bySlug.get(slug, () -> tx.portalStatement(db -> Complexes.bySlug(db, slug)));
    }

    public Mono<Complex> complex(ComplexId id) {
        return byId.get(id, () -> tx.portalStatement(db -> Complexes.byId(db, id)));
    }

    public Mono<List<Complex>> complexesOf(TenantId developer) {
        return ofDeveloper.get(developer, () -> tx.portalStatement(db -> Complexes.ofDeveloper(db, developer)));
    }

    /** Those of the ids that exist. */
    public Mono<Map<ComplexId, Complex>> complexes(Collection<ComplexId> ids) {
        return tx.portal(db -> Complexes.byIds(db, ids))
                .map(list -> list.stream().collect(Collectors.toMap(Complex::id, Function.identity())));
    }

    public Mono<List<Complex>> complexes() {
        return tx.portal(Complexes::all);
    }

    public Mono<Unit> unit(UnitId id) {
        return tx.portal(db -> db.sql("select " + Rows.UNIT + " from catalogue.unit u where u.id = :id")
                .bind("id", id.value())
                .map(Rows::unit)
                .one()
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("unit"))));
    }

    public Mono<List<Developer>> developers() {
        return tx.portal(Complexes::developers);
    }

    public Mono<Developer> developer(String slug) {
        return tx.portal(db -> Complexes.developer(db, slug));
    }

    public Mono<Developer> developer(TenantId id) {
        return tx.portal(db -> Complexes.developer(db, id));
    }

    /** Adds the developer or renames it. */
    public Mono<Developer> register(Developer developer) {
        return tx.portal(db -> Complexes.register(db, developer));
    }

    /** The portal's own number that reaches this complex when no leased number is to be had. */
    public Mono<Void> assignStaticNumber(ComplexId complex, PhoneNumber number) {
        return tx.portal(db -> Complexes.staticNumber(db, complex, number.e164()));
    }

    /** A number that every change of complexes, units and developers raises in its own transaction. */
    public Mono<Long> version() {
        return tx.portalStatement(CatalogueVersion::read).doOnNext(known::heard);
    }

    /** Says, within the transaction of the change, that pages about complexes are not what they were. */
    public Mono<Void> changed() {
        return tx.portal(db -> CatalogueVersion.raise(db));
    }

    /** After the commit of such a change: what this process answers next has it. */
    public Mono<Void> tell() {
        return Flux.fromStream(listeners::orderedStream)
                .concatMap(CatalogueListener::changed)
                .then();
    }

    /** Imports a YRL document. @throws Problem.Invalid when the document as a whole is broken; then nothing has changed */
    public Mono<ImportReport> importYrl(TenantId developer, Flux<DataBuffer> document, boolean dryRun) {
        return feeds.importYrl(developer, document, dryRun, "system");
    }
}
