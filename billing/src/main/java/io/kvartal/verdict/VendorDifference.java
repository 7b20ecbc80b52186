package io.kvartal.verdict;

import org.jspecify.annotations.Nullable;

/**
 * Where the call tracker's flags and the verdict part. The flags decide nothing.
 *
 * @param target the tracker's flag "proper"; null when it gave none
 * @param unique likewise "unique"
 * @param vendorBillable what the flags come to together
 * @param flag the flag that the verdict contradicts: {@code target} or {@code unique}
 * @param rule our rule that decided
 */
public record VendorDifference(
        @Nullable Boolean target, @Nullable Boolean unique, boolean vendorBillable, String flag, String rule) {
    private static final String UNIQUENESS = "uniqueness";

    /** Null when both come to the same, or the tracker said nothing. */
    public static @Nullable VendorDifference between(ContactFacts facts, Verdict verdict, String rule) {
        if (!differs(facts, verdict)) {
            return null;
        }
        var target = facts.vendorTarget();
        var unique = facts.vendorUnique();
        var onUniqueness = verdict.billable() ? !Boolean.FALSE.equals(target) : rule.equals(UNIQUENESS);
        return new VendorDifference(target, unique, !verdict.billable(), onUniqueness ? "unique" : "target", rule);
    }

    static boolean differs(ContactFacts facts, Verdict verdict) {
        var target = facts.vendorTarget();
        var unique = facts.vendorUnique();
        if (target == null && unique == null) {
            return false;
        }
        var vendorSaysBillable = !Boolean.FALSE.equals(target) && !Boolean.FALSE.equals(unique);
        return vendorSaysBillable != verdict.billable();
    }
}
