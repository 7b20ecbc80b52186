package io.kvartal;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Complex;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The demo keeps what the documentation promises. */
@JourneyTest
class DemoSetupTests {
    @Autowired
    Catalogue catalogue;

    @Test
    void twelveDevelopersHaveSixtyComplexesInThreeCities() {
        var complexes = Objects.requireNonNull(catalogue.complexes().block());
        assertThat(complexes.stream().map(Complex::developerSlug).distinct()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(complexes.size()).isGreaterThanOrEqualTo(60);
        assertThat(complexes.stream().map(Complex::city).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("almaty", "astana", "shymkent");
    }
}
