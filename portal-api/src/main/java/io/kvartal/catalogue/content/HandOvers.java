package io.kvartal.catalogue.content;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.ComplexId;
import io.kvartal.catalogue.KnownVersion;
import io.kvartal.catalogue.PerVersion;
import io.kvartal.platform.Sql;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Developers' promises of hand-over, kept since each building was first listed (a trigger on catalogue.building writes them down). */
@Service
public class HandOvers {
    private static final int DEVELOPERS_KEPT = 500;

    private final TenantTx tx;
    private final Catalogue catalogue;
    private final PerVersion<TenantId, List<HandOver>> known;

    HandOvers(TenantTx tx, Catalogue catalogue, KnownVersion version) {
        this.tx = tx;
        this.catalogue = catalogue;
        this.known = new PerVersion<>(version, DEVELOPERS_KEPT);
    }

    /** All buildings of the developer, the newest promise first. */
    public Mono<List<HandOver>> of(TenantId developer) {
        return known.get(developer, () -> tx.portalStatement(db -> read(db, developer)));
    }

    private static Mono<List<HandOver>> read(DatabaseClient db, TenantId developer) {
        return db.sql("""
            select c.slug, c.name as complex, b.name as building, b.built_year * 4 + b.ready_quarter - 1 as latest, b.state = 'hand-over' as handed_over,
                   (select p.completion from catalogue.building_plan p where p.building_id = b.id order by p.said_at limit 1) as promised
            from catalogue.building b join catalogue.complex c on c.id = b.complex_id where c.developer_id = :developer
            order by latest desc, c.name, b.name\
            """)
                .bind("developer", developer.value())
                .map(row -> {
                    int latest = Sql.required(row, "latest", Integer.class);
                    var promised = row.get("promised", Integer.class);
                    return new HandOver(
                            Sql.required(row, "slug", String.class),
                            Sql.required(row, "complex", String.class),
                            Sql.required(row, "building", String.class),
                            promised == null ? latest : promised,
                            latest,
                            Sql.required(row, "handed_over", Boolean.class));
                })
                .all()
                .collectList();
    }

    /** What was said of a building before the portal listed it, from its permit or an archive. */
    public Mono<Void> earlier(ComplexId complex, String building, Instant saidAt, int completion) {
        return tx.portal(db -> db.sql("""
            insert into catalogue.building_plan (building_id, said_at, completion, handed_over)
            select id, :at, :completion, false from catalogue.building where complex_id = :complex and name = :building
            on conflict (building_id, said_at) do nothing\
            """)
                .bind("at", saidAt)
                .bind("completion", completion)
                .bind("complex", complex.value())
                .bind("building", building)
                .then()
                .then(catalogue.changed()));
    }
}
