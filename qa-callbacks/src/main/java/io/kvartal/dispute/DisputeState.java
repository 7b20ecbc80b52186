package io.kvartal.dispute;

import java.util.Map;
import java.util.Optional;

/** Where a dispute stands. The table below is the whole life of one; an act that it does not name is refused. */
public enum DisputeState {
    OPEN,
    EVIDENCE_NEEDED,
    UNDER_REVIEW,
    LISTENING,
    DECIDED,
    APPEALED,
    FINAL,
    WITHDRAWN;

    enum Act {
        REVIEW,
        ASK_EVIDENCE,
        SUPPLY,
        LISTEN,
        DECIDE,
        /** The portal said nothing in time. */
        SILENCE,
        /** The developer did not say in time what it was asked. */
        EXPIRE,
        APPEAL,
        WITHDRAW
    }

    private static final Map<DisputeState, Map<Act, DisputeState>> TABLE = Map.of(
            OPEN,
            Map.of(
                    Act.REVIEW, UNDER_REVIEW,
                    Act.ASK_EVIDENCE, EVIDENCE_NEEDED,
                    Act.LISTEN, LISTENING,
                    Act.DECIDE, DECIDED,
                    Act.SILENCE, DECIDED,
                    Act.WITHDRAW, WITHDRAWN),
            EVIDENCE_NEEDED,
            Map.of(Act.SUPPLY, UNDER_REVIEW, Act.DECIDE, DECIDED, Act.EXPIRE, DECIDED, Act.WITHDRAW, WITHDRAWN),
            UNDER_REVIEW,
            Map.of(
                    Act.ASK_EVIDENCE, EVIDENCE_NEEDED,
                    Act.LISTEN, LISTENING,
                    Act.DECIDE, DECIDED,
                    Act.SILENCE, DECIDED,
                    Act.WITHDRAW, WITHDRAWN),
            LISTENING,
            Map.of(Act.DECIDE, DECIDED, Act.SILENCE, DECIDED, Act.WITHDRAW, WITHDRAWN),
            DECIDED,
            Map.of(Act.APPEAL, APPEALED),
            APPEALED,
            Map.of(Act.DECIDE, FINAL, Act.SILENCE, FINAL, Act.WITHDRAW, FINAL),
            FINAL,
            Map.of(),
            WITHDRAWN,
            Map.of());

    Optional<DisputeState> after(Act act) {
        return Optional.ofNullable(TABLE.getOrDefault(this, Map.of()).get(act));
    }

    boolean allows(Act act) {
        return after(act).isPresent();
    }

    /** Waits for the portal; the clock of silence runs. */
    public boolean waitsForPortal() {
        return allows(Act.SILENCE);
    }

    public boolean isSettled() {
        return this == DECIDED || this == FINAL || this == WITHDRAWN;
    }
}
