package io.kvartal.billing;

import io.kvartal.contract.CommercialModel;
import io.kvartal.contract.Contract;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.WorkingHours;
import io.kvartal.fixation.Fixation;
import io.kvartal.fixation.Fixations;
import io.kvartal.platform.Audit;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** CPT: the commission on a deal with a client who had been fixed. */
@Component
class Dealing {
    private final TenantTx tx;
    private final Clock clock;
    private final Contracts contracts;
    private final Fixations fixations;
    private final Crediting crediting;
    private final Audit audit;
    private final Deals deals = new Deals();
    private final Charges charges = new Charges();
    private final Ledger ledger = new Ledger();

    Dealing(TenantTx tx, Clock clock, Contracts contracts, Fixations fixations, Crediting crediting, Audit audit) {
        this.tx = tx;
        this.clock = clock;
        this.contracts = contracts;
        this.fixations = fixations;
        this.crediting = crediting;
        this.audit = audit;
    }

    /** The same declaration again gives the first answer; another one for the same lead is a Conflict. */
    Mono<Deal> declare(TenantId tenant, DealDraft draft, String actor) {
        return tx.in(tenant, db -> TenantLock.take(db, tenant)
                .then(deals.ofLead(db, tenant, draft.lead()))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(last -> last.filter(deal -> deal.cancelled() == null)
                        .map(standing -> Mono.just(same(standing, draft)))
                        .orElseGet(() -> next(db, tenant, draft, actor))));
    }

    private Mono<Deal> next(DatabaseClient db, TenantId tenant, DealDraft draft, String actor) {
        return fixations
                .of(tenant, draft.lead())
                .onErrorMap(Problem.NotFound.class, none -> new Problem.Conflict("deal-without-fixation"))
                .flatMap(fixation -> contracts
                        .inForce(tenant, fixation.claimedAt())
                        .flatMap(contract -> deals.attempts(db, tenant, fixation.id())
                                .flatMap(before -> store(db, contract, fixation, draft, before + 1, actor))));
    }

    private static Deal same(Deal existing, DealDraft draft) {
        if (!existing.contractSum().equals(draft.contractSum())
                || !existing.signedOn().equals(draft.signedOn())) {
            throw new Problem.Conflict("deal-declared-already");
        }
        return existing;
    }

    private Mono<Deal> store(
            DatabaseClient db, Contract contract, Fixation fixation, DealDraft draft, int attempt, String actor) {
        var now = clock.instant();
        var commission = commission(contract, fixation, draft, now);
        var tenant = contract.tenant();
        var deal = new Deal(
                Ids.next(),
                tenant,
                draft.lead(),
                fixation.id(),
                draft.contractSum(),
                draft.signedOn(),
                draft.paidOn(),
                draft.description(),
                commission,
                ChargeId.next(),
                actor,
                now,
                attempt,
                null);
        return fixations
                .convert(tenant, draft.lead(), actor)
                .then(deals.insert(db, deal))
                .then(VatRates.load(db, contract.legalEntity()))
                .map(vat -> charge(deal, contract, fixation, vat))
                .flatMap(charge -> charges.insert(db, charge, Charges.Reason.deal(deal.id()))
                        .then(ledger.post(db, tenant, Journal.charge(charge.id().value(), charge.amount()), now)))
                .then(audit.record(
                        db,
                        actor,
                        "deal-declared",
                        "lead " + draft.lead(),
                        Map.of("deal", deal.id().toString())))
                .thenReturn(deal);
    }

