package io.kvartal.lead;

import io.kvartal.contract.Channel;
import io.kvartal.shared.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A lead as its developer sees it in lists; also the row of {@code GET /api/v1/cabinet/leads}.
 *
 * @param complex the complex's slug
 * @param promisedBy until when the buyer was told to be called; null when the first touch was a conversation
 * @param verdict the code of the billing verdict; null while nothing could be judged
 * @param lost set when the lead was passed to another developer
 * @param version for {@code PUT /stage}: a change made meanwhile is a conflict
 */
public record LeadRow(
        LeadId id,
        Buyer buyer,
        String complex,
        String complexName,
        @Nullable UUID unit,
        Channel channel,
        @Nullable String source,
        Stage stage,
        Handling handling,
        Instant createdAt,
        Instant lastContactAt,
        @Nullable Instant promisedBy,
        @Nullable Instant firstContactAt,
        boolean overdue,
        @Nullable String verdict,
        @Nullable LeadCharge charge,
        boolean disputed,
        @Nullable String assignee,
        @Nullable Lost lost,
        int version) {

    /**
     * @param phone E.164, or masked with dots until the lead is this developer's to call; null when the caller hid it
     * @param withdrawn the buyer took the consent back: do not call
     */
    public record Buyer(@Nullable String name, @Nullable String phone, boolean masked, boolean withdrawn) {}

    /** @param credited how much of it was given back */
    public record LeadCharge(String id, Money amount, Money credited) {}

    /** Why the lead went to another developer. Nothing here says to whom. */
    public record Lost(Instant at, String reason) {}
}
