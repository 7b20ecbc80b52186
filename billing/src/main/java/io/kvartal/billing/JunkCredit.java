package io.kvartal.billing;

import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A charge that was credited by a rule before anybody asked.
 *
 * @param evidence what the rule saw
 * @param undoUntil until when billing may take it back: the window in which the developer could have contested the lead
 * @param undone null while it stands
 */
public record JunkCredit(
        TenantId tenant,
        ChargeId charge,
        UUID credit,
        JunkRule.Code rule,
        Map<String, String> evidence,
        Money amount,
        String complex,
        Instant creditedAt,
        Instant undoUntil,
        @Nullable Undone undone) {
    /** @param recharge the charge that was made in place of the credited one */
    public record Undone(Instant at, String by, String note, ChargeId recharge) {}

    public boolean undoable(Instant now) {
        return undone == null && !now.isAfter(undoUntil);
    }
}
