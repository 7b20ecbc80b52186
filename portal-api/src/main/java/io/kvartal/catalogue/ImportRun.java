package io.kvartal.catalogue;

import io.kvartal.catalogue.feed.FeedFormat;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run from the order to its end.
 *
 * @param format null until it is known
 * @param document key of the spooled document in the object store; null once it was read, or when it comes from an address
 * @param codes how often each remark was made; the report keeps only so many of each
 * @param quality the overall score first; empty until the run was compared
 * @param kept its staged offers are there, so that it can be put in force
 * @param undoable what it changed is known, and no later run is in force
 */
public record ImportRun(
        ImportReport report,
        @Nullable FeedFormat format,
        FeedOrder order,
        @Nullable String document,
        Progress progress,
        Map<String, Integer> codes,
        List<FeedCompleteness> quality,
        @Nullable Failure failure,
        boolean kept,
        boolean undoable,
        @Nullable String appliedBy,
        @Nullable Instant appliedAt,
        @Nullable String decidedBy,
        @Nullable String decidedWhy) {

    public enum Phase {
        WAITING,
        FETCHING,
        READING,
        COMPARING,
        APPLYING,
        DONE
    }

    /** @param bytesTotal 0 when not known */
    public record Progress(
            Phase phase, long bytesTotal, long bytesRead, int offers, Instant startedAt, Instant seenAt) {
        /** Offers a second since the start, or 0 before there is anything to measure. */
        public long rate() {
            long millis = seenAt.toEpochMilli() - startedAt.toEpochMilli();
            return millis <= 0 ? 0 : offers * 1_000L / millis;
        }

        /** Of the document, 0 to 100. */
        public int percent() {
            return bytesTotal <= 0 ? 0 : (int) Math.min(100, bytesRead * 100 / bytesTotal);
        }
    }

    /** Why a run came to nothing. @param code of the sentence {@code problem.<code>} */
    public record Failure(String code, List<String> args) {
        public Failure {
            args = List.copyOf(args);
        }
    }

    public ImportRun {
        codes = Map.copyOf(codes);
        quality = List.copyOf(quality);
    }

    public UUID id() {
        return report.id();
    }

    public TenantId developer() {
        return report.developer();
    }

    public ImportState state() {
        return report.state();
    }
}
