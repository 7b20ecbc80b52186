package io.kvartal.catalogue;

import java.util.ArrayList;
import java.util.List;

/**
 * What a feed would change, counted before anything is touched, and whether a person has to look at it first.
 *
 * @param listed units of the developer that are on sale now; {@code vanished} is a part of them
 * @param compared units that are listed now and in the feed; {@code jumps} of them change their price by more than a fifth,
 *     {@code moved} keep their number but are another flat
 */
record ImportPlan(
        int created, int updated, int unchanged, int vanished, int listed, int compared, int jumps, int moved) {
    /** INTERFACES 3.3: a person looks when more than this share vanishes at once. */
    private static final int VANISHED_PERCENT = 30;
    /** A fifth is the most that a price moves between two feeds without a reason. */
    static final int JUMP_PERCENT = 20;

    private static final int JUMPS_PERCENT = 10;
    private static final int MOVED_PERCENT = 1;

    /** One remark for each guard that stops the run; they stand before all others. */
    List<ImportWarning> guards() {
        var guards = new ArrayList<ImportWarning>();
        if (share(vanished, listed, VANISHED_PERCENT)) {
            guards.add(guard("MASS_DELETE_GUARD", vanished, listed));
        }
        if (share(jumps, compared, JUMPS_PERCENT)) {
            guards.add(guard("PRICE_JUMP_GUARD", jumps, compared));
        }
        if (share(moved, compared, MOVED_PERCENT)) {
            guards.add(guard("ID_TAKEN_GUARD", moved, compared));
        }
        return guards;
    }

    private static boolean share(int part, int whole, int percent) {
        return part * 100L > (long) whole * percent;
    }

    private static ImportWarning guard(String code, int part, int whole) {
        return new ImportWarning(1, "", code, List.of(String.valueOf(part), String.valueOf(whole)), false);
    }
}
