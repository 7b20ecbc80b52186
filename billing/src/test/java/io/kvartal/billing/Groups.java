package io.kvartal.billing;

import io.kvartal.shared.BillingPeriod;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Charges in groups, as a model of what the database does. */
final class Groups {
    static final ZoneId ZONE = ZoneId.of("Asia/Almaty");

    private record Key(
            ChargeKind kind,
            @Nullable String complex,
            Object channel,
            String description,
            Object price,
            BigDecimal rate,
            BillingPeriod period) {}

    private Groups() {}

    static List<InvoiceDraft.Group> of(Collection<Charge> charges) {
        return charges.stream()
                .collect(Collectors.groupingBy(charge -> new Key(
                        charge.kind(),
                        charge.complex(),
                        String.valueOf(charge.channel()),
                        charge.kind() == ChargeKind.LEAD ? "" : charge.description(),
                        charge.amount(),
                        charge.vatRate(),
                        BillingPeriod.of(charge.occurredAt(), ZONE))))
                .values()
                .stream()
                .map(alike -> {
                    var one = alike.getFirst();
                    return new InvoiceDraft.Group(
                            one.kind(),
                            one.complex(),
                            one.channel(),
                            one.description(),
                            one.amount(),
                            one.vatRate(),
                            BillingPeriod.of(one.occurredAt(), ZONE),
                            alike.size(),
                            null,
                            null);
                })
                .toList();
    }

    static InvoiceDraft.Credit of(CreditNotes.Stored stored, BillingPeriod period) {
        var note = stored.note();
        return new InvoiceDraft.Credit(
                note.id(),
                note.charge(),
                note.reason(),
                note.amount(),
                stored.vat(),
                note.vatRate(),
                note.afterInvoice(),
                period,
                null);
    }
}
