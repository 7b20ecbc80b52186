package io.kvartal.billing;

import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run would make now, had it been started. @param existing invoices of the period that are there already */
public record InvoiceForecast(BillingPeriod period, List<Row> rows, List<InvoiceRun.Parked> parked, int existing) {
    /** @param changesUntil it would be a draft until then; null: final at once */
    public record Row(
            TenantId tenant,
            String buyer,
            int lines,
            long charges,
            Money net,
            Money vat,
            Money total,
            @Nullable Instant changesUntil) {}
}
