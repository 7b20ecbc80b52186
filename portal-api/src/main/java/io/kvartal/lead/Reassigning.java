package io.kvartal.lead;

import io.kvartal.billing.Billing;
import io.kvartal.billing.CreditReason;
import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.ComplexId;
import io.kvartal.contract.Channel;
import io.kvartal.contract.CommercialModel;
import io.kvartal.contract.Contract;
import io.kvartal.contract.Contracts;
import io.kvartal.fixation.Fixations;
import io.kvartal.platform.Audit;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Passes a buyer whom the first developer forgot to a second one.
 *
 * <p>Rule for the money: whatever the first developer was charged for the lead is credited in full with the reason
 * {@code REASSIGNED}, also when that developer is to blame: nobody pays for a lead that was taken away. The second developer
 * pays by their own contract, for a buyer whom an operator has just spoken with and calls a target contact.
 *
 * <p>Rule for what is seen: the first developer keeps the lead in the lists, with the date and the reason, the buyer's name and
 * phone closed; the second sees a lead from the portal's desk. Neither learns of the other.
 */
@Component
class Reassigning {
    static final String REASON = "not-called";
    private static final Duration JOIN = Duration.ofDays(60);

    private final TenantTx tx;
    private final LeadStore store;
    private final Reassignments reassignments;
    private final Promises promises;
    private final Judge judge;
    private final Contracts contracts;
    private final Billing billing;
    private final Fixations fixations;
    private final Catalogue catalogue;
    private final Outbox outbox;
    private final Audit audit;
    private final Clock clock;

