package io.kvartal.billing;

import io.kvartal.contract.RoomClass;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A lead that the portal owes in place of one that was charged and bad.
 *
 * @param dueAt so many working days of the tenant after it was promised as its contract says; unmet by then it turns into a credit by itself
 * @param deliveredBy the charge of the lead that was given; its credit note pays for the promise
 * @param wanted what makes good for it
 */
public record Replacement(
        ReplacementId id,
        ChargeId charge,
        State state,
        Instant owedAt,
        Instant dueAt,
        String note,
        @Nullable ChargeId deliveredBy,
        Wanted wanted) {
    /**
     * What a lead must be to stand in for the bad one.
     *
     * @param complexes slugs of the developer's complexes of the same class; empty: the complex of the bad lead only
     * @param room null when the bad lead named none: then any will do
     */
    public record Wanted(Set<String> complexes, @Nullable RoomClass room) {
        public static final Wanted SAME_COMPLEX = new Wanted(Set.of(), null);

        public Wanted {
            complexes = Set.copyOf(complexes);
        }
    }

    public Replacement(
            ReplacementId id,
            ChargeId charge,
            State state,
            Instant owedAt,
            Instant dueAt,
            String note,
            @Nullable ChargeId deliveredBy) {
        this(id, charge, state, owedAt, dueAt, note, deliveredBy, Wanted.SAME_COMPLEX);
    }

    public enum State {
        OWED,
        DELIVERED,
        CREDITED
    }
}
