package kvartal.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTests {

    @Test
    void aPlainStartHasDemoDataOnTheUsualPorts() {
        var options = parse("start");
        assertThat(options.demo()).isTrue();
        assertThat(options.fresh() || options.detach()).isFalse();
        assertThat(options.port()).isEqualTo(8080);
        assertThat(options.keycloakPort()).isEqualTo(8180);
    }

    @Test
    void everyWishIsHeard() {
        var options = parse("start --fresh --detach --no-demo --port 9090 --keycloak-port 9190");
        assertThat(options).isEqualTo(new Options(Options.Command.START, true, true, false, false, 9090, 9190, null));
    }

    @Test
    void theOneInTheBackgroundNeitherDetachesNorDeletes() {
        var again = Options.parse(
                parse("start --fresh --detach --no-demo --port 9090").inBackground());
        assertThat(again).isEqualTo(new Options(Options.Command.START, false, false, false, false, 9090, 8180, null));
    }

    @Test
    void statusMayBeJsonAndBenchMayHaveAName() {
        assertThat(parse("status --json").json()).isTrue();
        assertThat(parse("bench search").name()).isEqualTo("search");
        assertThat(Options.parse(List.of()).command()).isEqualTo(Options.Command.HELP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "launch",
                "start --port",
                "start --port zero",
                "start --port 0",
                "start --port 70000",
                "stop --json",
                "status --fresh",
                "start now"
            })
    void whatCannotBeUnderstoodIsRefusedWithASentence(String line) {
        assertThatThrownBy(() -> parse(line)).isInstanceOf(DevFailure.class).hasMessageContaining("\"");
    }

    private static Options parse(String line) {
        return Options.parse(List.of(line.split(" ")));
    }
}
