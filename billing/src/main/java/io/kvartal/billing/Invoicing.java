package io.kvartal.billing;

import io.kvartal.contract.Contract;
import io.kvartal.contract.Contracts;
import io.kvartal.platform.Outbox;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes invoices: one transaction and at most one invoice per tenant and period, first as a draft when the contract gives days of grace.
 *
 * <p>The statements of one invoice are as many for a million charges as for one. The number comes last, so that the counter of the legal entity, for
 * which all tenants wait, is held for a moment.
 */
@Component
class Invoicing {
    private final TenantTx tx;
    private final Clock clock;
    private final Contracts contracts;
    private final Placements placements;
    private final Settlements settlements;
    private final Outbox outbox;
    private final InvoiceSources sources = new InvoiceSources();
    private final Invoices invoices = new Invoices();
    private final InvoiceLines lines = new InvoiceLines();
    private final Ledger ledger = new Ledger();

    Invoicing(
            TenantTx tx,
            Clock clock,
            Contracts contracts,
            Placements placements,
            Settlements settlements,
            Outbox outbox) {
        this.tx = tx;
        this.clock = clock;
        this.contracts = contracts;
        this.placements = placements;
        this.settlements = settlements;
        this.outbox = outbox;
    }

    /** What closing a period did for one tenant. */
    sealed interface Outcome {
        /** A draft or a final invoice. */
        record Created(InvoiceId invoice) implements Outcome {}

        record Existing(InvoiceId invoice) implements Outcome {}

        record Nothing() implements Outcome {}
    }

    /** Joins a transaction. @throws Problem.Invalid for a period that has not begun */
    Mono<Outcome> close(TenantId tenant, BillingPeriod period, String actor) {
        return tx.in(tenant, db -> TenantLock.take(db, tenant)
                .then(contracts.history(tenant))
                .flatMap(versions -> finaliseDueBefore(db, tenant, period, versions)
                        .then(invoices.ofPeriod(db, tenant, period))
                        .flatMap(existing -> again(db, existing, versions))
                        .switchIfEmpty(Mono.defer(() -> plan(db, tenant, period, versions, true)
                                .filter(plan -> !plan.draft().lines().isEmpty())
                                .flatMap(plan -> make(db, plan, actor))))
                        .defaultIfEmpty(new Outcome.Nothing())));
    }

    /** The invoice that closing would make, without making it: everything is done and then taken back. Empty for none. */
    Mono<InvoicePlan> foresee(TenantId tenant, BillingPeriod period) {
        return tx.in(tenant, db -> TenantLock.take(db, tenant)
                        .then(invoices.ofPeriod(db, tenant, period))
                        .hasElement()
                        .filter(existing -> !existing)
                        .then(contracts.history(tenant))
                        .flatMap(versions -> plan(db, tenant, period, versions, true))
                        .flatMap(plan -> Mono.<InvoicePlan>error(new Undone(plan))))
                .onErrorResume(Undone.class, undone -> Mono.just(undone.plan))
                .filter(plan -> !plan.draft().lines().isEmpty());
    }

    /** Ends a transaction that was only to see what would come of it. */
    @SuppressWarnings("serial")
    private static final class Undone extends RuntimeException {
        private final transient InvoicePlan plan;

        Undone(InvoicePlan plan) {
            super("undone", null, false, false);
            this.plan = plan;
        }
    }

    /** A draft as it stands now; nothing is stored. */
    Mono<InvoicePlan> look(TenantId tenant, BillingPeriod period) {
        return tx.in(
                tenant, db -> contracts.history(tenant).flatMap(versions -> plan(db, tenant, period, versions, false)));
    }

