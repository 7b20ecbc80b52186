package io.kvartal.billing;

import io.kvartal.contract.CommercialModel;
import io.kvartal.contract.Contract;
import io.kvartal.contract.Contracts;
import io.kvartal.platform.Outbox;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Closes a month: one transaction and at most one invoice per tenant. A run that broke off is simply run again. */
@Component
class Invoicing {
    private static final Logger LOG = LoggerFactory.getLogger(Invoicing.class);

    private final TenantTx tx;
    private final Clock clock;
    private final Contracts contracts;
    private final Outbox outbox;
    private final BulkJudging bulk;
    private final Charges charges = new Charges();
    private final CreditNotes credits = new CreditNotes();
    private final Invoices invoices = new Invoices();
    private final Ledger ledger = new Ledger();

    Invoicing(TenantTx tx, Clock clock, Contracts contracts, Outbox outbox, BulkJudging bulk) {
        this.tx = tx;
        this.clock = clock;
        this.contracts = contracts;
        this.outbox = outbox;
        this.bulk = bulk;
    }

    /** What became of one tenant. */
    private sealed interface Outcome {
        record Created(Invoice invoice) implements Outcome {}

        record Existing() implements Outcome {}

        record Nothing() implements Outcome {}

        record Parked(InvoiceRun.Parked why) implements Outcome {}
    }

    Mono<InvoiceRun> close(BillingPeriod period, StaffAccess who) {
        return contracts
                .tenants(who)
                .flatMapMany(Flux::fromIterable)
                .concatMap(tenant -> close(tenant, period).onErrorResume(failure -> park(tenant, failure)))
                .collectList()
                .map(outcomes -> report(period, outcomes));
    }

    /** Doubt stops the invoice of this tenant only; the run reports it to the person who started it. */
    private static Mono<Outcome> park(TenantId tenant, Throwable failure) {
        if (failure instanceof Problem.Invalid wrongPeriod) {
            return Mono.error(wrongPeriod);
        }
        LOG.error("no invoice for tenant {}", tenant, failure);
        return Mono.just(new Outcome.Parked(new InvoiceRun.Parked(
                tenant, failure instanceof Problem problem ? problem.code() : "invoice-not-possible")));
    }

    private static InvoiceRun report(BillingPeriod period, List<Outcome> outcomes) {
        var created = new ArrayList<Invoice>();
        var parked = new ArrayList<InvoiceRun.Parked>();
        var existing = 0;
        var nothing = 0;
        for (var outcome : outcomes) {
            switch (outcome) {
                case Outcome.Created made -> created.add(made.invoice());
                case Outcome.Existing before -> existing++;
                case Outcome.Nothing empty -> nothing++;
                case Outcome.Parked stopped -> parked.add(stopped.why());
            }
        }
        return new InvoiceRun(period, List.copyOf(created), existing, nothing, List.copyOf(parked));
    }

    private Mono<Outcome> close(TenantId tenant, BillingPeriod period) {
        return bulk.judge(tenant).then(tx.in(tenant, db -> TenantLock.take(db, tenant)
                .then(invoices.ofPeriod(db, tenant, period))
                .<Outcome>map(existing -> new Outcome.Existing())
                .switchIfEmpty(Mono.defer(
                        () -> contracts.history(tenant).flatMap(versions -> invoice(db, tenant, period, versions))))));
    }

    private Mono<Outcome> invoice(DatabaseClient db, TenantId tenant, BillingPeriod period, List<Contract> versions) {
        var contract = governing(versions, period);
        if (contract == null) {
            return Mono.just(new Outcome.Nothing());
        }
        var now = clock.instant();
        var zone = contract.hours().zone();
        if (period.from(zone).isAfter(now)) {
            throw new Problem.Invalid("/period", "period-in-future", period.toString());
        }
        return placements(db, tenant, period, versions)
                .then(charges.uninvoiced(db, tenant, period.until(zone)))
                .flatMap(owed -> credits.open(db, tenant).map(open -> InvoiceDraft.of(owed, open, Money.KZT)))
                .flatMap(draft -> draft.lines().isEmpty()
                        ? Mono.<Outcome>just(new Outcome.Nothing())
                        : finalise(db, contract, period, draft, now));
    }

