package io.kvartal.billing.bank;

import io.kvartal.billing.OpenInvoice;
import io.kvartal.billing.Refund;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.util.List;

/** What a line of money is taken for. */
public sealed interface Match {
    /** Why it is sure; message key {@code payment.match.<ground>}. */
    enum Ground {
        NUMBER,
        BIN,
        AMOUNT_AND_NAME,
        PERSON
    }

    /** How the amount sits; message key {@code payment.match.<fit>}. */
    enum Fit {
        EXACT,
        PARTIAL,
        JOINT,
        OVER,
        BALANCE
    }

    /** @param invoices to be paid, in this order @param rest what goes to the balance */
    record Paid(Ground ground, Fit fit, TenantId tenant, List<OpenInvoice> invoices, Money rest) implements Match {}

    /** Nobody can tell whose it is; these are the likely ones. @param why message key {@code payment.suspense.<why>} */
    record Suspense(String why, List<OpenInvoice> likely) implements Match {}

    /** Money that left for a refund that waits for it. */
    record RefundSent(Refund refund) implements Match {}

    /** The company's own affair. */
    record Other() implements Match {}
}
