package io.kvartal.catalogue;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a feed would change: the decision about a run, before anything is touched.
 *
 * @param listed units of the developer that are on sale now; {@code vanished} is a part of them
 */
record ImportPlan(int created, int updated, int unchanged, int vanished, int listed) {
    /** RULES: a person looks when more than this share vanishes at once. */
    private static final int HOLD_ABOVE_PERCENT = 30;

    /** A unit that the catalogue has. */
    record Known(String contentHash, UnitState state) {
        boolean listed() {
            return state != UnitState.NOT_LISTED && state != UnitState.SOLD;
        }
    }

    /**
     * @param incoming content hash by external id; null for an offer that was rejected: its unit neither changes nor vanishes
     */
    static ImportPlan of(Map<String, @Nullable String> incoming, Map<String, Known> known) {
        int created = 0;
        int updated = 0;
        int unchanged = 0;
        for (var offer : incoming.entrySet()) {
            var hash = offer.getValue();
            if (hash == null) {
                continue;
            }
            var before = known.get(offer.getKey());
            if (before == null) {
                created++;
            } else if (before.contentHash.equals(hash) && before.state != UnitState.NOT_LISTED) {
                unchanged++;
            } else {
                updated++;
            }
        }
        int listed = (int) known.values().stream().filter(Known::listed).count();
        int vanished = (int) known.entrySet().stream()
                .filter(u -> u.getValue().listed() && !incoming.containsKey(u.getKey()))
                .count();
        return new ImportPlan(created, updated, unchanged, vanished, listed);
    }

    boolean needsAPerson() {
        return vanished * 100L > (long) listed * HOLD_ABOVE_PERCENT;
    }
}
