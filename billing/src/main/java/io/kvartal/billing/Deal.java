package io.kvartal.billing;

import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A declared deal and the commission charged for it. Never edited: what happens to it later is an event of its own.
 *
 * @param fixation the portal's right to the client
 * @param attempt 1, 2, …: a lead has another deal only after the one before was cancelled
 * @param cancelled null while it stands
 */
public record Deal(
        UUID id,
        TenantId tenant,
        UUID lead,
        UUID fixation,
        Money contractSum,
        LocalDate signedOn,
        LocalDate paidOn,
        String description,
        Money commission,
        ChargeId charge,
        String declaredBy,
        Instant declaredAt,
        int attempt,
        @Nullable Cancelled cancelled) {

    /** @param credit the credit note for the whole commission; null when nothing of it was left */
    public record Cancelled(
            LocalDate on,
            String reason,
            Instant at,
            String by,
            @Nullable UUID credit) {}

    Deal with(Cancelled event) {
        return new Deal(
                id,
                tenant,
                lead,
                fixation,
                contractSum,
                signedOn,
                paidOn,
                description,
                commission,
                charge,
                declaredBy,
                declaredAt,
                attempt,
                event);
    }
}
