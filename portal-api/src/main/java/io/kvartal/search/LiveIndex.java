package io.kvartal.search;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.CatalogueListener;
import io.kvartal.mortgage.ProgrammeLimits;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The index of this replica: the newest snapshot, or the database until there is one.
 *
 * <p>A job asks for the catalogue's version several times a second and loads a new snapshot when it has changed; the old one answers meanwhile. An import
 * in this process does not wait for the job: it is over when its own snapshot is in place.
 */
@Component
class LiveIndex implements SearchIndex, CatalogueListener {
    private final SqlIndex sql;
    private final SnapshotLoader loader;
    private final Catalogue catalogue;
    private final AtomicLong started = new AtomicLong();
    private volatile @Nullable Loaded current;

    LiveIndex(SqlIndex sql, SnapshotLoader loader, Catalogue catalogue) {
        this.sql = sql;
        this.loader = loader;
        this.catalogue = catalogue;
    }

    /** @param load the how manieth load of this process it came from */
    private record Loaded(long load, CellIndex index) {}

    @Override
    public Mono<Found> search(SearchQuery query, ProgrammeLimits limits) {
        return Mono.defer(() -> now().search(query, limits));
    }

    @Override
    public Mono<Integer> count(SearchQuery query, ProgrammeLimits limits) {
        return Mono.defer(() -> now().count(query, limits));
    }

    @Override
    public Mono<List<Offer>> offers(String city, @Nullable Integer rooms) {
        return Mono.defer(() -> now().offers(city, rooms));
    }

    @Override
    public Mono<Void> changed() {
        return refresh();
    }

    /** Loads the catalogue when it is not the one that answers. */
    Mono<Void> refresh() {
        return catalogue
                .version()
                .filter(version -> !answers(version))
                .flatMap(version -> load())
                .then();
    }

    private Mono<Snapshot> load() {
        return Mono.defer(() -> {
            long load = started.incrementAndGet();
            return loader.load().doOnNext(snapshot -> replace(new Loaded(load, new CellIndex(snapshot))));
        });
    }

    /** Of two loads at once the one that began later has seen at least as much; it stays, whichever ends first. */
    private synchronized void replace(Loaded next) {
        var before = current;
        if (before == null || before.load < next.load) {
            current = next;
        }
    }

    private boolean answers(long version) {
        var loaded = current;
        return loaded != null && loaded.index.version() == version;
    }

    private SearchIndex now() {
        var loaded = current;
        return loaded == null ? sql : loaded.index;
    }
}
