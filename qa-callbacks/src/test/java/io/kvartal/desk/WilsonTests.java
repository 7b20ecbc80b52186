package io.kvartal.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WilsonTests {
    @Test
    void agreesWithThePublishedExamples() {
        assertThat(Wilson.of(6, 20).low()).isCloseTo(0.15, within(0.005));
        assertThat(Wilson.of(6, 20).high()).isCloseTo(0.52, within(0.005));
        assertThat(Wilson.of(30, 100).low()).isCloseTo(0.22, within(0.005));
        assertThat(Wilson.of(30, 100).high()).isCloseTo(0.40, within(0.005));
    }

    @Test
    void nothingSeenMeansNothingKnown() {
        assertThat(Wilson.of(0, 0)).isEqualTo(new Wilson(0, 1));
        assertThat(Wilson.of(5, 5).low()).isBetween(0.5, 0.6);
        assertThat(Wilson.of(5, 5).high()).isEqualTo(1, within(1e-9));
    }
}
