package io.kvartal.dispute;

import io.kvartal.dispute.DisputeView.Side;
import io.kvartal.lead.LeadId;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Both sides listen to several leads of one developer together.
 *
 * @param proposed the side whose time it is; the other one accepts
 * @param agreedAt null until then
 * @param position null before anybody has set it
 * @param lines what the protocol says; empty until the portal has signed
 */
public record ListeningSession(
        SessionId id,
        TenantId tenant,
        Instant appointedAt,
        String place,
        Side proposed,
        String proposedBy,
        @Nullable Instant agreedAt,
        List<Dispute> disputes,
        List<Line> lines,
        List<Signature> signatures,
        @Nullable Position position) {
    /** Where both listen. @param second of the recording of this dispute's lead */
    public record Position(DisputeId dispute, String complexName, int second, String by, Instant at) {}

    /** Copied when the portal signs: an appeal does not rewrite it. */
    public record Line(
            DisputeId dispute,
            LeadId lead,
            String complexName,
            Reason reason,
            Decision.Verdict verdict,
            Decision.Remedy remedy,
            Money credited,
            String note) {}

    public record Signature(Side side, String name, Instant at) {}

    public Optional<Signature> signature(Side side) {
        return signatures.stream().filter(one -> one.side() == side).findFirst();
    }

    public boolean mayAccept(Side side) {
        return agreedAt == null && proposed != side && signatures.isEmpty();
    }

    public boolean mayMove() {
        return lines.isEmpty() && disputes.stream().anyMatch(one -> !one.state().isSettled());
    }

    /** The portal signs when everything is decided, the developer what the portal has signed. */
    public boolean maySign(Side side) {
        return signature(side).isEmpty()
                && (side == Side.PORTAL
                        ? disputes.stream().allMatch(one -> one.ruling() != null)
                        : signature(Side.PORTAL).isPresent());
    }
}
