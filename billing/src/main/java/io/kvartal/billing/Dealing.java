package io.kvartal.billing;

import io.kvartal.contract.CommercialModel;
import io.kvartal.contract.Contract;
import io.kvartal.contract.Contracts;
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
import java.time.temporal.ChronoUnit;
import java.util.Map;
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
    private final Audit audit;
    private final Deals deals = new Deals();
    private final Charges charges = new Charges();
    private final Ledger ledger = new Ledger();

    Dealing(TenantTx tx, Clock clock, Contracts contracts, Fixations fixations, Audit audit) {
        this.tx = tx;
        this.clock = clock;
        this.contracts = contracts;
        this.fixations = fixations;
        this.audit = audit;
    }

    /** The same declaration again gives the first answer; another one for the same lead is a Conflict. */
    Mono<Deal> declare(TenantId tenant, DealDraft draft, String actor) {
        return tx.in(tenant, db -> TenantLock.take(db, tenant)
                .then(deals.ofLead(db, tenant, draft.lead()))
                .map(existing -> same(existing, draft))
                .switchIfEmpty(Mono.defer(() -> fixations
                        .of(tenant, draft.lead())
                        .onErrorMap(Problem.NotFound.class, none -> new Problem.Conflict("deal-without-fixation"))
                        .flatMap(fixation -> contracts
                                .inForce(tenant, fixation.claimedAt())
                                .flatMap(contract -> store(db, contract, fixation, draft, actor))))));
    }

    private static Deal same(Deal existing, DealDraft draft) {
        if (!existing.contractSum().equals(draft.contractSum())
                || !existing.signedOn().equals(draft.signedOn())) {
            throw new Problem.Conflict("deal-declared-already");
        }
        return existing;
    }

    private Mono<Deal> store(DatabaseClient db, Contract contract, Fixation fixation, DealDraft draft, String actor) {
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
                now);
        return deals.insert(db, deal)
                .then(VatRates.load(db, contract.legalEntity()))
                .map(vat -> charge(deal, contract, fixation, vat))
                .flatMap(charge -> charges.insert(db, charge, Charges.Reason.deal(deal.id()))
                        .then(ledger.post(db, tenant, Journal.charge(charge.id().value(), charge.amount()), now)))
                .then(fixations.convert(tenant, draft.lead(), actor))
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
        if (fixation.state() == Fixation.State.REJECTED || fixation.state() == Fixation.State.REVOKED) {
            throw new Problem.Conflict("deal-without-fixation");
        }
        return agreed.of(draft.contractSum());
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
