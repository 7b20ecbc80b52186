package io.kvartal.billing;

import io.kvartal.shared.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of invoices, and the sums of all that the filter lets through, by currency; of void ones nothing is summed. */
public record InvoiceList(List<Row> rows, List<Sums> sums, int page, int pages) {
    /** @param changesUntil while it is a draft: then its sums are those of its last refresh */
    public record Row(
            Invoice invoice, String buyer, @Nullable Instant changesUntil) {}

    /** @param open of final invoices what is not paid */
    public record Sums(int count, Money net, Money vat, Money total, Money paid, Money open) {}

    public int count() {
        return sums.stream().mapToInt(Sums::count).sum();
    }
}
