package io.kvartal.billing;

import io.kvartal.shared.Ids;
import java.util.UUID;

/** One closing of a month. */
public record InvoiceRunId(UUID value) {
    static InvoiceRunId next() {
        return new InvoiceRunId(Ids.next());
    }

    public static InvoiceRunId of(String text) {
        return new InvoiceRunId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
