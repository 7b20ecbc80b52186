package io.kvartal.billing.web;

import io.kvartal.billing.Charge;
import io.kvartal.shared.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** @param amount without VAT; likewise credited and rest */
record ChargeBody(
        String id,
        String kind,
        @Nullable String lead,
        String description,
        @Nullable String complex,
        @Nullable String channel,
        Money amount,
        Money credited,
        Money rest,
        BigDecimal vatRate,
        Instant occurredAt,
        Instant chargedAt,
        int contractVersion,
        @Nullable String invoice) {

    static ChargeBody of(Charge charge) {
        return new ChargeBody(
                charge.id().toString(),
                charge.kind().name(),
                text(charge.lead()),
                charge.description(),
                charge.complex(),
                text(charge.channel()),
                charge.amount(),
                charge.credited(),
                charge.rest(),
                charge.vatRate(),
                charge.occurredAt(),
                charge.chargedAt(),
                charge.contractVersion(),
                text(charge.invoice()));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }
}
