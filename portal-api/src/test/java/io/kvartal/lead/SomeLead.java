package io.kvartal.lead;

import io.kvartal.catalogue.ComplexId;
import io.kvartal.contract.Channel;
import io.kvartal.contract.CommercialModel;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Lang;
import java.time.Instant;
import kvartal.testing.Tenants;

/** A valid lead for tests without a database. */
final class SomeLead {
    private SomeLead() {}

    static StoredLead at(Stage stage) {
        var now = Instant.parse("2026-11-16T06:00:00Z");
        return new StoredLead(
                Tenants.random(),
                LeadId.next(),
                new ComplexId(Ids.next()),
                "alatau-park",
                "Alatau Park",
                null,
                new byte[] {1},
                new byte[] {2},
                "Aigerim",
                Lang.KK,
                Channel.FORM,
                Attribution.UNKNOWN,
                stage,
                stage == Stage.REFUSED ? "too expensive" : null,
                Handling.DEVELOPER,
                CommercialModel.CPL,
                null,
                null,
                null,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                now,
                now,
                1);
    }
}
