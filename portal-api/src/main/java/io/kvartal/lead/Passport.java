package io.kvartal.lead;

import io.kvartal.shared.Lang;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The buyer's own page of one request. It shows what this request said and what has happened since it was sent; nothing
 * older, so that a stranger who types somebody's number learns nothing.
 *
 * @param complex slug of the complex asked about
 * @param caller who will call: the developer's name; null when it is the portal's call centre
 * @param called the buyer's own last answer
 * @param timeline oldest first
 */
public record Passport(
        String complex,
        String complexName,
        @Nullable String caller,
        Lang locale,
        State state,
        Instant requestedAt,
        Instant promisedBy,
        @Nullable Instant calledAt,
        Asked asked,
        @Nullable Boolean called,
        @Nullable Viewing viewing,
        List<Agreement> consents,
        List<TimelineEntry> timeline) {

    public enum State {
        /** Somebody will call until {@link #promisedBy}. */
        WAITING,
        /** The promise was not kept; the portal's quality desk knows. */
        OVERDUE,
        CALLED,
        /** The buyer took the consent back. */
        WITHDRAWN
    }

    /** What the form said. @param phone masked */
    public record Asked(
            @Nullable String name,
            String phone,
            @Nullable String unit,
            @Nullable String message,
            @Nullable String preferredTime) {}

    public record Agreement(
            String purpose, Instant givenAt, @Nullable Instant revokedAt) {
        public boolean isGiven() {
            return revokedAt == null;
        }
    }
}
