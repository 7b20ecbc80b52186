package io.kvartal.billing;

import io.kvartal.shared.Money;
import java.time.Instant;
import java.util.UUID;

/** A credit note that no invoice has subtracted yet. @param amount with VAT */
public record OpenCredit(UUID id, CreditReason reason, Money amount, Instant issuedAt) {}