    /** The contract in force when the client was fixed decides: it was signed knowing nothing of the deal. */
    static Money commission(Contract contract, Fixation fixation, DealDraft draft, Instant now) {
        var agreed = contract.commission();
        if (contract.model() != CommercialModel.CPT || agreed == null) {
            throw new Problem.Conflict("deal-without-commission");
        }
        if (draft.signedOn().isAfter(draft.paidOn())
                || draft.paidOn().isAfter(contract.hours().dateOf(now))) {
            throw new Problem.Invalid("/paidOn", "deal-not-paid-yet");
        }
        var fixedOn = contract.hours().dateOf(fixation.claimedAt());
        var days = ChronoUnit.DAYS.between(fixedOn, draft.signedOn());
        if (days < 0 || days > contract.terms().attributionDays()) {
            throw new Problem.Conflict(
                    "deal-outside-attribution", contract.terms().attributionDays());
        }
        switch (fixation.state()) {
            case REQUESTED, UNDER_REVIEW, REJECTED, REVOKED -> throw new Problem.Conflict("deal-without-fixation");
            case CONVERTED -> throw new Problem.Conflict("deal-declared-already");
            case CONDITIONAL, FIXED, BOOKED, EXPIRED -> {}
        }
        return agreed.of(draft.contractSum());
    }

    /**
     * The deal is off. Inside the claw-back term the whole commission is credited and the client is the portal's again for the rest of the term; the deal
     * itself stays as it was. The same word again gives the first answer.
     *
     * @throws Problem.Conflict {@code deal-claw-back-over} when it was cancelled later
     */
    Mono<Deal> cancel(TenantId tenant, UUID id, LocalDate on, String reason, String actor) {
        var why = reason.strip();
        if (why.isEmpty() || why.length() > 500) {
            return Mono.error(new Problem.Invalid("/reason", "deal-reason-needed"));
        }
        var today = LocalDate.ofInstant(clock.instant(), WorkingHours.ALMATY);
        return tx.in(tenant, db -> TenantLock.take(db, tenant)
                .then(deals.byId(db, tenant, id))
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("deal")))
                .flatMap(deal -> deal.cancelled() != null
                        ? Mono.just(deal)
                        : DealPolicy.on(db, deal.signedOn())
                                .doOnNext(policy -> mustBeInTime(deal, on, today, policy))
                                .then(Mono.defer(() -> takeBack(db, deal, on, why, actor)))));
    }

    static void mustBeInTime(Deal deal, LocalDate on, LocalDate today, DealPolicy policy) {
        if (on.isAfter(today) || on.isBefore(deal.signedOn())) {
            throw new Problem.Invalid("/on", "deal-cancelled-when", deal.signedOn());
        }
        if (on.isAfter(policy.clawBackUntil(deal))) {
            throw new Problem.Conflict("deal-claw-back-over", policy.clawBackDays(), policy.clawBackUntil(deal));
        }
    }

    private Mono<Deal> takeBack(DatabaseClient db, Deal deal, LocalDate on, String reason, String actor) {
        var tenant = deal.tenant();
        return charges.byId(db, tenant, deal.charge())
                .filter(charge -> charge.rest().isPositive())
                .flatMap(charge -> crediting.credit(
                        tenant, charge.id(), CreditReason.DEAL_CANCELLED, charge.rest(), reason, actor))
                .map(note -> Optional.of(note.id()))
                .defaultIfEmpty(Optional.empty())
                .flatMap(credit -> {
                    var event = new Deal.Cancelled(on, reason, clock.instant(), actor, credit.orElse(null));
                    return deals.cancelled(db, deal, event)
                            .then(fixations.reopen(tenant, deal.fixation(), reason, actor))
                            .then(audit.record(
                                    db,
                                    actor,
                                    "deal-cancelled",
                                    "deal " + deal.id(),
                                    Map.of("on", on.toString(), "reason", reason)))
                            .thenReturn(deal.with(event));
                });
    }

    private static Charge charge(Deal deal, Contract contract, Fixation fixation, VatRates vat) {
        return new Charge(
                deal.charge(),
                deal.tenant(),
                ChargeKind.DEAL,
                deal.lead(),
                null,
                deal.description(),
                fixation.complex(),
                null,
                deal.commission(),
                vat.on(deal.paidOn(), contract.billing().vat()),
                deal.paidOn().atStartOfDay(contract.hours().zone()).toInstant(),
                deal.declaredAt(),
                contract.id(),
                contract.version(),
                Money.zero(deal.commission().currency()),
                null);
    }
}
