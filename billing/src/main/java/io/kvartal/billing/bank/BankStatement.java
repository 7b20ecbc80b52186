package io.kvartal.billing.bank;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** @param lines new ones, which came with this file @param knownLines that an earlier file had told already */
public record BankStatement(
        UUID id,
        String sha256,
        String fileName,
        StatementFormat format,
        String account,
        int lines,
        int knownLines,
        String uploadedBy,
        Instant uploadedAt,
        @Nullable Instant appliedAt) {}
