package io.kvartal.load;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Developer;
import io.kvartal.catalogue.FeedOrder;
import io.kvartal.catalogue.Feeds;
import io.kvartal.catalogue.ImportRun;
import io.kvartal.catalogue.ImportState;
import io.kvartal.catalogue.feed.FeedFormat;
import io.kvartal.shared.Ids;
import io.kvartal.shared.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.util.FileSystemUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The process with the small heap: the whole application, a database of its own that is gone afterwards, and a person who watches the import's page. */
final class FeedImport {
    private static final int UNITS_IN_COMPLEX = 100;
    private static final int CHUNK = 65_536;
    private static final long HEAP_MIB = 512;
    private static final String SAYS = "bench";

    private final Feeds feeds;
    private final StockFeed feed;
    private final TenantId developer = new TenantId(Ids.next());
    private final Listed listed;
    private final Report report = new Report();

    private FeedImport(Running running, StockFeed feed) {
        feeds = running.bean(Feeds.class);
        this.feed = feed;
        listed = new Listed(running.database(), developer);
        running.bean(Catalogue.class)
                .register(new Developer(developer, "million", "Million"))
                .block();
    }

    public static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        int units = Integer.parseInt(arguments[1]);
        FileSystemUtils.deleteRecursively(folder);
        boolean reached = false;
        try (var running = Running.in(
                folder,
                Map.of(
                        "kvartal.feeds.max-offers", units * 2,
                        "kvartal.feeds.max-bytes", units * 4_000L,
                        "kvartal.feeds.apply", "30m"))) {
            var feed = new StockFeed(new Stock(units, Math.max(1, units / UNITS_IN_COMPLEX)));
            reached = new FeedImport(running, feed).measured();
        } catch (RuntimeException broken) {
            broken.printStackTrace();
        }
        FileSystemUtils.deleteRecursively(folder);
        System.exit(reached ? 0 : 1);
    }

    private boolean measured() {
        int units = feed.units();
        int changed = StockFeed.changed(units);
        Memory.forgetPeak();

        var first = imported("first import", false);
        report.atMost("units that are not as the feed says", Math.abs(units - listed.units()), 0, 0)
                .atLeast("units a second", units / first.seconds, 5_000, 8_000);
        var before = listed.fingerprint();

        var second = imported("every twentieth unit dearer", true);
        report.atMost("changes that were not found", Math.abs(changed - listed.prices() + units), 0, 0)
                .atLeast("units a second", units / second.seconds, 5_000, 12_000);

        long start = System.nanoTime();
        var undone = answer(feeds.undo(second.run.id(), SAYS, SAYS));
        report.note("taken back in %.1f s: %s", seconds(start), undone.state())
                .atMost("units that are not as they were", before.equals(listed.fingerprint()) ? 0 : 1, 0, 0)
                .note("largest resident set %,d MiB", Memory.peakResidentMib())
                .atMost("most heap used, MiB", Memory.peakHeapMib(), HEAP_MIB, HEAP_MIB);
        return report.reached();
    }

    private record Imported(ImportRun run, double seconds) {}

    /** From the moment that the document is here until it is in force. */
    private Imported imported(String name, boolean changed) {
        long start = System.nanoTime();
        var order = new FeedOrder(developer, FeedFormat.YRL, false, false, null, null, SAYS, SAYS);
        var id = answer(feeds.later(order, document(changed)));
        report.note("%s: received in %.1f s", name, seconds(start));
        start = System.nanoTime();
        var run = watched(id);
        var counts = run.report();
        report.note(
                "%s: %s after %.1f s; %,d offers, %,d new, %,d changed, %,d unchanged, %,d rejected",
                name,
                counts.state(),
                seconds(start),
                counts.offers(),
                counts.created(),
                counts.updated(),
                counts.unchanged(),
                counts.rejected());
        if (counts.state() != ImportState.APPLIED) {
            throw new IllegalStateException(name + " came to nothing: " + run.failure());
        }
        return new Imported(run, seconds(start));
    }

    private Flux<DataBuffer> document(boolean changed) {
        return Flux.from(DataBufferUtils.outputStreamPublisher(
                out -> {
                    try (out) {
                        feed.write(out, changed);
                    } catch (IOException gone) {
                        throw new UncheckedIOException(gone);
                    }
                },
                DefaultDataBufferFactory.sharedInstance,
                Schedulers.boundedElastic()::schedule,
                CHUNK));
    }

    /** What the page of a run shows once a second. */
    private ImportRun watched(UUID id) {
        for (long second = 0; ; second++) {
            var run = answer(feeds.whole(id));
            if (!run.state().isOpen()) {
                return run;
            }
            if (second % 5 == 0) {
                var progress = run.progress();
                System.out.printf(
                        "    %4d s  %-9s %3d %%  %,d offers%n",
                        second, progress.phase(), progress.percent(), progress.offers());
            }
            pause();
        }
    }

    private static <T> T answer(Mono<T> work) {
        return Objects.requireNonNull(work.block());
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static void pause() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
