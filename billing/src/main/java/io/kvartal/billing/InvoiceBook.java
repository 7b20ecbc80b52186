package io.kvartal.billing;

import io.kvartal.contract.Contracts;
import io.kvartal.contract.WorkingHours;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Invoices as documents: runs, drafts, lines with what stands behind them, files, and the acts of billing staff. */
@Component
public final class InvoiceBook {
    /** How long somebody who has started a run waits for a short one. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final TenantTx tx;
    private final Clock clock;
    private final Contracts contracts;
    private final Parts parts;
    private final Invoices invoices = new Invoices();
    private final InvoiceReads reads = new InvoiceReads();

    /** Those who act; this facade reads by itself. */
    @Component
    record Parts(Invoicing invoicing, InvoiceRuns runs, InvoiceLife life, InvoicePrint print, InvoiceSheet sheet) {}

    InvoiceBook(TenantTx tx, Clock clock, Contracts contracts, Parts parts) {
        this.tx = tx;
        this.clock = clock;
        this.contracts = contracts;
        this.parts = parts;
    }

    // ---- runs ----

    /**
     * Invoices what happened up to the end of the month and stands on no invoice yet. Run twice, or by two at once, it makes one set of invoices.
     *
     * @throws Problem.Invalid for a month that has not begun
     */
    public Mono<InvoiceRun> close(BillingPeriod period, StaffAccess who) {
        return parts.runs().close(period, who);
    }

    /** The same without waiting for a long one: a job goes on with it. */
    public Mono<InvoiceRunId> start(BillingPeriod period, StaffAccess who) {
        return parts.runs()
                .start(period, who)
                .delayUntil(run -> parts.runs().work(run).take(PATIENCE));
    }

    public Mono<InvoiceRunStatus> run(InvoiceRunId run) {
        return parts.runs().status(run);
    }

    public Mono<InvoiceRun> result(InvoiceRunId run, StaffAccess who) {
        return parts.runs().result(run, who);
    }

    /** Newest first. */
    public Mono<List<InvoiceRunStatus>> runs(int count) {
        return parts.runs().last(count);
    }

    /** What a run would make now. */
    public Mono<InvoiceForecast> forecast(BillingPeriod period, StaffAccess who) {
        if (period.from(WorkingHours.ALMATY).isAfter(clock.instant())) {
            return Mono.error(new Problem.Invalid("/period", "period-in-future", period.toString()));
        }
        return contracts.tenants(who).flatMap(tenants -> tx.staff(who, db -> invoices.allOfPeriod(db, period))
                .map(there -> (int) there.stream()
                        .filter(one -> one.state() != InvoiceState.VOID)
                        .count())
                .flatMap(existing -> Flux.fromIterable(tenants)
                        .concatMap(tenant -> foresee(tenant, period))
                        .collectList()
                        .map(seen -> forecast(period, seen, existing))));
    }

    private record Seen(Optional<InvoiceForecast.Row> row, Optional<InvoiceRun.Parked> parked) {}

    private Mono<Seen> foresee(TenantId tenant, BillingPeriod period) {
        return parts.invoicing()
                .foresee(tenant, period)
                .map(plan -> new Seen(Optional.of(row(plan)), Optional.empty()))
                .onErrorResume(
                        Problem.Conflict.class,
                        doubt -> Mono.just(
                                new Seen(Optional.empty(), Optional.of(new InvoiceRun.Parked(tenant, doubt.code())))));
    }

    private InvoiceForecast.Row row(InvoicePlan plan) {
        var draft = plan.draft();
        var until = plan.changesUntil();
        return new InvoiceForecast.Row(
                plan.contract().tenant(),
                plan.contract().party().name(),
                draft.lines().size(),
                draft.charges(),
                draft.printedNet(),
                draft.printedVat(),
                draft.total(),
                until != null && until.isAfter(clock.instant()) ? until : null);
    }

    private static InvoiceForecast forecast(BillingPeriod period, List<Seen> seen, int existing) {
        var rows = new ArrayList<InvoiceForecast.Row>();
        var parked = new ArrayList<InvoiceRun.Parked>();
        seen.forEach(one -> {
            one.row().ifPresent(rows::add);
            one.parked().ifPresent(parked::add);
        });
        return new InvoiceForecast(period, List.copyOf(rows), List.copyOf(parked), existing);
    }

    // ---- reading ----

    public Mono<InvoiceList> list(StaffAccess who, InvoiceFilter filter) {
        return tx.staff(who, db -> reads.list(db, filter, LocalDate.ofInstant(clock.instant(), WorkingHours.ALMATY)));
    }

