package io.kvartal.lead;

import io.kvartal.contract.Channel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which leads of one developer.
 *
 * @param complex its slug
 * @param from first instant of creation inside
 * @param to first instant after
 * @param verdict the code of the verdict, such as {@code TARGET}
 */
public record LeadFilter(
        @Nullable Stage stage,
        @Nullable String complex,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String verdict,
        @Nullable Channel channel,
        View view) {
    public static final LeadFilter ALL = new LeadFilter(null, null, null, null, null, null, View.ALL);

    public static LeadFilter view(View view) {
        return new LeadFilter(null, null, null, null, null, null, view);
    }

    /** The ready-made views of the inbox. */
    public enum View {
        ALL,
        /** A promise is open and nobody has spoken with the buyer. */
        UNANSWERED,
        /** At the portal's call centre; free to be taken. */
        CALL_CENTRE,
        DISPUTED,
        UNASSIGNED,
        /** Passed to another developer. */
        LOST
    }
}