    Reassigning(
            TenantTx tx,
            LeadStore store,
            Reassignments reassignments,
            Promises promises,
            Judge judge,
            Contracts contracts,
            Billing billing,
            Fixations fixations,
            Catalogue catalogue,
            Outbox outbox,
            Audit audit,
            Clock clock) {
        this.tx = tx;
        this.store = store;
        this.reassignments = reassignments;
        this.promises = promises;
        this.judge = judge;
        this.contracts = contracts;
        this.billing = billing;
        this.fixations = fixations;
        this.catalogue = catalogue;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param first the lead that is lost. @param target where the buyer goes */
    private record Move(StaffAccess who, StoredLead first, Complex target, Contract contract, Instant at) {
        TenantId to() {
            return target.developer();
        }
    }

    Mono<LeadId> reassign(StaffAccess who, TenantId from, LeadId id, ComplexId to) {
        return tx.staff(who, db -> store.leads()
                .lock(db, from, id)
                .flatMap(first -> allowed(db, first).then(move(who, first, to)))
                .flatMap(move -> queueUp(db, move)
                        .then(Mono.defer(() -> give(db, move)))
                        .flatMap(second -> takeAway(db, move, second).thenReturn(second.id()))));
    }

    private Mono<Void> allowed(DatabaseClient db, StoredLead first) {
        first.stillOurs();
        if (first.withdrawnAt() != null) {
            throw new Problem.Conflict("lead-consent-withdrawn");
        }
        if (first.person() == null) {
            throw new Problem.Conflict("lead-without-phone");
        }
        if (first.stage() == Stage.DEAL || first.stage() == Stage.BOOKING) {
            throw new Problem.Conflict("lead-too-far", first.stage().name());
        }
        return store.consents()
                .isGiven(db, first, ConsentPurpose.SHARE)
                .filter(given -> given)
                .switchIfEmpty(Mono.error(() -> new Problem.Conflict("lead-no-share-consent")))
                .then();
    }

    private Mono<Move> move(StaffAccess who, StoredLead first, ComplexId to) {
        var now = clock.instant();
        return catalogue.complex(to).flatMap(target -> {
            if (target.developer().equals(first.tenant())) {
                return Mono.error(new Problem.Conflict("lead-same-developer"));
            }
            return contracts
                    .inForce(target.developer(), now)
                    .map(contract -> new Move(who, first, target, contract, now));
        });
    }

    private Mono<Void> queueUp(DatabaseClient db, Move move) {
        return store.leads()
                .queueUp(db, move.target().id().value() + " " + move.first().personHex());
    }

    // ---- the second developer gets ----

    private Mono<StoredLead> give(DatabaseClient db, Move move) {
        return open(db, move).flatMap(open -> {
            var second = open.orElseGet(() -> secondLead(move));
            var contact = contact(move, second);
            var stored = open.isPresent()
                    ? store.leads().joined(db, second, move.at(), move.first().name(), null)
                    : store.leads().add(db, second);
            return stored.then(store.contacts().add(db, contact))
                    .then(store.timeline()
                            .add(db, second, EventKind.REASSIGNED_HERE, Timeline.PORTAL, move.at(), Map.of()))
                    .then(copyConsents(db, move, second))
                    .then(promise(db, move, second))
                    .then(judge.judge(db, second, contact))
                    .then(fix(move, second))
                    .then(deliver(db, move, second, contact, open.isPresent()))
                    .thenReturn(second);
        });
    }

    private Mono<Optional<StoredLead>> open(DatabaseClient db, Move move) {
        var person = move.first().person();
        return person == null
                ? Mono.just(Optional.empty())
                : store.leads()
                        .open(
                                db,
                                move.to(),
                                person,
                                move.target().id(),
                                move.at().minus(JOIN),
                                move.at());
    }

    /** The desk has qualified the buyer, so the lead goes to the sales office at once; only free placement keeps it at the desk. */
    private static StoredLead secondLead(Move move) {
        var first = move.first();
        var model = move.contract().model();
        var handling = model == CommercialModel.FREE ? Handling.CALL_CENTRE : Handling.DEVELOPER;
        return new StoredLead(
                move.to(),
                LeadId.next(),
                move.target().id(),
                move.target().slug(),
                move.target().name(),
                null,
                first.person(),
                first.phone(),
                first.name(),
                first.locale(),
                Channel.CALLBACK,
                new Attribution(null, "portal-desk", "reassignment", null, null, null, "EXACT"),
                Stage.NEW,
                null,
                handling,
                model,
                handling == Handling.DEVELOPER ? move.at() : null,
                "TARGET",
                null,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                move.at(),
                move.at(),
                1);
    }

    private static StoredContact contact(Move move, StoredLead second) {
        return new StoredContact(
                second.tenant(),
                ContactId.next(),
                second.id(),
                StoredContact.Kind.REASSIGNMENT,
                move.first().id().toString(),
                Channel.CALLBACK,
                move.at(),
                true,
                0,
                0,
                null,
                null,
                null,
                null,
                second.attribution(),
                new StoredContact.Evidence(
                        null,
                        null,
                        null,
                        null,
                        false,
                        null,
                        Classification.target(move.who().actor(), move.at())));
    }

    private Mono<Void> copyConsents(DatabaseClient db, Move move, StoredLead second) {
        return Flux.fromIterable(List.of(ConsentPurpose.CONTACT, ConsentPurpose.SHARE))
                .concatMap(purpose -> store.consents()
                        .give(
                                db,
                                second,
                                purpose,
                                LeadForm.CONSENT_TEXT,
                                "reassignment",
                                "given to the portal for passing on",
                                move.at()))
                .then();
    }

    private Mono<Void> promise(DatabaseClient db, Move move, StoredLead second) {
        return second.hasOpenPromise()
                ? Mono.empty()
                : promises.give(db, second, promises.by(move.at(), second.handling(), move.contract()), move.at());
    }

    private Mono<Void> fix(Move move, StoredLead second) {
        var person = second.personHex();
        if (move.contract().model() != CommercialModel.CPT || person == null) {
            return Mono.empty();
        }
        return fixations
                .claim(second.tenant(), person, second.complex(), second.id().value(), move.at())
                .then();
    }

    private Mono<Void> deliver(DatabaseClient db, Move move, StoredLead second, StoredContact contact, boolean joined) {
        var toDeveloper = second.handling() == Handling.DEVELOPER;
        return outbox.append(
                db,
                second.tenant(),
                joined
                        ? new ContactJoined(second.id(), contact.id(), move.at())
                        : new LeadDelivered(second.id(), second.complex(), toDeveloper, move.at()));
    }

    // ---- the first developer loses ----

    private Mono<Void> takeAway(DatabaseClient db, Move move, StoredLead second) {
        var first = move.first();
        return creditAll(move)
                .flatMap(credited -> store.timeline()
                        .add(db, first, EventKind.REASSIGNED_AWAY, Timeline.PORTAL, move.at(), credited))
                .then(store.leads().lost(db, first, move.at(), REASON))
                .then(store.promiseWatch().stop(db, first.id()))
                .then(reassignments.add(
                        db,
                        new Reassignments.Place(first.tenant(), first.id()),
                        new Reassignments.Place(second.tenant(), second.id()),
                        move.who().actor(),
                        move.at()))
                .then(audit.record(
                        db,
                        move.who().actor(),
                        "lead-reassigned",
                        first.id().toString(),
                        Map.of("to", second.id().toString())))
                .then(outbox.append(
                        db,
                        first.tenant(),
                        new LeadReassigned(
                                first.id(), second.id(), second.tenant().value())));
    }

    /** @return what the timeline says about it */
    private Mono<Map<String, String>> creditAll(Move move) {
        var first = move.first();
        var data = new HashMap<>(Map.of("reason", REASON));
        return billing.ofLeads(first.tenant(), List.of(first.id().value())).flatMap(money -> {
            var of = money.get(first.id().value());
            var charge = of == null ? null : of.charge();
            var amount = of == null ? null : of.amount();
            if (of == null
                    || charge == null
                    || amount == null
                    || !amount.minus(of.credited()).isPositive()) {
                return Mono.just(data);
            }
            var rest = amount.minus(of.credited());
            data.put("credited", rest.amount() + " " + rest.currency());
            return billing.credit(
                            first.tenant(),
                            charge,
                            CreditReason.REASSIGNED,
                            rest,
                            first.shortName(),
                            move.who().actor())
                    .thenReturn(data);
        });
    }
}
