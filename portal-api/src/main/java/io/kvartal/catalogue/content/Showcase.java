package io.kvartal.catalogue.content;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.ComplexId;
import io.kvartal.catalogue.KnownVersion;
import io.kvartal.catalogue.PerVersion;
import io.kvartal.platform.Audit;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Problem;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Presentations of complexes: what buyers see, and the draft that is being made of it. Whoever calls has checked that the actor may. Every change names the
 * version it was made on; a change on an older one is {@link Problem.Conflict}.
 */
@Service
public class Showcase {
    private static final int COMPLEXES_KEPT = 500;

    private final TenantTx tx;
    private final Presentations rows;
    private final Catalogue catalogue;
    private final Audit audit;
    private final Clock clock;
    private final PerVersion<ComplexId, Presentation> published;

    Showcase(TenantTx tx, Presentations rows, Catalogue catalogue, Audit audit, Clock clock, KnownVersion version) {
        this.published = new PerVersion<>(version, COMPLEXES_KEPT);
        this.tx = tx;
        this.rows = rows;
        this.catalogue = catalogue;
        this.audit = audit;
        this.clock = clock;
    }

    /** What buyers see; {@link Presentation#EMPTY} as long as nothing is published. */
    public Mono<Presentation> published(ComplexId complex) {
        return published.get(
                complex,
                () -> tx.portalStatement(
                        db -> rows.published(db, complex).map(Draft::content).defaultIfEmpty(Presentation.EMPTY)));
    }

    /** The newest version, published or not. */
    public Mono<Draft> draft(ComplexId complex) {
        return tx.portal(db -> newest(db, complex));
    }

    /** The newest versions of all complexes that have one. */
    public Mono<Map<ComplexId, Draft>> drafts() {
        return tx.portal(rows::newest)
                .map(all -> all.stream().collect(Collectors.toMap(Draft::complex, Function.identity())));
    }

    public Mono<Draft> save(ComplexId complex, int base, Part part, Presentation content, String author) {
        return tx.portal(db -> next(db, complex, base, part.key(), content, author));
    }

    /** The content before the newest version becomes the newest. One undoes one's own last change only: {@link Problem.Conflict} otherwise. */
    public Mono<Draft> undo(ComplexId complex, int base, String author) {
        return tx.portal(db -> newest(db, complex)
                .filter(draft -> draft.version() > 0 && draft.author().equals(author))
                .switchIfEmpty(Mono.error(() -> new Problem.Conflict("presentation-changed")))
                .flatMap(draft -> base == 1
                        ? Mono.just(Presentation.EMPTY)
                        : rows.version(db, complex, base - 1).map(Draft::content))
                .flatMap(content -> next(db, complex, base, "undone", content, author)));
    }

    /** Back to what buyers see. */
    public Mono<Draft> discard(ComplexId complex, int base, String author) {
        return tx.portal(db -> rows.published(db, complex)
                .map(Draft::content)
                .defaultIfEmpty(Presentation.EMPTY)
                .flatMap(content -> next(db, complex, base, "discarded", content, author)));
    }

    /** From the commit on buyers see this version; doing it again changes nothing. {@link Catalogue#tell} makes this very process quick about it. */
    public Mono<Draft> publish(ComplexId complex, int base, String actor) {
        return tx.portal(
                db -> newest(db, complex).flatMap(draft -> current(draft, base)).flatMap(draft -> rows.publish(
                                db, complex, base, actor, clock.instant())
                        .filter(changed -> changed > 0)
                        .flatMap(changed -> audit.record(
                                        db,
                                        actor,
                                        "presentation.published",
                                        complex.toString(),
                                        Map.of("version", base))
                                .then(catalogue.changed()))
                        .then(rows.version(db, complex, base))));
    }

    private Mono<Draft> newest(DatabaseClient db, ComplexId complex) {
        return rows.newest(db, complex).defaultIfEmpty(Draft.none(complex));
    }

    private Mono<Draft> next(
            DatabaseClient db, ComplexId complex, int base, String part, Presentation content, String author) {
        return newest(db, complex).flatMap(draft -> current(draft, base)).flatMap(draft -> rows.add(
                        db, complex, base + 1, content, part, author, clock.instant())
                .then(audit.record(
                        db,
                        author,
                        "presentation.saved",
                        complex.toString(),
                        Map.of("version", base + 1, "part", part)))
                .then(rows.version(db, complex, base + 1)));
    }

    private static Mono<Draft> current(Draft draft, int base) {
        return draft.version() == base ? Mono.just(draft) : Mono.error(new Problem.Conflict("presentation-changed"));
    }
}
