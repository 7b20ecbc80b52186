package io.kvartal.billing;

import io.kvartal.contract.Contracts;
import io.kvartal.fixation.Fixations;
import io.kvartal.platform.Sql;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.History.ClientClaim;
import io.kvartal.verdict.Receipt;
import io.kvartal.verdict.Timeline.Background;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What past months would have cost under other terms: every stored fact is judged once more. Under the terms as signed it equals the invoices, see
 * {@link TimeMachineBooks}.
 */
@Component
public final class TimeMachine {
    /** A request judges all of them once per variant; a second or two on one core. */
    static final int MOST_CONTACTS = 50_000;

    private final TenantTx tx;
    private final Contracts contracts;
    private final Fixations fixations;
    private final Facts facts = new Facts();
    private final Holds holds;
    private final Charges charges = new Charges();
    private final Deals deals = new Deals();

    TimeMachine(TenantTx tx, Contracts contracts, Fixations fixations, Holds holds) {
        this.tx = tx;
        this.contracts = contracts;
        this.fixations = fixations;
        this.holds = holds;
    }

    /** Both receipts of one contact. */
    public record Receipts(
            Receipt signed, Receipt supposed, @Nullable ChargeId charge, UUID lead, String name) {}

    private record Loaded(TimeMachineReplay.Knowledge known, TimeMachineBooks books) {}

    /** @throws Problem.NotFound without a contract; Problem.Invalid for too many contacts, or a model without its price */
    public Mono<TimeMachineReport> ask(TenantId tenant, TimeMachineQuestion question) {
        return tx.in(tenant, db -> known(db, tenant).flatMap(known -> books(db, tenant, known.zone(), question)
                        .map(books -> new Loaded(known, books))))
                .flatMap(loaded -> Mono.fromCallable(() -> reckon(tenant, question, loaded))
                        .subscribeOn(Schedulers.boundedElastic()));
    }

    /** @throws Problem.NotFound for a contact that the tenant does not have */
    public Mono<Receipts> receipts(TenantId tenant, UUID contact, TimeMachineVariant variant) {
        return tx.in(tenant, db -> known(db, tenant).flatMap(known -> charges.live(db, tenant, List.of(contact))
                        .map(live -> Map.entry(known, Optional.ofNullable(live.get(contact))))))
                .flatMap(loaded -> Mono.fromCallable(() -> receipts(
                                loaded.getKey(),
                                contact,
                                variant,
                                loaded.getValue()
                                        .map(live -> live.charge().id())
                                        .orElse(null)))
                        .subscribeOn(Schedulers.boundedElastic()));
    }

