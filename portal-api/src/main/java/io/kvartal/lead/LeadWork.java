package io.kvartal.lead;

import io.kvartal.billing.Restrictions;
import io.kvartal.contract.CommercialModel;
import io.kvartal.contract.Contracts;
import io.kvartal.platform.Outbox;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.Classification;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What people do with a lead, each as one transaction: load and lock, decide, store, write the timeline, tell. */
@Component
class LeadWork {
    private static final int MAX_NOTE = 4000;
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(2);

    private final TenantTx tx;
    private final LeadStore store;
    private final Promises promises;
    private final Judge judge;
    private final Contracts contracts;
    private final Restrictions restrictions;
    private final ClientClaims claims;
    private final LeadLists lists;
    private final Outbox outbox;
    private final Clock clock;

    LeadWork(
            TenantTx tx,
            LeadStore store,
            Promises promises,
            Judge judge,
            Contracts contracts,
            Restrictions restrictions,
            ClientClaims claims,
            LeadLists lists,
            Outbox outbox,
            Clock clock) {
        this.tx = tx;
        this.store = store;
        this.promises = promises;
        this.judge = judge;
        this.contracts = contracts;
        this.restrictions = restrictions;
        this.claims = claims;
        this.lists = lists;
        this.outbox = outbox;
        this.clock = clock;
    }

    Mono<LeadRow> accept(TenantId tenant, LeadId id, String actor) {
        return act(tenant, id, (db, lead) -> {
            lead.mustBeAtCallCentre();
            return restrictions
                    .isRestricted(tenant)
                    .flatMap(restricted -> restricted
                            ? Mono.<Void>error(new Problem.Conflict("lead-placement-restricted"))
                            : take(db, lead, EventKind.TAKEN, actor));
        });
    }

    /** The lead is the developer's from now on, in work; a lead paid per deal is fixed for the portal. */
    private Mono<Void> take(DatabaseClient db, StoredLead lead, EventKind kind, String actor) {
        var now = clock.instant();
        var stage = lead.stage() == Stage.NEW ? Stage.IN_WORK : lead.stage();
        return store.leads()
                .handed(db, lead, stage, now)
                .then(store.timeline().add(db, lead, kind, actor, now, Map.of()))
                .then(stage == lead.stage() ? Mono.empty() : stageEvent(db, lead, stage, null, actor))
                .then(claims.handedOver(lead, now))
                .then(outbox.append(db, lead.tenant(), new LeadTaken(lead.id(), actor, now)));
    }

    Mono<LeadRow> stage(TenantId tenant, LeadId id, Stage to, @Nullable String reason, int version, String actor) {
        return act(tenant, id, (db, lead) -> {
            lead.mustMoveTo(to, reason, version);
            var refusal = to == Stage.REFUSED ? reason : null;
            if (to == lead.stage()) {
                return Mono.empty();
            }
            return store.leads()
                    .moved(db, lead, to, refusal)
                    .then(stageEvent(db, lead, to, refusal, actor))
                    .then(claims.moved(lead, to, clock.instant(), actor));
        });
    }

    private Mono<Void> stageEvent(DatabaseClient db, StoredLead lead, Stage to, @Nullable String reason, String actor) {
        var data = new HashMap<>(Map.of("from", lead.stage().name(), "to", to.name()));
        if (reason != null) {
            data.put("reason", reason);
        }
        var now = clock.instant();
        return store.timeline()
                .add(db, lead, EventKind.STAGE, actor, now, data)
                .then(outbox.append(db, lead.tenant(), new LeadStageChanged(lead.id(), lead.stage(), to, now)));
    }

    Mono<LeadRow> attempt(TenantId tenant, LeadId id, Instant at, String outcome, @Nullable String note, String actor) {
        return act(tenant, id, (db, lead) -> {
            var result = AttemptOutcome.parse(outcome);
            lead.stillOurs();
            mustBePossible(lead, at);
            mustBeShort(note);
            var data = new HashMap<>(Map.of("outcome", result.code()));
            if (note != null && !note.isBlank()) {
                data.put("note", note.strip());
            }
            var stored = store.timeline().add(db, lead, EventKind.ATTEMPT, actor, at, data);
            return result.isContact()
                    ? stored.then(promises.spoken(db, lead, actor, at)).then(judge.reached(db, lead))
                    : stored;
        });
    }

    private void mustBePossible(StoredLead lead, Instant at) {
        if (lead.handling() == Handling.CALL_CENTRE) {
            throw new Problem.Conflict("lead-not-taken");
        }
        if (lead.withdrawnAt() != null) {
            throw new Problem.Conflict("lead-consent-withdrawn");
        }
        if (at.isAfter(clock.instant().plus(CLOCK_SKEW))) {
            throw new Problem.Invalid("/at", "lead-in-the-future");
        }
        if (at.isBefore(lead.createdAt().minus(CLOCK_SKEW))) {
            throw new Problem.Invalid("/at", "lead-before-it-existed");
        }
    }

