package io.kvartal.dispute;

import io.kvartal.lead.LeadId;
import io.kvartal.shared.Money;

/** The money, if any, was written in the same transaction. {@code bySilence}: nobody answered in time. */
public record DisputeDecided(
        DisputeId dispute,
        LeadId lead,
        Decision.Verdict verdict,
        Decision.Remedy remedy,
        Money credited,
        boolean bySilence) {}
