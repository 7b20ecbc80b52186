package io.kvartal.dispute;

import io.kvartal.desk.PortalWeek;
import io.kvartal.lead.LeadId;
import io.kvartal.lead.Leads;
import io.kvartal.platform.Outbox;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Opening a dispute: load what the rules look at, decide, store, tell. */
@Component
class Opening {
    static final PortalWeek WEEK = PortalWeek.KAZAKHSTAN;
    static final int ANSWER_DAYS = 1;
    static final int DECIDE_DAYS = 3;

    private final TenantTx tx;
    private final DisputeRows rows;
    private final DisputeLog log;
    private final Facts facts;
    private final Leads leads;
    private final Outbox outbox;
    private final Clock clock;

    Opening(TenantTx tx, DisputeRows rows, DisputeLog log, Facts facts, Leads leads, Outbox outbox, Clock clock) {
        this.tx = tx;
        this.rows = rows;
        this.log = log;
        this.facts = facts;
        this.leads = leads;
        this.outbox = outbox;
        this.clock = clock;
    }

    Mono<Standing> standing(TenantId tenant, LeadId lead) {
        return tx.in(tenant, db -> facts.of(tenant, lead).flatMap(found -> contested(db, tenant, lead)
                .map(contested -> found.standing(clock.instant(), contested))));
    }

    Mono<Dispute> open(TenantId tenant, LeadId lead, Claim claim, String actor) {
        return tx.in(tenant, db -> facts.of(tenant, lead)
                .flatMap(found -> contested(db, tenant, lead).flatMap(contested -> {
                    var standing = found.standing(clock.instant(), contested);
                    if (standing.refusal() != null) {
                        return Mono.error(new Problem.Conflict(standing.refusal()));
                    }
                    claim.check(standing.recordingSec());
                    return store(db, found, claim, actor);
                })));
    }

    private Mono<Boolean> contested(DatabaseClient db, TenantId tenant, LeadId lead) {
        return rows.ofLead(db, tenant, lead)
                .map(before -> before.state() != DisputeState.WITHDRAWN)
                .defaultIfEmpty(false);
    }

    private Mono<Dispute> store(DatabaseClient db, Facts.Found found, Claim claim, String actor) {
        var now = clock.instant();
        var row = found.card().lead();
        var charge = Objects.requireNonNull(found.charge(), "a lead that can be contested was charged")
                .charge();
        var dispute = new Dispute(
                DisputeId.next(),
                charge.tenant(),
                row.id(),
                charge.id(),
                row.complex(),
                row.complexName(),
                claim,
                DisputeState.OPEN,
                now,
                actor,
                WEEK.plusDays(now, ANSWER_DAYS),
                WEEK.plusDays(now, DECIDE_DAYS),
                null,
                1);
        return rows.insert(db, dispute, charge.amount().currency().getCurrencyCode())
                .then(log.step(db, dispute, "OPENED", DisputeState.OPEN, actor, null, now))
                .then(leads.disputed(
                        charge.tenant(),
                        row.id(),
                        true,
                        Map.of("reason", claim.reason().code()),
                        actor))
                .then(outbox.append(
                        db,
                        charge.tenant(),
                        new DisputeOpened(dispute.id(), row.id(), claim.reason(), dispute.decideBy())))
                .thenReturn(dispute);
    }
}