    private static void mustBeShort(@Nullable String note) {
        if (note != null && note.length() > MAX_NOTE) {
            throw new Problem.Invalid("/note", "lead-too-long", MAX_NOTE);
        }
    }

    Mono<LeadRow> note(TenantId tenant, LeadId id, String text, String actor) {
        return act(tenant, id, (db, lead) -> {
            if (text.isBlank()) {
                throw new Problem.Invalid("/note", "lead-note-empty");
            }
            mustBeShort(text);
            return store.timeline().add(db, lead, EventKind.NOTE, actor, clock.instant(), Map.of("note", text.strip()));
        });
    }

    Mono<LeadRow> assign(TenantId tenant, LeadId id, @Nullable String member, String actor) {
        return act(tenant, id, (db, lead) -> {
            lead.stillOurs();
            return store.leads()
                    .assigned(db, lead, member)
                    .then(store.timeline()
                            .add(
                                    db,
                                    lead,
                                    EventKind.ASSIGNED,
                                    actor,
                                    clock.instant(),
                                    member == null ? Map.of() : Map.of("to", member)));
        });
    }

    Mono<LeadRow> disputed(TenantId tenant, LeadId id, boolean open, Map<String, String> data, String actor) {
        var kind = open ? EventKind.DISPUTE_OPENED : EventKind.DISPUTE_DECIDED;
        return act(tenant, id, (db, lead) -> store.leads()
                .disputed(db, lead, open)
                .then(store.timeline().add(db, lead, kind, actor, clock.instant(), data)));
    }

    /** The call centre has spoken with the buyer: the clock stops, and every touch of the lead is judged with its word. */
    Mono<LeadRow> qualify(StaffAccess who, TenantId tenant, LeadId id, Classification word, @Nullable String note) {
        return tx.staff(
                who,
                outer -> act(tenant, id, (db, lead) -> {
                    lead.stillOurs();
                    mustBeShort(note);
                    var code = word.nonTarget() == null ? "TARGET" : "NON_TARGET:" + word.nonTarget();
                    var data = new HashMap<>(Map.of("classification", code));
                    if (note != null && !note.isBlank()) {
                        data.put("note", note.strip());
                    }
                    return store.leads()
                            .qualified(db, lead, code)
                            .then(store.timeline()
                                    .add(db, lead, EventKind.QUALIFIED, person(who), clock.instant(), data))
                            .then(promises.spoken(db, lead, Timeline.PORTAL, clock.instant()))
                            .then(judge.classified(db, lead, word));
                }));
    }

    /** From the call centre to the sales office, with a promise of its own to the buyer. */
    Mono<LeadRow> handOver(StaffAccess who, TenantId tenant, LeadId id) {
        return tx.staff(
                who,
                outer -> act(tenant, id, (db, lead) -> {
                    lead.mustBeAtCallCentre();
                    if (lead.model() == CommercialModel.CPT && !"TARGET".equals(lead.qualified())) {
                        throw new Problem.Conflict("lead-not-qualified");
                    }
                    var now = clock.instant();
                    return take(db, lead, EventKind.HANDED_OVER, Timeline.PORTAL)
                            .then(contracts.inForce(tenant, now))
                            .flatMap(contract ->
                                    promises.give(db, lead, promises.by(now, Handling.DEVELOPER, contract), now));
                }));
    }

    Mono<Void> recordConsent(StaffAccess who, TenantId tenant, LeadId id, ConsentPurpose purpose, String evidence) {
        return tx.staff(
                who,
                outer -> tx.in(tenant, db -> store.leads().lock(db, tenant, id).flatMap(lead -> store.consents()
                        .give(db, lead, purpose, LeadForm.CONSENT_TEXT, "verbal", evidence, clock.instant())
                        .then(store.timeline()
                                .add(
                                        db,
                                        lead,
                                        EventKind.CONSENT_GIVEN,
                                        Timeline.PORTAL,
                                        clock.instant(),
                                        Map.of("purpose", purpose.code(), "how", "verbal"))))));
    }

    private Mono<LeadRow> act(TenantId tenant, LeadId id, BiFunction<DatabaseClient, StoredLead, Mono<Void>> act) {
        return tx.in(tenant, db -> store.leads()
                .lock(db, tenant, id)
                .flatMap(lead -> act.apply(db, lead))
                .then(Mono.defer(() -> lists.row(tenant, id))));
    }

    /** Staff are written as {@code <user id> <name>}; developers' timelines show the portal, not the person's id. */
    private static String person(StaffAccess who) {
        var space = who.actor().indexOf(' ');
        return space < 0 ? Timeline.PORTAL : who.actor().substring(space + 1);
    }
}
