package io.kvartal.billing;

import io.kvartal.shared.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** @param credit pay out this credit note, whole; null: out of the balance */
public record RefundDraft(
        UUID payment, Money amount, @Nullable UUID credit, String reason) {}