    /** Newest first; the sums of drafts as they stand now. */
    public Mono<List<Invoice>> invoices(TenantId tenant) {
        return tx.in(tenant, db -> invoices.all(db, tenant)
                .flatMapMany(Flux::fromIterable)
                .concatMap(invoice -> invoice.state() == InvoiceState.DRAFT
                        ? look(invoice).map(plan -> plan.shown(invoice))
                        : Mono.just(invoice))
                .collectList());
    }

    /** The lines of a draft are computed anew. */
    public Mono<InvoiceView> invoice(TenantId tenant, InvoiceId id) {
        return tx.in(tenant, db -> invoices.view(db, tenant, id)
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("invoice")))
                .flatMap(view -> view.invoice().state() == InvoiceState.DRAFT
                        ? look(view.invoice()).map(plan -> plan.shown(view))
                        : Mono.just(view)));
    }

    private Mono<InvoicePlan> look(Invoice draft) {
        return parts.invoicing().look(draft.tenant(), draft.period());
    }

    public Mono<InvoiceCard> card(TenantId tenant, InvoiceId id) {
        return tx.in(tenant, db -> invoice(tenant, id).flatMap(view -> reads.changesUntil(db, tenant, id)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(until ->
                        InvoiceActs.of(db, tenant, id).map(acts -> new InvoiceCard(view, until.orElse(null), acts)))));
    }

    /** @throws Problem.NotFound when there is no such line, or no such page */
    public Mono<InvoiceCharges> charges(TenantId tenant, InvoiceId id, int line, int page) {
        return tx.in(tenant, db -> invoice(tenant, id)
                .flatMap(view -> {
                    var found = view.lines().stream()
                            .filter(one -> one.no() == line)
                            .findFirst()
                            .orElseThrow(() -> new Problem.NotFound("invoice-line"));
                    var scope = view.invoice().state() == InvoiceState.DRAFT
                            ? look(view.invoice()).map(plan -> Optional.of(plan.scope()))
                            : Mono.just(Optional.<InvoiceSources.Scope>empty());
                    return scope.flatMap(
                            in -> reads.charges(db, view.invoice(), found, in.orElse(null), Math.max(1, page)));
                })
                .filter(found -> found.page() <= found.pages())
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("page"))));
    }

    // ---- files ----

    public Mono<byte[]> pdf(TenantId tenant, InvoiceId id, Lang lang) {
        return invoice(tenant, id).flatMap(view -> parts.print().pdf(view, lang));
    }

    /** Sheets "Invoice" and "Charges"; no telephone numbers. */
    public Mono<byte[]> xlsx(TenantId tenant, InvoiceId id, Lang lang) {
        return invoice(tenant, id)
                .flatMap(view -> parts.sheet().xlsx(view, lang, (line, page) -> charges(tenant, id, line, page)));
    }

    /** The PDFs of a month's invoices in one archive, made while it is read. Void ones and drafts are left out. */
    public Flux<DataBuffer> archive(StaffAccess who, BillingPeriod period, Lang lang) {
        return tx.staff(who, db -> invoices.allOfPeriod(db, period))
                .flatMapMany(all -> InvoiceArchive.of(all.stream()
                        .filter(one -> one.state() != InvoiceState.VOID && one.state() != InvoiceState.DRAFT)
                        .map(one -> new InvoiceArchive.File(
                                InvoiceArchive.File.safe(one.number()) + ".pdf", pdf(one.tenant(), one.id(), lang)))
                        .toList()));
    }

    // ---- acts ----

    /** Ends the grace of a draft. @throws Problem.Conflict when it is none, or an earlier one is open */
    public Mono<Void> finalise(TenantId tenant, InvoiceId id, String actor) {
        return parts.invoicing().finalise(tenant, id, actor);
    }

    /** Takes a final, unpaid invoice back; what it carried goes on the next one. */
    public Mono<Void> takeBack(TenantId tenant, InvoiceId id, String reason, String actor) {
        return parts.life().takeBack(tenant, id, reason, actor);
    }

    /** Gives up what is open of a final invoice. @throws Problem.Invalid without a reason */
    public Mono<Void> writeOff(TenantId tenant, InvoiceId id, String reason, String actor) {
        return reason.isBlank()
                ? Mono.error(new Problem.Invalid("/reason", "required"))
                : parts.life().writeOff(tenant, id, reason.strip(), actor);
    }
}
