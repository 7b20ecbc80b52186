package io.kvartal.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BenchTests {
    @Test
    void everyNameIsABenchmarkAndNothingElseIs() {
        assertThat(Bench.names())
                .containsExactly(
                        "billing-run",
                        "cabinet-list",
                        "complex-page",
                        "feed-import",
                        "intake",
                        "search-city",
                        "search-engine",
                        "search-mixed",
                        "show-number",
                        "verdicts")
                .allSatisfy(name -> assertThat(Bench.named(name)).isPresent());
        assertThat(Bench.named("search")).isEmpty();
    }

    @Test
    void whatTheDocumentsNameExists() throws IOException {
        var named = new TreeSet<String>();
        try (var files = Files.walk(Path.of(System.getProperty("kvartal.root"), "docs"))) {
            for (var file :
                    (Iterable<Path>) files.filter(path -> path.toString().endsWith(".md"))::iterator) {
                Pattern.compile("kvartal bench ([a-z-]+)")
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(found -> named.add(found.group(1)));
            }
        }
        assertThat(named).isNotEmpty().isSubsetOf(Bench.names());
    }
}