    private static Receipts receipts(
            TimeMachineReplay.Knowledge known, UUID contact, TimeMachineVariant variant, @Nullable ChargeId charge) {
        var fact = known.facts().stream()
                .filter(one -> one.facts().contact().equals(contact))
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound("contact"));
        return new Receipts(
                Objects.requireNonNull(TimeMachineReplay.receipt(known, TimeMachineVariant.AS_SIGNED, contact)),
                Objects.requireNonNull(TimeMachineReplay.receipt(known, variant, contact)),
                charge,
                fact.lead(),
                fact.description());
    }

    private static TimeMachineReport reckon(TenantId tenant, TimeMachineQuestion question, Loaded loaded) {
        var known = loaded.known();
        var supposed = new TimeMachineReplay.Supposed(question.deals(), question.dealSum());
        var signed = run(known, question, TimeMachineVariant.AS_SIGNED, null);
        var grid = new ArrayList<TimeMachineResult>();
        for (var seconds : question.seconds()) {
            for (var days : question.days()) {
                grid.add(run(known, question, TimeMachineVariant.of(days, seconds), null));
            }
        }
        var variants = question.variants().stream()
                .map(variant -> run(known, question, variant, supposed))
                .toList();
        var breakEven = TimeMachineReport.perContact(known.versions(), signed, variants)
                .map(contacts -> breakEven(question, known, contacts))
                .orElse(null);
        return new TimeMachineReport(
                tenant, question, known.versions(), signed, loaded.books(), grid, variants, breakEven);
    }

    private static TimeMachineResult run(
            TimeMachineReplay.Knowledge known,
            TimeMachineQuestion question,
            TimeMachineVariant variant,
            TimeMachineReplay.@Nullable Supposed deals) {
        return TimeMachineReplay.run(known, question.from(), question.to(), variant, deals);
    }

    private static TimeMachineBreakEven breakEven(
            TimeMachineQuestion question, TimeMachineReplay.Knowledge known, Money contacts) {
        var declared = known.deals().stream()
                .map(TimeMachineReplay.FixedDeal::deal)
                .filter(deal -> !YearMonth.from(deal.paidOn()).isBefore(question.from())
                        && !YearMonth.from(deal.paidOn()).isAfter(question.to()))
                .toList();
        var months = ChronoUnit.MONTHS.between(question.from(), question.to()) + 1;
        var fee = question.monthlyFee();
        var mean = declared.isEmpty()
                ? question.dealSum()
                : new Money(
                        declared.stream()
                                        .mapToLong(deal -> deal.contractSum().minor())
                                        .sum()
                                / declared.size(),
                        question.dealSum().currency());
        return new TimeMachineBreakEven(
                contacts,
                question.commission(),
                mean,
                declared.isEmpty() ? question.deals() : declared.size(),
                !declared.isEmpty(),
                fee == null ? null : fee.times(months));
    }

    // ---- loading ----

    private Mono<TimeMachineReplay.Knowledge> known(DatabaseClient db, TenantId tenant) {
        return contracts
                .history(tenant)
                .filter(versions -> !versions.isEmpty())
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("contract")))
                .flatMap(versions -> bounded(db, tenant)
                        .then(Mono.defer(() -> facts.newestSince(db, tenant, Instant.EPOCH)))
                        .flatMap(known -> background(db, tenant, known).flatMap(background -> VatRates.load(
                                        db, versions.getFirst().legalEntity())
                                .flatMap(vat -> deals(db, tenant)
                                        .map(sold -> new TimeMachineReplay.Knowledge(
                                                versions, known, background, vat, sold))))));
    }

    private static Mono<Void> bounded(DatabaseClient db, TenantId tenant) {
        return db.sql("""
            select count(*) as contacts from (
                select 1 from billing.contact_fact where tenant_id = :tenant and seq = 1 limit :most) known\
            """)
                .bind("tenant", tenant.value())
                .bind("most", MOST_CONTACTS + 1)
                .map(row -> Sql.required(row, "contacts", Long.class))
                .one()
                .flatMap(count -> count > MOST_CONTACTS
                        ? Mono.error(new Problem.Invalid("/from", "time-machine-too-large", MOST_CONTACTS))
                        : Mono.empty());
    }

    private Mono<Background> background(DatabaseClient db, TenantId tenant, List<Facts.Known> known) {
        var persons = known.stream()
                .map(fact -> fact.facts().person())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return fixations.claimsOfOthers(tenant, persons).flatMap(claims -> holds.elsewhere(db, tenant, persons)
                .map(others -> new Background(
                        claims.stream()
                                .map(claim -> new ClientClaim(claim.person(), claim.claimedAt(), claim.complex()))
                                .toList(),
                        Assessing.byPerson(others))));
    }

    private Mono<List<TimeMachineReplay.FixedDeal>> deals(DatabaseClient db, TenantId tenant) {
        return deals.all(db, tenant)
                .flatMapMany(Flux::fromIterable)
                .concatMap(deal -> fixations
                        .of(tenant, deal.lead())
                        .map(fixation ->
                                new TimeMachineReplay.FixedDeal(deal, fixation.claimedAt(), fixation.complex())))
                .collectList();
    }

    private static Mono<TimeMachineBooks> books(
            DatabaseClient db, TenantId tenant, ZoneId zone, TimeMachineQuestion question) {
        return TimeMachineBooks.load(
                db,
                tenant,
                new BillingPeriod(question.from()).from(zone),
                new BillingPeriod(question.to()).until(zone));
    }
}
