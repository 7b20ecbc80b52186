package io.kvartal.billing;

import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** A declared deal and the commission charged for it. @param fixation the portal's right to the client */
public record Deal(
        UUID id,
        TenantId tenant,
        UUID lead,
        UUID fixation,
        Money contractSum,
        LocalDate signedOn,
        LocalDate paidOn,
        String description,
        Money commission,
        ChargeId charge,
        String declaredBy,
        Instant declaredAt) {}
