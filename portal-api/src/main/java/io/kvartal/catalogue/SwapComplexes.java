package io.kvartal.catalogue;

import io.kvartal.catalogue.StagedHomes.StagedComplex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Puts the complexes of a staged run in force, some hundred at a time; a new one gets an address that it keeps. */
final class SwapComplexes {
    private static final int AT_ONCE = 200;

    private final DatabaseClient db;
    private final UUID run;
    private final Developer developer;
    private final Instant now;
    /** Where calls go when a feed names no sales office at all. */
    private final String switchboard;

    SwapComplexes(DatabaseClient db, UUID run, Developer developer, Instant now, String switchboard) {
        this.db = db;
        this.run = run;
        this.developer = developer;
        this.now = now;
        this.switchboard = switchboard;
    }

    Mono<Void> apply() {
        return StagedHomes.complexes(db, run)
                .flatMapMany(Flux::fromIterable)
                .buffer(AT_ONCE)
                .concatMap(some -> slugs(some).flatMap(slugs -> store(some, slugs)))
                .then();
    }

    /** One for each, in the same order. */
    private Mono<List<String>> slugs(List<StagedComplex> staged) {
        return known(staged).flatMap(known -> taken(staged, known).map(taken -> {
            var slugs = new ArrayList<String>();
            for (var complex : staged) {
                var slug = known.get(complex.key());
                slugs.add(slug != null ? slug : Slugs.firstFree(candidates(complex), taken));
                taken.add(slugs.getLast());
            }
            return slugs;
        }));
    }

    /** Key → slug of those that the developer has already. */
    private Mono<Map<String, String>> known(List<StagedComplex> staged) {
        return db.sql("""
            select external_key, slug from catalogue.complex where developer_id = :developer and external_key = any(:keys)\
            """)
                .bind("developer", developer.id().value())
                .bind("keys", staged.stream().map(StagedComplex::key).toArray(String[]::new))
                .map(row -> Map.entry(Rows.text(row, "external_key"), Rows.text(row, "slug")))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Mono<HashSet<String>> taken(List<StagedComplex> staged, Map<String, String> known) {
        var wanted = staged.stream()
                .filter(complex -> !known.containsKey(complex.key()))
                .flatMap(complex -> candidates(complex).stream())
                .distinct()
                .toArray(String[]::new);
        return wanted.length == 0
                ? Mono.just(new HashSet<>())
                : db.sql("select slug from catalogue.complex where slug = any(:wanted)")
                        .bind("wanted", wanted)
                        .map(row -> Rows.text(row, "slug"))
                        .all()
                        .collect(Collectors.toCollection(HashSet::new));
    }

    private List<String> candidates(StagedComplex staged) {
        return Slugs.candidates(staged.name(), staged.city(), developer.slug());
    }

    private Mono<Void> store(List<StagedComplex> staged, List<String> slugs) {
        return db.sql("""
            insert into catalogue.complex as c (developer_id, external_key, slug, name, city, district, address, class, lat, lon,
                completion_year, completion_quarter, sales_office, description, created_at, updated_at)
            select :developer, s.key, x.slug, s.name, s.city, s.district, s.address, s.class, s.lat, s.lon, s.year, s.quarter,
                coalesce(s.sales_office, office.any_other, :switchboard), s.description, :now, :now
            from unnest(:keys::text[], :slugs::text[]) as x (key, slug)
            join catalogue.staged_complex s on s.run_id = :run and s.key = x.key
            cross join (select coalesce((select max(o.sales_office) from catalogue.complex o where o.developer_id = :developer),
                                        (select max(o.sales_office) from catalogue.staged_complex o where o.run_id = :run)) as any_other) office
            on conflict (developer_id, external_key) do update set
                name = excluded.name, city = excluded.city, district = excluded.district, address = coalesce(excluded.address, c.address),
                class = excluded.class, lat = excluded.lat, lon = excluded.lon,
                sales_office = coalesce((select s.sales_office from catalogue.staged_complex s where s.run_id = :run and s.key = c.external_key),
                    c.sales_office),
                description = coalesce(excluded.description, c.description), updated_at = excluded.updated_at\
            """)
                .bind("developer", developer.id().value())
                .bind("run", run)
                .bind("keys", staged.stream().map(StagedComplex::key).toArray(String[]::new))
                .bind("slugs", slugs.toArray(String[]::new))
                .bind("switchboard", switchboard)
                .bind("now", now)
                .then();
    }
}
