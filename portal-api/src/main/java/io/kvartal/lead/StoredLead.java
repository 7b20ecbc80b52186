package io.kvartal.lead;

import io.kvartal.catalogue.ComplexId;
import io.kvartal.contract.Channel;
import io.kvartal.contract.CommercialModel;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code lead.lead}. {@code person} is the phone's fingerprint, {@code phone} the sealed phone. */
record StoredLead(
        TenantId tenant,
        LeadId id,
        ComplexId complexId,
        String complex,
        String complexName,
        @Nullable UUID unit,
        byte @Nullable [] person,
        byte @Nullable [] phone,
        @Nullable String name,
        Lang locale,
        Channel channel,
        Attribution attribution,
        Stage stage,
        @Nullable String refusal,
        Handling handling,
        CommercialModel model,
        @Nullable Instant takenAt,
        @Nullable String qualified,
        @Nullable String verdict,
        boolean disputed,
        @Nullable String assignee,
        @Nullable Instant promisedBy,
        @Nullable Instant promiseKeptAt,
        @Nullable Instant firstContactAt,
        @Nullable Instant withdrawnAt,
        @Nullable Instant lostAt,
        @Nullable String lostReason,
        Instant createdAt,
        Instant lastContactAt,
        int version) {

    boolean hasOpenPromise() {
        return promisedBy != null && promiseKeptAt == null && lostAt == null && withdrawnAt == null;
    }

    /** Enough of the id to find the lead by eye. */
    String shortName() {
        return id.toString().substring(0, 8);
    }

    @Nullable
    String personHex() {
        return person == null ? null : HexFormat.of().formatHex(person);
    }

    /** @throws Problem.Conflict when the lead now belongs to another developer */
    StoredLead stillOurs() {
        if (lostAt != null) {
            throw new Problem.Conflict("lead-lost");
        }
        return this;
    }

    /** @throws Problem.Conflict when it is not at the portal's call centre (any more) */
    void mustBeAtCallCentre() {
        stillOurs();
        if (handling != Handling.CALL_CENTRE) {
            throw new Problem.Conflict("lead-already-taken");
        }
    }

    /**
     * @throws Problem.Conflict when the caller saw an older version, or life does not go that way
     * @throws Problem.Invalid when a refusal has no reason
     */
    void mustMoveTo(Stage to, @Nullable String reason, int seenVersion) {
        stillOurs();
        if (version != seenVersion) {
            throw new Problem.Conflict("lead-changed-meanwhile");
        }
        if (to != stage && !stage.mayBecome(to)) {
            throw new Problem.Conflict("lead-stage-not-allowed", stage.name(), to.name());
        }
        if (to == Stage.REFUSED && (reason == null || reason.isBlank())) {
            throw new Problem.Invalid("/reason", "lead-reason-needed");
        }
        if (reason != null && reason.length() > 500) {
            throw new Problem.Invalid("/reason", "lead-too-long", 500);
        }
    }
}