    /** A person ends the grace of a draft. @throws Problem.Conflict when it is none, or an earlier one is open */
    Mono<Void> finalise(TenantId tenant, InvoiceId id, String actor) {
        return tx.in(tenant, db -> TenantLock.take(db, tenant)
                .then(invoices.byId(db, tenant, id))
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("invoice")))
                .filter(found -> found.state() == InvoiceState.DRAFT)
                .switchIfEmpty(Mono.error(() -> new Problem.Conflict("invoice-not-draft")))
                .flatMap(found -> invoices.drafts(db, tenant).flatMap(open -> {
                    var first = open.getFirst();
                    return first.id().equals(id)
                            ? contracts
                                    .history(tenant)
                                    .flatMap(versions -> finalise(db, tenant, first, versions, actor))
                            : Mono.error(new Problem.Conflict(
                                    "invoice-earlier-draft", first.period().toString()));
                })));
    }

    /** Drafts whose grace is over become final; the others are computed anew for the lists. Emits how many became final. */
    Mono<Long> finaliseDue() {
        return tx.staff(StaffAccess.system("invoice-drafts"), invoices::allDrafts)
                .flatMapMany(Flux::fromIterable)
                .concatMapDelayError(draft -> tend(draft.tenant(), draft.id()))
                .filter(finalised -> finalised)
                .count();
    }

    /** Whoever came first has done it: the draft is looked for again under the lock. */
    private Mono<Boolean> tend(TenantId tenant, InvoiceId id) {
        return tx.in(tenant, db -> TenantLock.take(db, tenant)
                .then(invoices.drafts(db, tenant))
                .flatMapIterable(open -> open)
                .filter(draft -> draft.id().equals(id))
                .next()
                .flatMap(draft -> contracts.history(tenant).flatMap(versions -> tend(db, tenant, draft, versions))));
    }

    private Mono<Boolean> tend(DatabaseClient db, TenantId tenant, Invoices.Open draft, List<Contract> versions) {
        return isDue(draft)
                ? finalise(db, tenant, draft, versions, InvoiceAct.SYSTEM).thenReturn(true)
                : plan(db, tenant, draft.period(), versions, true)
                        .flatMap(plan -> store(db, draft.id(), plan))
                        .thenReturn(false);
    }

    private boolean isDue(Invoices.Open draft) {
        return !clock.instant().isBefore(draft.changesUntil());
    }

    private Mono<Void> finaliseDueBefore(
            DatabaseClient db, TenantId tenant, BillingPeriod period, List<Contract> versions) {
        return invoices.drafts(db, tenant)
                .flatMapIterable(open -> open)
                .filter(draft -> draft.period().month().isBefore(period.month()) && isDue(draft))
                .concatMap(draft -> finalise(db, tenant, draft, versions, InvoiceAct.SYSTEM))
                .then();
    }

    private Mono<Void> finalise(
            DatabaseClient db, TenantId tenant, Invoices.Open draft, List<Contract> versions, String actor) {
        return plan(db, tenant, draft.period(), versions, true).flatMap(plan -> finalise(db, draft.id(), plan, actor));
    }

    private Mono<Outcome> again(DatabaseClient db, Invoice existing, List<Contract> versions) {
        var known = Mono.<Outcome>just(new Outcome.Existing(existing.id()));
        return existing.state() == InvoiceState.DRAFT
                ? tend(existing.tenant(), existing.id()).then(known)
                : known;
    }

    /** @param charging whether placements are charged first; looking changes nothing */
    private Mono<InvoicePlan> plan(
            DatabaseClient db, TenantId tenant, BillingPeriod period, List<Contract> versions, boolean charging) {
        var contract = InvoicePlan.governing(versions, period);
        if (contract == null) {
            return Mono.empty();
        }
        if (period.from(contract.hours().zone()).isAfter(clock.instant())) {
            return Mono.error(new Problem.Invalid("/period", "period-in-future", period.toString()));
        }
        return (charging ? placements.charge(db, tenant, period, versions) : Mono.<Void>empty())
                .then(invoices.drafts(db, tenant))
                .flatMap(open -> {
                    var scope = InvoicePlan.scope(contract, period, before(open, period));
                    return sources.draft(db, scope)
                            .map(draft -> InvoicePlan.of(contract, scope, draft, before(open, period)));
                });
    }

    /** The last open draft of an earlier period. */
    private static Invoices.@Nullable Open before(List<Invoices.Open> open, BillingPeriod period) {
        return open.stream()
                .filter(draft -> draft.period().month().isBefore(period.month()))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    private Mono<Outcome> make(DatabaseClient db, InvoicePlan plan, String actor) {
        var id = InvoiceId.next();
        var until = plan.changesUntil();
        var made = until == null || !clock.instant().isBefore(until)
                ? finalise(db, id, plan, actor)
                : store(db, id, plan).then(act(db, plan, id, InvoiceAct.Kind.DRAFTED, actor));
        return made.thenReturn(new Outcome.Created(id));
    }

    private Mono<Invoices.New> store(DatabaseClient db, InvoiceId id, InvoicePlan plan) {
        var now = clock.instant();
        return invoices.seller(db, plan.contract().legalEntity())
                .map(seller -> plan.invoice(id, seller, now))
                .delayUntil(invoice -> invoices.store(db, invoice, plan.changesUntil(), now));
    }

    private Mono<Void> finalise(DatabaseClient db, InvoiceId id, InvoicePlan plan, String actor) {
        var tenant = plan.contract().tenant();
        var now = clock.instant();
        return store(db, id, plan.issuedAt(now)).flatMap(invoice -> write(db, invoice, plan, now)
                .then(act(db, plan, id, InvoiceAct.Kind.FINALISED, actor))
                .then(outbox.append(db, tenant, new InvoiceFinalised(tenant, id)))
                .then(settlements.any(db, tenant))
                .flatMap(prepaid -> invoices.number(db, invoice).then(settle(db, plan, id, prepaid, now))));
    }

    private Mono<Void> write(DatabaseClient db, Invoices.New invoice, InvoicePlan plan, Instant now) {
        var draft = plan.draft();
        var id = invoice.id();
        return lines.insert(db, invoice.tenant(), id, draft)
                .then(lines.charges(db, plan.scope(), id, draft))
                .then(lines.credits(db, invoice.tenant(), id, draft))
                .then(ledger.post(
                        db,
                        invoice.tenant(),
                        Journal.invoice(id.value(), draft.net(), draft.vat(), draft.subtracted()),
                        now));
    }

    private Mono<Void> settle(DatabaseClient db, InvoicePlan plan, InvoiceId id, boolean prepaid, Instant now) {
        var tenant = plan.contract().tenant();
        if (plan.draft().total().isZero()) {
            return invoices.pay(db, tenant, id, now);
        }
        return prepaid ? settlements.use(db, tenant, id) : Mono.empty();
    }

    private Mono<Void> act(DatabaseClient db, InvoicePlan plan, InvoiceId id, InvoiceAct.Kind kind, String actor) {
        return InvoiceActs.add(db, plan.contract().tenant(), id, kind, actor, "", clock.instant());
    }
}
