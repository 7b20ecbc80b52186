package io.kvartal.dispute;

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
                    return repeated(tenant, found, claim).then(Mono.defer(() -> store(db, found, claim, actor)));
                })));
    }

    /** The lead that is named as the first one must be the developer's own, another one, and earlier. */
    private Mono<Void> repeated(TenantId tenant, Facts.Found found, Claim claim) {
        var other = claim.otherLead();
        if (other == null) {
            return Mono.empty();
        }
        var own = found.card().lead();
        return leads.card(tenant, other)
                .onErrorMap(Problem.NotFound.class, none -> new Problem.Invalid("/otherLead", "dispute.other-lead"))
                .flatMap(card ->
                        other.equals(own.id()) || card.lead().createdAt().isAfter(own.createdAt())
                                ? Mono.error(new Problem.Invalid("/otherLead", "dispute.other-lead-later"))
                                : Mono.empty());
    }

    private Mono<Boolean> contested(DatabaseClient db, TenantId tenant, LeadId lead) {
        return rows.ofLead(db, tenant, lead)
                .map(before -> before.state() != DisputeState.WITHDRAWN)
                .defaultIfEmpty(false);
    }

    private Mono<Dispute> store(DatabaseClient db, Facts.Found found, Claim claim, String actor) {
        var now = clock.instant();
        var terms = found.contract().disputes();
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
                Agreed.WEEK.plusDays(now, terms.answerDays()),
                Agreed.WEEK.plusDays(now, terms.decideDays()),
                null,
                Dispute.Clockwork.NEW,
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
