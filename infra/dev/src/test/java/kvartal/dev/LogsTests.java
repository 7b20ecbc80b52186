package kvartal.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsTests {

    @Test
    void theEndOfALogIsShownAndOnlyTheMessageOfItsLastLine(@TempDir Path folder) throws Exception {
        var log = folder.resolve("application.log");
        Files.writeString(
                log, "one\ntwo\n2026-11-21T21:41Z  INFO 643 --- [main] io.kvartal.demo.Demo   : demo: 2026-09-22\n");
        assertThat(Logs.tail(log, 2)).startsWith("two\n2026");
        assertThat(Logs.lastWords(log)).isEqualTo("demo: 2026-09-22");
        assertThat(Logs.tail(folder.resolve("absent"), 2)).contains("no log");
    }

    @Test
    void aPortInUseIsSeenAndNamed() throws Exception {
        try (var taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getByName(Ports.HOST))) {
            assertThat(Ports.inUse(taken.getLocalPort())).isTrue();
        }
        assertThat(Ports.inUse(Ports.free())).isFalse();
    }
}
