package io.kvartal.billing;

import io.kvartal.billing.DeclaredDeal.State;
import io.kvartal.contract.CommercialModel;
import io.kvartal.contract.Contract;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.WorkingHours;
import io.kvartal.fixation.Fixation;
import io.kvartal.fixation.Fixations;
import io.kvartal.platform.Audit;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** CPT: months of deals as developers declare them, what hits a fixation, what is cancelled, what nobody declared. */
@Component
public final class DealBook {
    private static final int MOST_LINES = 1000;

    private final TenantTx tx;
    private final Clock clock;
    private final Contracts contracts;
    private final Fixations fixations;
    private final Dealing dealing;
    private final Audit audit;
    private final Deals deals = new Deals();
    private final Declarations declarations = new Declarations();

    DealBook(TenantTx tx, Clock clock, Contracts contracts, Fixations fixations, Dealing dealing, Audit audit) {
        this.tx = tx;
        this.clock = clock;
        this.contracts = contracts;
        this.fixations = fixations;
        this.dealing = dealing;
        this.audit = audit;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), WorkingHours.ALMATY);
    }

    /** Within the claw-back term the whole commission is credited, and the client is the portal's again. See {@link Deal.Cancelled}. */
    public Mono<Deal> cancel(TenantId tenant, UUID deal, LocalDate on, String reason, String actor) {
        return dealing.cancel(tenant, deal, on, reason, actor);
    }

    // ---- a month ----

    /**
     * All deals of a month. Each that surely hits one of the portal's fixations becomes a deal with its commission at once; an uncertain one waits for a
     * person; of the others the number is kept. A contract number that was declared before is not taken twice.
     *
     * @throws Problem.Invalid for a month that has not begun, too many lines, a number twice, a payment later than the month or than today
     * @throws Problem.Conflict when a number was declared with another sum or date
     */
    public Mono<Declaration> declare(TenantId tenant, BillingPeriod period, List<DealLine> lines, String actor) {
        mustBePossible(period, lines);
        return tx.in(tenant, db -> TenantLock.take(db, tenant)
                .then(contracts.history(tenant))
                .flatMap(history -> declarations
                        .hits(
                                db,
                                tenant,
                                lines.stream().map(DealLine::contractNo).toList())
                        .flatMap(known -> Flux.fromIterable(lines)
                                .concatMap(line -> take(db, tenant, period, line, known, history, actor))
                                .filter(hit -> !hit)
                                .count()))
                .flatMap(unknown -> sent(db, tenant, period, lines.size(), unknown.intValue(), actor))
                .then(Mono.defer(() -> declaration(tenant, period))));
    }

    private void mustBePossible(BillingPeriod period, List<DealLine> lines) {
        if (period.firstDay().isAfter(today())) {
            throw new Problem.Invalid("/period", "deals-period-not-begun");
        }
        if (lines.size() > MOST_LINES) {
            throw new Problem.Invalid("/items", "deals-too-many", MOST_LINES);
        }
        Set<String> numbers = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (!numbers.add(line.contractNo())) {
                throw new Problem.Invalid("/items/" + i + "/contractNo", "deals-number-twice", line.contractNo());
            }
            if (line.signedOn().isAfter(line.paidOn()) || line.paidOn().isAfter(today())) {
                throw new Problem.Invalid("/items/" + i + "/paidOn", "deals-not-paid-yet", line.contractNo());
            }
            if (line.paidOn().isAfter(period.lastDay())) {
                throw new Problem.Invalid("/items/" + i + "/paidOn", "deals-other-month", line.contractNo());
            }
        }
    }

    /** Emits whether the line hit a fixation. */
    private Mono<Boolean> take(
            DatabaseClient db,
            TenantId tenant,
            BillingPeriod period,
            DealLine line,
            List<DeclaredDeal> known,
            List<Contract> history,
            String actor) {
        var before = known.stream()
                .filter(hit -> hit.contractNo().equals(line.contractNo()))
                .findFirst();
        if (before.isPresent()) {
            return before.get().isSame(line)
                    ? Mono.just(true)
                    : Mono.error(new Problem.Conflict("deals-declared-otherwise", line.contractNo()));
        }
        return fixations
                .ofPersons(tenant, List.of(fixations.person(line.buyer())))
                .map(claims ->
                        DealMatching.of(line, claims, claim -> attributionDays(history, claim), WorkingHours.ALMATY))
                .flatMap(found -> found.map(hit ->
                                store(db, tenant, period, line, hit, actor).thenReturn(true))
                        .orElseGet(() -> Mono.just(false)));
    }

    private static int attributionDays(List<Contract> history, Fixation claim) {
        return Contracts.inForce(history, claim.claimedAt()).terms().attributionDays();
    }

    private Mono<Void> store(
            DatabaseClient db,
            TenantId tenant,
            BillingPeriod period,
            DealLine line,
            DealMatching.Hit hit,
            String actor) {
        var pending = new DeclaredDeal(
                Ids.next(),
                tenant,
                period,
                line.contractNo(),
                line.signedOn(),
                line.paidOn(),
                line.contractSum(),
                line.flat(),
                line.complex(),
                hit.fixation().id(),
                State.PENDING,
                hit.doubts(),
                null,
                clock.instant(),
                null,
                null);
        if (!hit.doubts().isEmpty()) {
            return declarations.insert(db, pending);
        }
        return deal(pending, hit.fixation(), actor)
                .flatMap(deal -> declarations.insert(db, pending.decided(State.DEAL, deal.id(), actor, "")));
    }

    private Mono<Deal> deal(DeclaredDeal hit, Fixation fixation, String actor) {
        var lead = java.util.Objects.requireNonNull(fixation.lead(), "the portal's claims stand on leads");
        var draft = new DealDraft(
                lead, hit.contractSum(), hit.signedOn(), hit.paidOn(), (hit.contractNo() + " " + hit.flat()).strip());
        return dealing.declare(hit.tenant(), draft, actor);
    }

    private Mono<Void> sent(
            DatabaseClient db, TenantId tenant, BillingPeriod period, int lines, int unknown, String actor) {
        return declarations
                .head(db, tenant, period)
                .map(Declarations.Head::version)
                .defaultIfEmpty(0)
                .flatMap(version -> declarations.insert(
                        db, tenant, period, new Declarations.Head(version + 1, lines, unknown, actor, clock.instant())))
                .then(audit.record(
                        db,
                        actor,
                        "deals-declared",
                        "month " + period,
                        Map.of("tenant", tenant.toString(), "lines", lines, "unknown", unknown)));
    }

    public Mono<Declaration> declaration(TenantId tenant, BillingPeriod period) {
        return tx.in(tenant, db -> DealPolicy.on(db, period.lastDay())
                .flatMap(policy -> declarations.hits(db, tenant, period).flatMap(hits -> deals.all(db, tenant)
                        .flatMap(all -> {
                            var byId = all.stream().collect(Collectors.toMap(Deal::id, Function.identity()));
                            var due = dueOn(period, policy);
                            return declarations
                                    .head(db, tenant, period)
                                    .map(head -> new Declaration(
                                            period,
                                            head.version(),
                                            head.lines(),
                                            head.unknown(),
                                            head.by(),
                                            head.at(),
                                            due,
                                            hits,
                                            byId))
                                    .defaultIfEmpty(new Declaration(period, 0, 0, 0, null, null, due, hits, byId));
                        }))));
    }

    private static LocalDate dueOn(BillingPeriod period, DealPolicy policy) {
        return period.month().plusMonths(1).atDay(policy.declareByDay());
    }

    /** A person's word on an uncertain hit. @throws Problem.Conflict when it is decided, or no commission can be charged for it */
    public Mono<DeclaredDeal> decide(TenantId tenant, UUID declared, boolean deal, String reason, String actor) {
        var why = reason.strip();
        if (why.isEmpty() || why.length() > 500) {
            return Mono.error(new Problem.Invalid("/reason", "deal-reason-needed"));
        }
        return tx.in(tenant, db -> TenantLock.take(db, tenant)
                .then(declarations.hit(db, tenant, declared))
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("declared-deal")))
                .flatMap(hit -> hit.state() == State.PENDING
                        ? decided(hit, deal, why, actor)
                        : Mono.error(new Problem.Conflict("deals-decided-already")))
                .flatMap(hit -> declarations
                        .decided(db, hit, clock.instant())
                        .then(audit.record(
                                db,
                                actor,
                                "declared-deal-decided",
                                "declared deal " + hit.id(),
                                Map.of("state", hit.state().name(), "reason", why)))
                        .thenReturn(hit)));
    }

    private Mono<DeclaredDeal> decided(DeclaredDeal hit, boolean deal, String why, String actor) {
        return deal
                ? fixations
                        .byId(hit.tenant(), hit.fixation())
                        .flatMap(fixation -> deal(hit, fixation, actor))
                        .map(made -> hit.decided(State.DEAL, made.id(), actor, why))
                : Mono.just(hit.decided(State.NO_DEAL, null, actor, why));
    }

    // ---- what staff look after ----

    public Mono<List<DeclaredDeal>> pending(StaffAccess who) {
        return tx.staff(who, declarations::pending);
    }

    /** The portal hears of a deal. The same lead again changes nothing. @param from {@code stage} */
    public Mono<Void> heardOf(TenantId tenant, UUID lead, String from, String description) {
        return tx.in(
                tenant,
                db -> declarations.suspect(db, new Suspicion(tenant, lead, clock.instant(), from, description)));
    }

    /** Deals that were heard of and that nobody has declared. */
    public Mono<List<Suspicion>> suspicions(StaffAccess who) {
        return tx.staff(who, declarations::suspicions);
    }

    /** Who pays per deal, was to declare the month by now and has not. */
    public Mono<List<Contract>> undeclared(StaffAccess who, BillingPeriod period) {
        return tx.staff(who, db -> DealPolicy.on(db, period.lastDay())
                .flatMap(policy ->
                        today().isAfter(dueOn(period, policy)) ? late(db, who, period) : Mono.just(List.of())));
    }

    private Mono<List<Contract>> late(DatabaseClient db, StaffAccess who, BillingPeriod period) {
        var end = period.until(WorkingHours.ALMATY).minusNanos(1000);
        return declarations
                .declared(db, period)
                .flatMap(declared -> contracts.allInForce(who, end).map(all -> all.stream()
                        .filter(contract -> contract.model() == CommercialModel.CPT)
                        .filter(contract -> !declared.contains(contract.tenant()))
                        .toList()));
    }
}
