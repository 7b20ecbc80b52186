package io.kvartal.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.contract.CommercialModel;
import org.junit.jupiter.api.Test;

class RoutingTests {
    @Test
    void whoPaysForContactsGetsThemAndTheRestGoesToTheCallCentre() {
        assertThat(Routing.of(CommercialModel.CPL, false)).isEqualTo(Handling.DEVELOPER);
        assertThat(Routing.of(CommercialModel.PLACEMENT, false)).isEqualTo(Handling.DEVELOPER);
        assertThat(Routing.of(CommercialModel.CPT, false)).isEqualTo(Handling.CALL_CENTRE);
        assertThat(Routing.of(CommercialModel.FREE, false)).isEqualTo(Handling.CALL_CENTRE);
    }

    @Test
    void whoIsRestrictedGetsNoneDirectly() {
        for (var model : CommercialModel.values()) {
            assertThat(Routing.of(model, true)).isEqualTo(Handling.CALL_CENTRE);
        }
    }
}
