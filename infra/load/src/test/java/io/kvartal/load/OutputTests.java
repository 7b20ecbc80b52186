package io.kvartal.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the tools print is read right, and what is no result is never taken for one. */
class OutputTests {
    @Test
    void ofWrk() throws IOException {
        var load = Wrk.read(output("wrk.txt"));
        assertThat(load.perSecond()).isEqualTo(74_313 / 6.002_147);
        assertThat(load.p50Millis()).isEqualTo(2.401);
        assertThat(load.p99Millis()).isEqualTo(7.215);
        assertThat(load.failed()).isEqualTo(3);
    }

    @Test
    void ofPgbench() throws IOException {
        var load = PgBench.read(output("pgbench.txt"));
        assertThat(load.perSecond()).isEqualTo(7_206.551_308);
        assertThat(load.p50Millis()).isEqualTo(2.220);
        assertThat(load.failed()).isZero();
    }

    @Test
    void ofToolsThatFailed() throws IOException {
        assertThatThrownBy(() -> Wrk.read("unable to connect to 127.0.0.1:1 Connection refused"))
                .hasMessageContaining("Connection refused");
        var failing = output("pgbench-failing.txt");
        assertThatThrownBy(() -> PgBench.read(failing)).hasMessageContaining("permission denied for table lease");
    }

    private static String output(String name) throws IOException {
        try (var file = Objects.requireNonNull(OutputTests.class.getResourceAsStream("/output/" + name))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
