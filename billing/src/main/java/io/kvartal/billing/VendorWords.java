package io.kvartal.billing;

import io.kvartal.platform.web.Ui;
import io.kvartal.verdict.Receipt;
import io.kvartal.verdict.VendorDifference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the call tracker says otherwise, in the reader's words: what it said, and why we do not follow it. */
public final class VendorWords {
    private VendorWords() {}

    /** Two sentences, or none where both agree. Receipts of older rules do not keep the difference; it follows from their facts. */
    public static List<String> of(Receipt receipt, Ui ui) {
        var kept = receipt.vendor();
        var difference =
                kept != null ? kept : VendorDifference.between(receipt.facts(), receipt.verdict(), receipt.rule());
        return difference == null
                ? List.of()
                : List.of(
                        ui.t("verdict.vendor.flags", said(difference.target(), ui), said(difference.unique(), ui)),
                        difference.vendorBillable()
                                ? ui.t("verdict.vendor.ours-no", ui.t("verdict.rule." + difference.rule()))
                                : ui.t("verdict.vendor.ours-yes"));
    }

    private static String said(@Nullable Boolean flag, Ui ui) {
        return ui.t(
                flag == null
                        ? "verdict.vendor.said.none"
                        : flag ? "verdict.vendor.said.yes" : "verdict.vendor.said.no");
    }
}
