package io.kvartal.catalogue;

import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What one run did, or would do. {@code offers = created + updated + unchanged + rejected}. */
public record ImportReport(
        UUID id,
        TenantId developer,
        ImportState state,
        int offers,
        int created,
        int updated,
        int unchanged,
        int vanished,
        int rejected,
        Instant finishedAt,
        List<ImportWarning> warnings) {
    public ImportReport {
        warnings = List.copyOf(warnings);
    }
}
