package io.kvartal.load;

import io.kvartal.search.SearchEngineBench;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** Behind {@code ./kvartal bench}. */
public final class Bench {
    /** Name → root of the checkout → whether every figure is as it must be. */
    private static final Map<String, Predicate<Path>> BENCHMARKS = new TreeMap<>(Map.ofEntries(
            Map.entry("feed-import", FeedImportBench::run),
            Map.entry("search-engine", inTheApplication(SearchEngineBench::run)),
            Map.entry("search-city", inTheApplication(running -> SearchBench.run(running, false))),
            Map.entry("search-mixed", inTheApplication(running -> SearchBench.run(running, true))),
            Map.entry("complex-page", inTheApplication(ComplexPageBench::run)),
            Map.entry("show-number", inTheApplication(ShowNumberBench::run)),
            Map.entry("cabinet-list", inTheApplication(CabinetListBench::run)),
            Map.entry("intake", IntakeBench::run),
            Map.entry("billing-run", BillingRunBench::run),
            Map.entry("verdicts", root -> VerdictsBench.run())));

    private Bench() {}

    static Set<String> names() {
        return BENCHMARKS.keySet();
    }

    static Optional<Predicate<Path>> named(String name) {
        return Optional.ofNullable(BENCHMARKS.get(name));
    }

    private static Predicate<Path> inTheApplication(Function<Running, Report> benchmark) {
        return root -> {
            try (var running = Running.in(root.resolve(".kvartal/bench"), ShowNumberBench.SETTINGS)) {
                return benchmark.apply(running).reached();
            }
        };
    }

    public static void main(String[] arguments) {
        var benchmark = arguments.length == 1 ? named(arguments[0]) : Optional.<Predicate<Path>>empty();
        if (benchmark.isEmpty()) {
            System.out.println("Benchmarks (./kvartal bench <name>): " + String.join(", ", names()));
            System.exit(arguments.length == 0 ? 0 : 1);
        }
        boolean reached = false;
        try {
            reached = benchmark.orElseThrow().test(Path.of(System.getProperty("kvartal.root")));
        } catch (RuntimeException broken) {
            broken.printStackTrace();
        }
        System.exit(reached ? 0 : 1);
    }
}
