package io.kvartal.billing;

import io.kvartal.verdict.Receipt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A charge with all that explains it. */
public record ChargeView(
        Charge charge,
        @Nullable Receipt receipt,
        List<CreditNote> credits,
        @Nullable Replacement replacement,
        @Nullable String invoiceNumber) {}
