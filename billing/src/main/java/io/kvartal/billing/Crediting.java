package io.kvartal.billing;

import io.kvartal.contract.Contract;
import io.kvartal.contract.Contracts;
import io.kvartal.platform.Audit;
import io.kvartal.platform.Outbox;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What reduces charges: credit notes, and leads owed in place of bad ones. */
@Component
class Crediting {
    private static final String SYSTEM = "system";

    private final TenantTx tx;
    private final Clock clock;
    private final Contracts contracts;
    private final Outbox outbox;
    private final Audit audit;
    private final Holds holds;
    private final Charges charges = new Charges();
    private final CreditNotes notes = new CreditNotes();
    private final Replacements replacements = new Replacements();
    private final Ledger ledger = new Ledger();

    Crediting(TenantTx tx, Clock clock, Contracts contracts, Outbox outbox, Audit audit, Holds holds) {
        this.tx = tx;
        this.clock = clock;
        this.contracts = contracts;
        this.outbox = outbox;
        this.audit = audit;
        this.holds = holds;
    }

    Mono<CreditNote> credit(
            TenantId tenant, ChargeId id, CreditReason reason, Money amount, String note, String actor) {
        return tx.in(tenant, db -> TenantLock.take(db, tenant)
                .then(charge(db, tenant, id))
                .flatMap(charge -> write(db, charge, note(charge, reason, amount, note, actor))));
    }

    private CreditNote note(Charge charge, CreditReason reason, Money amount, String note, String actor) {
        if (!amount.isPositive()) {
            throw new Problem.Invalid("/amount", "billing.credit-of-nothing");
        }
        if (amount.compareTo(charge.rest()) > 0) {
            throw new Problem.Conflict(
                    "credit-exceeds-charge", charge.rest().amount().toPlainString());
        }
        return new CreditNote(
                Ids.next(),
                charge.id(),
                reason,
                amount,
                charge.vatRate(),
                note,
                actor,
                clock.instant(),
                charge.invoice() != null,
                null);
    }

    private Mono<CreditNote> write(DatabaseClient db, Charge charge, CreditNote note) {
        var tenant = charge.tenant();
        var vat = vatOf(charge, note.amount());
        var journal = note.afterInvoice()
                ? Journal.creditAfterInvoice(note.id(), note.amount(), vat)
                : Journal.creditBeforeInvoice(note.id(), note.amount());
        return notes.insert(db, tenant, note, vat)
                .then(ledger.post(db, tenant, journal, note.issuedAt()))
                .then(audit.record(
                        db,
                        note.actor(),
                        "credit-issued",
                        "charge " + charge.id(),
                        Map.of(
                                "reason", note.reason().name(),
                                "amount", note.amount().amount().toPlainString())))
                .then(outbox.append(db, tenant, new CreditIssued(tenant, charge.id(), note.id())))
                .thenReturn(note);
    }

    /** VAT is rounded over what is credited so far, so that the parts of a charge never give back more than its VAT. */
    static Money vatOf(Charge charge, Money amount) {
        var before = charge.credited().times(charge.vatRate());
        return charge.credited().plus(amount).times(charge.vatRate()).minus(before);
    }

    /** The charge has lost its ground: what is left of it is credited, and its hold on the person ends. */
    Mono<Void> reverse(DatabaseClient db, TenantId tenant, Charge charge) {
        var credit = charge.rest().isPositive()
                ? write(db, charge, note(charge, CreditReason.ADJUSTMENT, charge.rest(), "", SYSTEM))
                        .then()
                : Mono.<Void>empty();
        return holds.release(db, charge).then(credit);
    }

    /** A contact that is charged anew keeps what was given back on its last charge, as the same share of the new amount, and the lead that is owed for it. */
    Mono<Void> carryOver(DatabaseClient db, Charge anew, UUID contact) {
        return charges.reversed(db, anew.tenant(), contact).flatMap(old -> notes.ofCharge(db, anew.tenant(), old.id())
                .flatMapIterable(all -> all)
                .filter(note -> note.reason() != CreditReason.ADJUSTMENT)
                .concatMap(note -> carryOver(db, old, note, anew))
                .then(replacements.move(db, anew.tenant(), old.id(), anew.id())));
    }

    private Mono<CreditNote> carryOver(DatabaseClient db, Charge old, CreditNote note, Charge anew) {
        return charge(db, anew.tenant(), anew.id()).flatMap(charge -> {
            var share = charge.amount()
                    .times(BigDecimal.valueOf(note.amount().minor())
                            .divide(BigDecimal.valueOf(old.amount().minor()), MathContext.DECIMAL64));
            var part = share.compareTo(charge.rest()) > 0 ? charge.rest() : share;
            return part.isPositive()
                    ? write(db, charge, note(charge, note.reason(), part, note.note(), note.actor()))
                    : Mono.empty();
        });
    }

