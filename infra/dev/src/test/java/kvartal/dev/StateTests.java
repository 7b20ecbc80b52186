package kvartal.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateTests {

    @Test
    void theJsonHasThePromisedShape() {
        assertThat(running().json())
                .isEqualTo("{\"state\":\"running\",\"app\":\"http://127.0.0.1:8080\","
                        + "\"issuer\":\"http://127.0.0.1:8180/realms/kvartal\","
                        + "\"database\":\"postgresql://127.0.0.1:5432/kvartal\",\"pid\":12,\"supervisor\":11,"
                        + "\"hooks\":{\"ringostat\":\"http://127.0.0.1:8080/hooks/telephony/ringostat/s\","
                        + "\"stripe\":\"http://127.0.0.1:8080/hooks/stripe\"}}");
        assertThat(State.STOPPED.json()).isEqualTo("{\"state\":\"stopped\"}");
    }

    @Test
    void textIsEscaped() {
        assertThat(new State("a\"b\\c\n", "", "", "", 0, 0, Map.of()).json())
                .startsWith("{\"state\":\"a\\\"b\\\\c\\u000a\"");
    }

    @Test
    void whatWasWrittenIsReadAgainAndOnlyTheOwnerCan(@TempDir Path folder) throws Exception {
        var file = folder.resolve("state.properties");
        running().write(file);
        assertThat(State.read(file)).isEqualTo(running());
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        assertThat(State.read(folder.resolve("absent"))).isEqualTo(State.STOPPED);
    }

    @Test
    void aStateWithoutALivingLauncherCountsForNothing(@TempDir Path folder) throws Exception {
        var workspace = new Workspace(folder);
        Files.createDirectories(workspace.folder());
        running().write(workspace.state());
        assertThat(workspace.current()).isEqualTo(State.STOPPED);
        try (var held = workspace.lock().orElseThrow()) {
            assertThat(held.isValid()).isTrue();
            assertThat(workspace.current()).isEqualTo(running());
            assertThat(workspace.lock()).isEmpty();
        }
        assertThat(workspace.current()).isEqualTo(State.STOPPED);
    }

    private static State running() {
        var hooks = new LinkedHashMap<String, String>();
        hooks.put("ringostat", "http://127.0.0.1:8080/hooks/telephony/ringostat/s");
        hooks.put("stripe", "http://127.0.0.1:8080/hooks/stripe");
        return new State(
                "running",
                "http://127.0.0.1:8080",
                "http://127.0.0.1:8180/realms/kvartal",
                "postgresql://127.0.0.1:5432/kvartal",
                12,
                11,
                hooks);
    }
}