    /** The version in force on the period's last day, else the last one before. */
    private static @Nullable Contract governing(List<Contract> versions, BillingPeriod period) {
        return versions.stream()
                .filter(version -> !version.validFrom().isAfter(period.lastDay()))
                .findFirst()
                .orElse(null);
    }

    private Mono<Outcome> finalise(
            DatabaseClient db, Contract contract, BillingPeriod period, InvoiceDraft draft, Instant now) {
        var tenant = contract.tenant();
        var today = contract.hours().dateOf(now);
        var id = InvoiceId.next();
        return invoices.seller(db, contract.legalEntity())
                .map(seller -> new Invoices.New(
                        id,
                        tenant,
                        period,
                        seller,
                        contract.party(),
                        draft,
                        today,
                        today.plusDays(contract.billing().dueDays())))
                .flatMap(invoice -> invoices.insert(db, invoice, now)
                        .then(invoices.nextNumber(db, contract.legalEntity()))
                        .flatMap(number -> invoices.finalise(db, invoice, number)))
                .then(ledger.post(
                        db, tenant, Journal.invoice(id.value(), draft.net(), draft.vat(), draft.subtracted()), now))
                .then(draft.total().isZero() ? invoices.pay(db, tenant, id, now) : Mono.empty())
                .then(outbox.append(db, tenant, new InvoiceFinalised(tenant, id)))
                .then(invoices.byId(db, tenant, id))
                .map(Outcome.Created::new);
    }

    /** The monthly fee of every placement in force in the period, by its days. */
    private Mono<Void> placements(DatabaseClient db, TenantId tenant, BillingPeriod period, List<Contract> versions) {
        return Flux.fromIterable(versions)
                .filter(version -> version.model() == CommercialModel.PLACEMENT)
                .concatMap(version -> {
                    var fee = feeFor(version, period);
                    return fee == null || fee.isZero()
                            ? Mono.<Void>empty()
                            : VatRates.load(db, version.legalEntity())
                                    .flatMap(
                                            vat -> placement(db, placement(tenant, period, version, fee, vat), period));
                })
                .then();
    }

    static @Nullable Money feeFor(Contract version, BillingPeriod period) {
        var fee = version.monthlyFee();
        var from = later(version.validFrom(), period.firstDay());
        var until = earlier(version.validTo(), period.lastDay().plusDays(1));
        var days = ChronoUnit.DAYS.between(from, until);
        return fee == null || days <= 0
                ? null
                : fee.times(BigDecimal.valueOf(days)
                        .divide(BigDecimal.valueOf(period.month().lengthOfMonth()), 12, RoundingMode.HALF_UP));
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate earlier(@Nullable LocalDate one, LocalDate other) {
        return one != null && one.isBefore(other) ? one : other;
    }

    private Charge placement(TenantId tenant, BillingPeriod period, Contract version, Money fee, VatRates vat) {
        var day = later(version.validFrom(), period.firstDay());
        return new Charge(
                ChargeId.next(),
                tenant,
                ChargeKind.PLACEMENT,
                null,
                null,
                period.toString(),
                null,
                null,
                fee,
                vat.on(day),
                day.atStartOfDay(version.hours().zone()).toInstant(),
                clock.instant(),
                version.id(),
                version.version(),
                Money.zero(fee.currency()),
                null);
    }

    private Mono<Void> placement(DatabaseClient db, Charge charge, BillingPeriod period) {
        return charges.insert(db, charge, Charges.Reason.period(period.toString()))
                .flatMap(added -> added
                        ? ledger.post(
                                db,
                                charge.tenant(),
                                Journal.charge(charge.id().value(), charge.amount()),
                                charge.chargedAt())
                        : Mono.empty());
    }

    /** Takes a final, unpaid invoice back: what it carried goes on the next one. */
    Mono<Void> voidInvoice(TenantId tenant, InvoiceId id) {
        return tx.in(tenant, db -> TenantLock.take(db, tenant)
                .then(invoices.byId(db, tenant, id))
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("invoice")))
                .filter(invoice ->
                        invoice.state() == InvoiceState.FINAL && invoice.paid().isZero())
                .switchIfEmpty(Mono.error(() -> new Problem.Conflict("invoice-not-voidable")))
                .then(ledger.journal(db, tenant, Journal.Kind.INVOICE, id.value()))
                .flatMap(posted -> ledger.post(db, tenant, posted.voided(), clock.instant()))
                .then(invoices.voidAndRelease(db, tenant, id)));
    }
}
