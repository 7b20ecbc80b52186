package io.kvartal.search;

import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.ComplexId;
import io.kvartal.catalogue.Places;
import io.kvartal.load.Report;
import io.kvartal.load.Running;
import io.kvartal.load.SearchQueries;
import io.kvartal.load.Stock;
import io.kvartal.load.StockInDatabase;
import io.kvartal.mortgage.Mortgages;
import io.kvartal.mortgage.ProgrammeLimits;
import io.kvartal.platform.TenantTx;
import io.kvartal.search.Snapshot.Stamp;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springframework.util.LinkedMultiValueMap;

/** The engine alone: against SQL for the same answer, how it grows, and what a snapshot costs. It stands here because the engine is nobody else's business. */
public final class SearchEngineBench {
    private static final int QUERIES = 200;
    /** SQL takes a second and more for one of them. */
    private static final int SQL_QUERIES = 40;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Running running;
    private final ProgrammeLimits limits;
    private final List<SearchQuery> queries;

    private SearchEngineBench(Running running) {
        this.running = running;
        limits = ProgrammeLimits.of(
                Objects.requireNonNull(running.bean(Mortgages.class).inForce().block()),
                Places.cities().stream().map(Places.City::slug).toList());
        queries = SearchQueries.of(QUERIES, 5, 10).stream()
                .map(SearchEngineBench::parsed)
                .toList();
    }

    public static Report run(Running running) {
        return new SearchEngineBench(running).report();
    }

    private static SearchQuery parsed(String query) {
        var params = new LinkedMultiValueMap<String, String>();
        for (var part : query.split("&")) {
            if (!part.isEmpty()) {
                params.add(part.substring(0, part.indexOf('=')), part.substring(part.indexOf('=') + 1));
            }
        }
        return SearchForm.strict(params);
    }

    /** Mean and p99 of all queries, microseconds, one thread. */
    private record Times(double mean, double p50, double p99) {}

    private record Loaded(Snapshot snapshot, double readMillis, double buildMillis) {}

    private Report report() {
        var report = new Report();
        var small = measured(made(100_000, 1_000), report);
        var many = measured(made(4_000_000, 10_000), report);
        StockInDatabase.provide(running.database(), 1_000_000, 10_000);
        var all = loaded();
        var engine = measured(all.snapshot, report);
        var some = queries.subList(0, SQL_QUERIES);
        return report.atLeast(
                        "engine / SQL for the same answers, mean",
                        sql(report, all.snapshot, some) / times(all.snapshot, some).mean,
                        50,
                        150)
                .atMost("4 x the units in the same complexes", many.mean / engine.mean, 2.0, 1.4)
                .atMost("10 x the units and complexes", engine.mean / small.mean, 11, 9)
                .note("reading the units %.0f ms, building the snapshot %.0f ms", all.readMillis, all.buildMillis)
                .atMost("building / reading", all.buildMillis / all.readMillis, 0.25, 0.1)
                .atMost("bytes a unit", bytes(all.snapshot) / (double) units(all.snapshot), 16, 16);
    }

    private Times measured(Snapshot snapshot, Report report) {
        var times = times(snapshot, queries);
        report.note(
                "%,9d units, %,6d complexes, %,7d cells: mean %.0f, median %.0f, p99 %.0f microseconds",
                units(snapshot),
                snapshot.complexes().all().size(),
                snapshot.cells().count(),
                times.mean,
                times.p50,
                times.p99);
        return times;
    }

    private static int units(Snapshot snapshot) {
        return snapshot.units().price().length;
    }

    /** Without a database: four million units would take it minutes. */
    private static Snapshot made(int units, int complexes) {
        var stock = new Stock(units, complexes);
        var builder = new SnapshotBuilder(
                1, stock.homes().stream().map(SearchEngineBench::complex).toList());
        for (var home : stock.homes()) {
            stock.units(home).filter(Stock.Unit::available).forEach(unit -> {
                int completion = home.earliest() + unit.quarter();
                int day = (int) unit.day().toEpochDay();
                builder.add(
                        home.id(),
                        completion,
                        unit.rooms(),
                        Stock.finished(completion),
                        unit.tenge() * 100,
                        unit.area(),
                        new Stamp(day * 86_400_000_000L, day));
            });
        }
        return builder.build();
    }

