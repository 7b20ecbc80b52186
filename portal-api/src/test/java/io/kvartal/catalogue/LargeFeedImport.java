package io.kvartal.catalogue;

import io.kvartal.catalogue.feed.FeedFormat;
import io.kvartal.shared.TenantId;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.util.Locale;
import java.util.UUID;
import kvartal.testing.TestDatabase;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;

/**
 * {@code ./kvartal bench feed-import [units]}: imports a large feed into a database of its own, then the same feed with every twentieth price changed, and
 * prints times, offers a second and the highest heap. Run it with the heap that it shall do with; it fails by itself when that is not enough.
 */
public final class LargeFeedImport {
    private LargeFeedImport() {}

    public static void main(String[] args) throws IOException, ClassNotFoundException {
        int units = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        var file = Files.createTempFile("kvartal-large", ".xml");
        try {
            long bytes = new LargeFeed(units, Math.max(1, units / 100), 42).write(file);
            System.out.printf(Locale.ROOT, "feed: %,d units, %,d MB%n", units, bytes / 1_000_000);
            var application = new SpringApplicationBuilder(Class.forName("kvartal.testing.TestApplication"))
                    .web(WebApplicationType.REACTIVE)
                    .initializers(new TestDatabase())
                    .properties(
                            "server.port=0",
                            "kvartal.feeds.max-offers=2000000",
                            "kvartal.feeds.max-bytes=8000000000",
                            "kvartal.feeds.apply=30m",
                            "logging.level.root=warn");
            try (var context = application.run()) {
                var catalogue = context.getBean(Catalogue.class);
                var feeds = context.getBean(Feeds.class);
                var developer = new TenantId(UUID.randomUUID());
                catalogue.register(new Developer(developer, "large", "Large")).block();
                for (var name : new String[] {"first import", "the same again"}) {
                    measure(
                            name,
                            feeds,
                            new FeedOrder(developer, FeedFormat.YRL, false, false, null, null, "bench", "bench"),
                            file,
                            units);
                }
            }
        } finally {
            Files.delete(file);
        }
        System.exit(0);
    }

    private static void measure(String name, Feeds feeds, FeedOrder order, java.nio.file.Path file, int units) {
        var pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        pools.forEach(pool -> pool.resetPeakUsage());
        long start = System.nanoTime();
        var report = feeds.now(order, DataBufferUtils.read(file, DefaultDataBufferFactory.sharedInstance, 65_536))
                .block();
        double seconds = (System.nanoTime() - start) / 1e9;
        long peak =
                pools.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        System.out.printf(
                Locale.ROOT,
                "%s: %s, %,d new, %,d changed, %,d unchanged, %,d left out; %.1f s, %,.0f offers/s; heap peak %d MB of"
                        + " %d MB%n",
                name,
                report.state(),
                report.created(),
                report.updated(),
                report.unchanged(),
                report.rejected(),
                seconds,
                units / seconds,
                peak / 1_000_000,
                Runtime.getRuntime().maxMemory() / 1_000_000);
    }
}
