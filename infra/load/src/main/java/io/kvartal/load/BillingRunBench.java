package io.kvartal.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/**
 * A month of a million leads of 200 developers, from facts to final invoices, in a process that has 512 MiB of heap and not a byte more, against the same in
 * SQL. {@code -Dkvartal.bench.leads} is another size, {@code -Dkvartal.bench.rounds} another number of rounds.
 */
final class BillingRunBench {
    private static final int HEAP_MIB = 512;
    private static final int LEADS = Integer.getInteger("kvartal.bench.leads", 1_000_000);
    private static final int ROUNDS = Integer.getInteger("kvartal.bench.rounds", 5);

    private BillingRunBench() {}

    /** @return whether every figure is as it must be */
    static boolean run(Path root) {
        try {
            return new ProcessBuilder(
                                    ProcessHandle.current().info().command().orElse("java"),
                                    "-Xmx" + HEAP_MIB + "m",
                                    "-XX:+UseParallelGC",
                                    "-XX:+ExitOnOutOfMemoryError",
                                    "--enable-native-access=ALL-UNNAMED",
                                    "--sun-misc-unsafe-memory-access=allow",
                                    "-cp",
                                    ManagementFactory.getRuntimeMXBean().getClassPath(),
                                    BillingRun.class.getName(),
                                    root.resolve(".kvartal/bench/billing-run").toString(),
                                    String.valueOf(LEADS),
                                    String.valueOf(ROUNDS))
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