    private static Complex complex(Stock.Home home) {
        return new Complex(
                new ComplexId(home.id()),
                home.slug(),
                home.name(),
                new TenantId(home.developer().id()),
                home.developer().slug(),
                home.developer().name(),
                home.city(),
                home.district(),
                home.buildingClass(),
                home.lat(),
                home.lon(),
                home.earliest() / 4,
                home.earliest() % 4 + 1,
                null,
                new PhoneNumber("+77272000000"),
                null);
    }

    /** The middle of five: the first loads run cold code. */
    private Loaded loaded() {
        var loader = running.bean(SnapshotLoader.class);
        var read = new ArrayList<Double>();
        var build = new ArrayList<Double>();
        Snapshot snapshot = null;
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            var rows = Objects.requireNonNull(loader.read().block());
            long middle = System.nanoTime();
            snapshot = rows.build();
            read.add((middle - start) / 1e6);
            build.add((System.nanoTime() - middle) / 1e6);
        }
        read.sort(null);
        build.sort(null);
        return new Loaded(Objects.requireNonNull(snapshot), read.get(2), build.get(2));
    }

    private Times times(Snapshot snapshot, List<SearchQuery> asked) {
        var index = new CellIndex(snapshot);
        var nanos = new long[asked.size()];
        Arrays.fill(nanos, Long.MAX_VALUE);
        long found = 0;
        for (int round = 0; round < 30; round++) {
            for (int i = 0; i < nanos.length; i++) {
                long start = System.nanoTime();
                found += index.find(asked.get(i), limits).units();
                long took = System.nanoTime() - start;
                if (round >= 10) {
                    nanos[i] = Math.min(nanos[i], took);
                }
            }
        }
        if (found == 0) {
            throw new IllegalStateException("nothing was found");
        }
        Arrays.sort(nanos);
        return new Times(
                Arrays.stream(nanos).average().orElseThrow() / 1e3,
                nanos[nanos.length / 2] / 1e3,
                nanos[nanos.length * 99 / 100] / 1e3);
    }

    /** @return mean microseconds; every answer must be the engine's */
    private double sql(Report report, Snapshot snapshot, List<SearchQuery> asked) {
        var sql = running.bean(SqlIndex.class);
        var tx = running.bean(TenantTx.class);
        var index = new CellIndex(snapshot);
        var nanos = new long[asked.size()];
        int different = 0;
        for (int i = 0; i < nanos.length; i++) {
            var query = asked.get(i);
            long start = System.nanoTime();
            var found = Objects.requireNonNull(
                    tx.lengthy(PATIENCE, db -> sql.search(query, limits)).block());
            nanos[i] = System.nanoTime() - start;
            different += found.equals(index.find(query, limits)) ? 0 : 1;
        }
        if (different > 0) {
            throw new IllegalStateException(different + " of " + nanos.length + " answers differ from SQL");
        }
        Arrays.sort(nanos);
        double mean = Arrays.stream(nanos).average().orElseThrow() / 1e3;
        report.note(
                "SQL, %d equal answers: mean %.0f, median %.0f, p99 %.0f microseconds",
                nanos.length, mean, nanos[nanos.length / 2] / 1e3, nanos[nanos.length * 99 / 100] / 1e3);
        return mean;
    }

    /** All arrays; the complexes themselves, and their names, are there anyway. */
    private static long bytes(Snapshot snapshot) {
        var cells = snapshot.cells();
        var complexes = snapshot.complexes();
        long unit = 8 + 4 + 2;
        long cell = 4 + 2 + 1 + 1 + 2 + 2 + 4;
        long complex = 3 * 4 + 4 * 2 + 4;
        return unit * snapshot.units().price().length
                + cell * cells.count()
                + complex * complexes.all().size()
                + 6L * snapshot.stamps().update().length;
    }
}
