package io.kvartal.dispute;

import io.kvartal.contract.Contract;
import io.kvartal.dispute.DisputeState.Act;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Every act that moves a dispute and touches no money. */
@Component
class Moves {
    /** Working days of the developer for an answer to the portal's question; then the claim is closed as not proven. */
    static final int EVIDENCE_DAYS = 5;

    private final TenantTx tx;
    private final DisputeRows rows;
    private final DisputeLog log;
    private final Agreed agreed;
    private final Clock clock;

    Moves(TenantTx tx, DisputeRows rows, DisputeLog log, Agreed agreed, Clock clock) {
        this.tx = tx;
        this.rows = rows;
        this.log = log;
        this.agreed = agreed;
        this.clock = clock;
    }

    Mono<Dispute> byDeveloper(TenantId tenant, DisputeId id, Act act, @Nullable String note, String actor) {
        return tx.in(tenant, db -> rows.ofTenant(db, tenant, id)
                .flatMap(dispute -> move(db, dispute, act, note, actor))
                .then(Mono.defer(() -> rows.ofTenant(db, tenant, id))));
    }

    Mono<Dispute> byStaff(Staff who, DisputeId id, Act act, @Nullable String note) {
        return tx.staff(who.access("dispute " + id), db -> rows.lock(db, id)
                .flatMap(dispute -> move(db, dispute, act, note, who.name())
                        .then(Mono.defer(() -> rows.answered(db, dispute, clock.instant()))))
                .then(Mono.defer(() -> rows.lock(db, id))));
    }

    private Mono<Void> move(DatabaseClient db, Dispute dispute, Act act, @Nullable String note, String actor) {
        var to = dispute.state().after(act).orElse(null);
        if (to == null || (act == Act.APPEAL && !mayAppeal(dispute))) {
            return Mono.error(new Problem.Conflict("dispute.not-now"));
        }
        var now = clock.instant();
        return agreed.of(dispute.tenant(), dispute.charge()).flatMap(contract -> rows.move(
                        db, dispute, to, decideBy(dispute, act, contract, now), evidenceBy(act, contract, now))
                .then(log.step(db, dispute, act.name(), to, actor, note, now)));
    }

    /** The portal's clock starts again when it is the portal's turn again. */
    private static Instant decideBy(Dispute dispute, Act act, Contract contract, Instant now) {
        return act == Act.SUPPLY || act == Act.APPEAL
                ? Agreed.WEEK.plusDays(now, contract.disputes().decideDays())
                : dispute.decideBy();
    }

    private static @Nullable Instant evidenceBy(Act act, Contract contract, Instant now) {
        return act == Act.ASK_EVIDENCE ? contract.hours().plusWorkingDays(now, EVIDENCE_DAYS) : null;
    }

    private static boolean mayAppeal(Dispute dispute) {
        return dispute.ruling() != null && dispute.ruling().verdict() != Decision.Verdict.UPHELD;
    }
}
