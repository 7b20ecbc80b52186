package io.kvartal.dispute;

import io.kvartal.billing.Billing;
import io.kvartal.billing.ChargeView;
import io.kvartal.billing.CreditReason;
import io.kvartal.billing.Credits;
import io.kvartal.billing.Junk;
import io.kvartal.billing.Replacement;
import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Complex;
import io.kvartal.desk.AccountManagers;
import io.kvartal.dispute.Decision.Remedy;
import io.kvartal.dispute.Decision.Verdict;
import io.kvartal.dispute.Dispute.Ruling;
import io.kvartal.dispute.DisputeState.Act;
import io.kvartal.lead.Leads;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Outbox;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The decision and its money: one transaction, or nothing. */
@Component
class Judgement {
    private static final Decision SILENCE = new Decision(Verdict.UPHELD, Remedy.CREDIT, "", null);
    private static final Decision NOT_PROVEN = new Decision(Verdict.REJECTED, Remedy.NONE, "no evidence in time", null);
    private static final BigDecimal HALF = new BigDecimal("0.5");

    /** @param id for the books. @param name for people */
    private record Who(String id, String name) {}

    private final TenantTx tx;
    private final DisputeRows rows;
    private final DisputeLog log;
    private final Billing billing;
    private final Credits credits;
    private final Junk junk;
    private final Catalogue catalogue;
    private final Leads leads;
    private final AccountManagers managers;
    private final Outbox outbox;
    private final Clock clock;

    Judgement(
            TenantTx tx,
            DisputeRows rows,
            DisputeLog log,
            Billing billing,
            Credits credits,
            Junk junk,
            Catalogue catalogue,
            Leads leads,
            AccountManagers managers,
            Outbox outbox,
            Clock clock) {
        this.tx = tx;
        this.rows = rows;
        this.log = log;
        this.billing = billing;
        this.credits = credits;
        this.junk = junk;
        this.catalogue = catalogue;
        this.leads = leads;
        this.managers = managers;
        this.outbox = outbox;
        this.clock = clock;
    }

    Mono<Effect> effect(Dispute dispute) {
        return billing.standing(dispute.tenant(), dispute.charge()).map(view -> {
            var charge = view.charge();
            return new Effect(
                    charge.amount(),
                    charge.credited(),
                    charge.rest(),
                    charge.rest().times(HALF),
                    charge.vatRate(),
                    Objects.requireNonNullElse(view.invoiceNumber(), ""));
        });
    }

    Mono<Dispute> decide(Staff who, DisputeId id, Decision decision) {
        return tx.staff(who.access("decision on dispute " + id), db -> rows.lock(db, id)
                .flatMap(dispute -> mayDecide(who, dispute)
                        .then(Mono.defer(() -> settle(
                                db,
                                dispute,
                                decision,
                                Act.DECIDE,
                                new Who(who.userId() + " " + who.name(), who.name())))))
                .then(Mono.defer(() -> rows.lock(db, id))));
    }

    /** Upholds a dispute that nobody answered in time. Emits false when it has been answered meanwhile. */
    Mono<Boolean> silence(DisputeId id) {
        return tx.staff(
                StaffAccess.system("disputes without an answer"), db -> rows.lockOverdue(db, id, clock.instant())
                        .flatMap(dispute -> settle(db, dispute, SILENCE, Act.SILENCE, new Who("system", "system"))
                                .thenReturn(true))
                        .defaultIfEmpty(false));
    }

    /** Closes a claim that the developer did not prove when it was asked. Emits false when it has been answered meanwhile. */
    Mono<Boolean> expire(DisputeId id) {
        return tx.staff(StaffAccess.system("claims without evidence"), db -> rows.lockExpired(db, id, clock.instant())
                .flatMap(dispute -> settle(db, dispute, NOT_PROVEN, Act.EXPIRE, new Who("system", "system"))
                        .thenReturn(true))
                .defaultIfEmpty(false));
    }

