package io.kvartal.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/**
 * A developer's feed of a million units through the product's own import, in a process that has 512 MiB of heap and not a byte more: once new, once with every
 * twentieth unit changed, and that taken back. {@code -Dkvartal.bench.units} is another size.
 */
final class FeedImportBench {
    private static final int HEAP_MIB = 512;
    private static final int UNITS = Integer.getInteger("kvartal.bench.units", 1_000_000);

    private FeedImportBench() {}

    /** @return whether every figure is as it must be */
    static boolean run(Path root) {
        try {
            return new ProcessBuilder(
                                    ProcessHandle.current().info().command().orElse("java"),
                                    "-Xmx" + HEAP_MIB + "m",
                                    "-XX:+UseSerialGC",
                                    "-XX:+ExitOnOutOfMemoryError",
                                    "--enable-native-access=ALL-UNNAMED",
                                    "--sun-misc-unsafe-memory-access=allow",
                                    "-cp",
                                    ManagementFactory.getRuntimeMXBean().getClassPath(),
                                    FeedImport.class.getName(),
                                    root.resolve(".kvartal/bench/feed-import").toString(),
                                    String.valueOf(UNITS))
                            .inheritIO()
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noProcess) {
            throw new IllegalStateException(noProcess);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
