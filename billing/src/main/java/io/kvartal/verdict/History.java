package io.kvartal.verdict;

import io.kvartal.contract.Channel;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What had happened before a contact, as far as rules ask.
 *
 * @param earlier the same person's contacts before this one, in order
 * @param takenOverBy a later call that stands in the bill in place of this contact
 * @param claims the developer's own or an agency's claims to the client
 * @param billedToday contacts of the tenant billed before on the contact's day; likewise the month
 * @param billedCallsNow calls of the tenant that had begun before, were billed and had not ended when this contact began
 */
public record History(
        List<Earlier> earlier,
        @Nullable Earlier takenOverBy,
        List<ClientClaim> claims,
        int billedToday,
        int billedThisMonth,
        int billedCallsNow) {

    public static final History NONE = new History(List.of(), null, List.of(), 0, 0, 0);

    public History {
        earlier = List.copyOf(earlier);
        claims = List.copyOf(claims);
    }

    /** No billed call was under way. */
    public History(
            List<Earlier> earlier,
            @Nullable Earlier takenOverBy,
            List<ClientClaim> claims,
            int billedToday,
            int billedThisMonth) {
        this(earlier, takenOverBy, claims, billedToday, billedThisMonth, 0);
    }

    boolean isEmpty() {
        return equals(NONE);
    }

    /**
     * @param lead null for another developer's contact, which counts only where the scope is the whole portal
     * @param window of a billed contact
     */
    public record Earlier(
            UUID contact,
            @Nullable UUID lead,
            Channel channel,
            Instant at,
            String complex,
            boolean answered,
            boolean billed,
            @Nullable Window window) {
        boolean isElsewhere() {
            return lead == null;
        }
    }

    /** @param complex null: the claim holds for all of the developer's complexes */
    public record ClientClaim(
            String person, Instant at, @Nullable String complex) {}
}
