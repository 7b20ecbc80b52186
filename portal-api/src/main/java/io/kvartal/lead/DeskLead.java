package io.kvartal.lead;

import io.kvartal.catalogue.ComplexId;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A lead for the portal's own desk.
 *
 * @param phone open, whatever the developer may see; null when the caller hid it
 */
public record DeskLead(
        TenantId tenant,
        ComplexId complexId,
        LeadCard card,
        @Nullable PhoneNumber phone) {

    /** Whether the buyer agreed, and still agrees, that another developer may be given the request. */
    public boolean mayShare() {
        return card.consents().stream()
                .anyMatch(consent -> consent.isGiven() && consent.purpose().equals(ConsentPurpose.SHARE.code()));
    }

    /** Nobody may call any more. */
    public boolean isWithdrawn() {
        return card.lead().buyer().withdrawn();
    }
}
