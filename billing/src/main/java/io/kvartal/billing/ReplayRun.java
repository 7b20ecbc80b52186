package io.kvartal.billing;

import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came of judging everything again.
 *
 * @param developer null for all
 * @param tenants how many developers it is about; {@code done} so many are finished
 * @param derived stored verdicts whose receipt was derived again
 * @param kept stored verdicts that keep their receipt as text, from before receipts were derived
 * @param walked contacts whose newest verdict came out the same when all facts were judged again
 * @param unjudged contacts that wait for the bulk run
 * @param ruleSets stored verdicts by the rules that made them
 * @param failure why it stopped; null while nothing was wrong
 */
public record ReplayRun(
        UUID id,
        @Nullable TenantId developer,
        String startedBy,
        Instant startedAt,
        @Nullable Instant finishedAt,
        int tenants,
        int done,
        long derived,
        long kept,
        long walked,
        long unjudged,
        long differences,
        Map<String, Long> ruleSets,
        @Nullable String failure) {

    /**
     * @param kind DERIVED: the stored inputs of the assessment give another receipt; WALKED: all facts together give another newest verdict
     * @param stored and {@code replayed}: receipts as written
     */
    public record Difference(
            int no,
            TenantId developer,
            UUID contact,
            @Nullable UUID assessment,
            String kind,
            String ruleSet,
            String stored,
            String replayed) {}

    public boolean isRunning() {
        return finishedAt == null;
    }
}