    /** Whoever earns by the developer's satisfaction, or has decided once already, stays out of it. */
    private Mono<Void> mayDecide(Staff who, Dispute dispute) {
        if (dispute.state() == DisputeState.APPEALED
                && dispute.ruling() != null
                && dispute.ruling().by().startsWith(who.userId() + " ")) {
            return Mono.error(new Problem.Forbidden("dispute.same-person"));
        }
        return managers.of(dispute.tenant())
                .flatMap(manager -> manager.filter(own -> own.isSame(who.userId(), who.name()))
                                .isPresent()
                        ? Mono.error(new Problem.Forbidden("dispute.own-account"))
                        : Mono.empty());
    }

    private Mono<Void> settle(DatabaseClient db, Dispute dispute, Decision decision, Act act, Who actor) {
        var to = dispute.state().after(act).orElse(null);
        if (to == null) {
            return Mono.error(new Problem.Conflict("dispute.not-now"));
        }
        return billing.standing(dispute.tenant(), dispute.charge()).flatMap(view -> {
            var credit = decision.credit(view.charge().rest());
            var before = dispute.ruling() == null
                    ? Money.zero(credit.currency())
                    : dispute.ruling().credited();
            var ruling = new Ruling(
                    decision.verdict(),
                    decision.remedy(),
                    credit.plus(before),
                    decision.note(),
                    clock.instant(),
                    actor.id(),
                    act == Act.SILENCE);
            return money(dispute, decision, credit, view, actor.id())
                    .then(Mono.defer(() -> learn(dispute, decision, act, view, actor)))
                    .then(Mono.defer(() -> rows.rule(db, dispute, to, ruling)))
                    .then(Mono.defer(
                            () -> log.step(db, dispute, act.name(), to, actor.name(), decision.note(), ruling.at())))
                    .then(Mono.defer(() -> tell(db, dispute, ruling)));
        });
    }

    private Mono<Void> money(Dispute dispute, Decision decision, Money credit, ChargeView view, String actor) {
        var note = "dispute " + dispute.id();
        return switch (decision.remedy()) {
            case CREDIT ->
                credit.isPositive()
                        ? billing.credit(
                                        dispute.tenant(), view.charge().id(), CreditReason.DISPUTE, credit, note, actor)
                                .then()
                        : Mono.empty();
            case REPLACEMENT ->
                wanted(dispute, view)
                        .flatMap(wanted ->
                                credits.owe(dispute.tenant(), view.charge().id(), wanted, note, actor))
                        .then();
            case NONE -> Mono.empty();
        };
    }

    /** Any complex of the developer of the same class; the same rooms where the buyer had named them. */
    private Mono<Replacement.Wanted> wanted(Dispute dispute, ChargeView view) {
        var receipt = view.receipt();
        return catalogue.complexesOf(dispute.tenant()).map(own -> {
            var quality = own.stream()
                    .filter(complex -> complex.slug().equals(dispute.complex()))
                    .map(Complex::buildingClass)
                    .findFirst();
            var alike = own.stream()
                    .filter(complex ->
                            quality.filter(complex.buildingClass()::equals).isPresent())
                    .map(Complex::slug)
                    .collect(Collectors.toSet());
            return new Replacement.Wanted(
                    alike, receipt == null ? null : receipt.facts().room());
        });
    }

    /** A spammer whom a person has heard is nobody's buyer: the others are credited without asking. */
    private Mono<Void> learn(Dispute dispute, Decision decision, Act act, ChargeView view, Who actor) {
        var receipt = view.receipt();
        var person = receipt == null ? null : receipt.facts().person();
        return act == Act.DECIDE
                        && decision.verdict() == Verdict.UPHELD
                        && dispute.claim().reason() == Reason.SPAM
                        && person != null
                ? junk.list(person, "spam", "dispute " + dispute.id(), actor.id())
                : Mono.empty();
    }

    private Mono<Void> tell(DatabaseClient db, Dispute dispute, Ruling ruling) {
        var data = Map.of(
                "verdict", ruling.verdict().name().toLowerCase(Locale.ROOT),
                "remedy", ruling.remedy().name().toLowerCase(Locale.ROOT));
        return leads.disputed(dispute.tenant(), dispute.lead(), false, data, "portal")
                .then(outbox.append(
                        db,
                        dispute.tenant(),
                        new DisputeDecided(
                                dispute.id(),
                                dispute.lead(),
                                ruling.verdict(),
                                ruling.remedy(),
                                ruling.credited(),
                                ruling.bySilence())));
    }
}
