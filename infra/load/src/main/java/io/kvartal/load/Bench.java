package io.kvartal.load;

import io.kvartal.search.SearchEngineBench;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/** Behind {@code ./kvartal bench}. */
public final class Bench {
    private static final Map<String, Function<Running, Report>> BENCHMARKS = new TreeMap<>(Map.of(
            "search-engine", SearchEngineBench::run,
            "search-city", running -> SearchBench.run(running, false),
            "search-mixed", running -> SearchBench.run(running, true),
            "complex-page", ComplexPageBench::run,
            "show-number", ShowNumberBench::run));

    private Bench() {}

    public static void main(String[] arguments) {
        var benchmark = arguments.length == 1 ? BENCHMARKS.get(arguments[0]) : null;
        if (benchmark == null) {
            System.out.println(
                    "Benchmarks (./kvartal bench <name>): " + "feed-import, " + String.join(", ", BENCHMARKS.keySet()));
            System.exit(arguments.length == 0 ? 0 : 1);
        }
        boolean reached = false;
        try (var running = Running.in(Path.of(System.getProperty("kvartal.root")))) {
            reached = Objects.requireNonNull(benchmark).apply(running).reached();
        } catch (RuntimeException broken) {
            broken.printStackTrace();
        }
        System.exit(reached ? 0 : 1);
    }
}
