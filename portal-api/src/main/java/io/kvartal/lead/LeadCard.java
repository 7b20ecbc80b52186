package io.kvartal.lead;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.kvartal.contract.CommercialModel;
import io.kvartal.shared.Lang;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything about one lead: the row, where it came from, every touch, the consents and the timeline, oldest first. */
public record LeadCard(
        @JsonUnwrapped LeadRow lead,
        CommercialModel model,
        Lang locale,
        @Nullable String refusal,
        @Nullable String qualified,
        Attribution attribution,
        List<Touch> contacts,
        List<Consent> consents,
        List<TimelineEntry> timeline) {

    /**
     * @param kind {@code CALL}, {@code FORM} or {@code REASSIGNMENT}
     * @param source the call's id, when it is a call
     */
    public record Touch(
            ContactId id,
            String kind,
            String source,
            Instant at,
            boolean answered,
            int waitSec,
            int talkSec,
            @Nullable UUID unit,
            @Nullable String message,
            @Nullable String preferredTime) {}

    /** @param purpose {@code contact}, {@code share}, … */
    public record Consent(
            String purpose,
            String textVersion,
            String channel,
            Instant givenAt,
            @Nullable Instant revokedAt) {
        public boolean isGiven() {
            return revokedAt == null;
        }
    }
}