    /** The deadline is that of the contract by which the lead was charged. */
    Mono<Replacement> owe(TenantId tenant, ChargeId id, Replacement.Wanted wanted, String note, String actor) {
        var now = clock.instant();
        return tx.in(tenant, db -> TenantLock.take(db, tenant)
                .then(charge(db, tenant, id))
                .flatMap(charge -> charge.rest().isPositive()
                        ? contractOf(charge)
                        : Mono.error(new Problem.Conflict("charge-credited-already")))
                .map(contract -> new Replacement(
                        ReplacementId.next(),
                        id,
                        Replacement.State.OWED,
                        now,
                        contract.hours()
                                .plusWorkingDays(now, contract.disputes().replacementDays()),
                        note,
                        null,
                        wanted))
                .flatMap(owed -> replacements
                        .insert(db, tenant, owed, actor)
                        .filter(added -> added)
                        .switchIfEmpty(Mono.error(() -> new Problem.Conflict("replacement-owed-already")))
                        .then(audit.record(db, actor, "replacement-owed", "charge " + id, Map.of()))
                        .thenReturn(owed)));
    }

    /** The version by which it was charged. */
    Mono<Contract> contractOf(Charge charge) {
        return contracts.history(charge.tenant()).map(versions -> versions.stream()
                .filter(version -> version.id().equals(charge.contract()))
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound("contract")));
    }

    /** What came in for a promise pays for it, then promises whose time is over turn into credits. Emits how many were settled. */
    Mono<Long> keepPromises() {
        return tx.staff(StaffAccess.system("replacement-delivery"), replacements::owed)
                .flatMapMany(Flux::fromIterable)
                .concatMap(due -> deliver(due.tenant(), due.id()))
                .count()
                .flatMap(delivered -> creditOverdue().map(credited -> delivered + credited));
    }

    private Mono<Replacement> deliver(TenantId tenant, ReplacementId id) {
        return tx.in(tenant, db -> TenantLock.take(db, tenant)
                .then(replacements.byId(db, tenant, id))
                .filter(owed -> owed.state() == Replacement.State.OWED)
                .flatMap(owed -> charge(db, tenant, owed.charge())
                        .flatMap(bad -> bad.rest().isPositive()
                                ? replacements
                                        .match(db, tenant, owed, complexes(bad, owed))
                                        .flatMap(found -> deliver(db, tenant, owed, found, SYSTEM))
                                // Given back for another reason meanwhile: nobody is made good for twice.
                                : replacements.settle(db, tenant, owed, Replacement.State.CREDITED, null))));
    }

    private static Set<String> complexes(Charge bad, Replacement owed) {
        var own = bad.complex();
        return !owed.wanted().complexes().isEmpty() ? owed.wanted().complexes() : own == null ? Set.of() : Set.of(own);
    }

    private Mono<Replacement> deliver(
            DatabaseClient db, TenantId tenant, Replacement owed, ChargeId delivered, String actor) {
        return charge(db, tenant, delivered)
                .flatMap(charge ->
                        write(db, charge, note(charge, CreditReason.REPLACEMENT, charge.rest(), owed.note(), actor)))
                .then(replacements.settle(db, tenant, owed, Replacement.State.DELIVERED, delivered));
    }

    Mono<Replacement> fulfil(TenantId tenant, ReplacementId id, ChargeId delivered, String actor) {
        return tx.in(tenant, db -> TenantLock.take(db, tenant)
                .then(owed(db, tenant, id))
                .flatMap(owed -> owed.charge().equals(delivered)
                        ? Mono.error(new Problem.Invalid("/charge", "replacement-by-itself"))
                        : deliver(db, tenant, owed, delivered, actor)));
    }

    /** Promises whose time is over turn into credits. Emits how many. */
    Mono<Long> creditOverdue() {
        return tx.staff(StaffAccess.system("replacement-deadline"), db -> replacements.overdue(db, clock.instant()))
                .flatMapMany(Flux::fromIterable)
                .concatMap(due -> creditOverdue(due.tenant(), due.id()))
                .count();
    }

    private Mono<Replacement> creditOverdue(TenantId tenant, ReplacementId id) {
        return tx.in(tenant, db -> TenantLock.take(db, tenant)
                .then(replacements.byId(db, tenant, id))
                .filter(owed -> owed.state() == Replacement.State.OWED)
                .flatMap(owed -> charge(db, tenant, owed.charge())
                        .filter(charge -> charge.rest().isPositive())
                        .flatMap(charge -> write(
                                db,
                                charge,
                                note(charge, CreditReason.REPLACEMENT_UNMET, charge.rest(), owed.note(), SYSTEM)))
                        .then(replacements.settle(db, tenant, owed, Replacement.State.CREDITED, null))));
    }

    private Mono<Replacement> owed(DatabaseClient db, TenantId tenant, ReplacementId id) {
        return replacements
                .byId(db, tenant, id)
                .flatMap(owed -> owed.state() == Replacement.State.OWED
                        ? Mono.just(owed)
                        : Mono.error(new Problem.Conflict("replacement-settled-already")));
    }

    Mono<Charge> charge(DatabaseClient db, TenantId tenant, ChargeId id) {
        return charges.byId(db, tenant, id).switchIfEmpty(Mono.error(() -> new Problem.NotFound("charge")));
    }
}
