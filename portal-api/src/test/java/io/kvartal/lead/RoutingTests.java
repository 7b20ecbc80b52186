package io.kvartal.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.contract.CommercialModel;
import org.junit.jupiter.api.Test;

class RoutingTests {
    @Test
    void whoPaysForContactsGetsThemAndTheRestGoesToTheCallCentre() {
        assertThat(Routing.of(CommercialModel.CPL)).isEqualTo(Handling.DEVELOPER);
        assertThat(Routing.of(CommercialModel.PLACEMENT)).isEqualTo(Handling.DEVELOPER);
        assertThat(Routing.of(CommercialModel.CPT)).isEqualTo(Handling.CALL_CENTRE);
        assertThat(Routing.of(CommercialModel.FREE)).isEqualTo(Handling.CALL_CENTRE);
    }
}
