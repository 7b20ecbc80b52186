package io.kvartal.billing;

import io.kvartal.shared.Ids;
import java.util.UUID;

/** One invoice of one tenant. */
public record InvoiceId(UUID value) {
    static InvoiceId next() {
        return new InvoiceId(Ids.next());
    }

    public static InvoiceId of(String text) {
        return new InvoiceId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
