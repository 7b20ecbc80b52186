package io.kvartal.billing;

import io.kvartal.contract.Contract;
import io.kvartal.contract.Contracts;
import io.kvartal.fixation.Fixation;
import io.kvartal.fixation.Fixations;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.Agreements;
import io.kvartal.verdict.ContactFacts;
import io.kvartal.verdict.History.ClientClaim;
import io.kvartal.verdict.History.Earlier;
import io.kvartal.verdict.Receipt;
import io.kvartal.verdict.Timeline;
import io.kvartal.verdict.Timeline.Background;
import io.kvartal.verdict.Timeline.Step;
import io.kvartal.verdict.Window;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** From facts to verdicts, and from verdicts to charges. */
@Component
class Assessing {
    /** Caps count across persons, so a capped tenant is judged as a whole; no window and no month reaches back further. */
    static final Duration CAPPED_HORIZON = Duration.ofDays(400);

    private final TenantTx tx;
    private final Clock clock;
    private final Contracts contracts;
    private final Fixations fixations;
    private final Crediting crediting;
    private final Holds holds;
    private final Facts facts = new Facts();
    private final Assessments assessments = new Assessments();
    private final Charges charges = new Charges();
    private final Ledger ledger = new Ledger();

    Assessing(TenantTx tx, Clock clock, Contracts contracts, Fixations fixations, Crediting crediting, Holds holds) {
        this.tx = tx;
        this.clock = clock;
        this.contracts = contracts;
        this.fixations = fixations;
        this.crediting = crediting;
        this.holds = holds;
    }

    Mono<Assessment> assess(TenantId tenant, Facts.Known known) {
        var contact = known.facts().contact();
        return tx.in(tenant, db -> TenantLock.take(db, tenant)
                .then(facts.add(db, tenant, known, clock.instant()))
                .flatMap(isNew -> isNew ? judge(db, tenant, known.facts()) : Mono.empty())
                .flatMap(receipt ->
                        charges.live(db, tenant, List.of(contact)).map(live -> assessment(receipt, live.get(contact))))
                .switchIfEmpty(Mono.defer(() -> answer(db, tenant, contact))));
    }

    private static Assessment assessment(Receipt receipt, Charges.@Nullable Live live) {
        return new Assessment(receipt, live == null ? null : live.charge());
    }

    /** Judges what is known already, where that was not done yet or came to something else. */
    Mono<Void> again(TenantId tenant, UUID contact) {
        return tx.in(tenant, db -> TenantLock.take(db, tenant)
                .then(facts.newest(db, tenant, contact))
                .flatMap(known -> judge(db, tenant, known.facts()))
                .then());
    }

    /** The contact's receipt. */
    private Mono<Receipt> judge(DatabaseClient db, TenantId tenant, ContactFacts fact) {
        return contracts.history(tenant).flatMap(versions -> judge(db, tenant, fact, versions));
    }

    private Mono<Receipt> judge(DatabaseClient db, TenantId tenant, ContactFacts fact, List<Contract> versions) {
        var agreements = Agreements.of(versions);
        return facts.tied(db, tenant, fact.contact())
                .flatMap(tied -> picture(db, tenant, fact, tied, agreements))
                .flatMap(known -> background(db, tenant, persons(known), agreements)
                        .map(background -> decide(known, agreements, background))
                        .flatMap(steps -> compare(db, tenant, known, steps)
                                .flatMap(differences -> book(db, tenant, differences, versions))
                                .then(Mono.fromSupplier(() -> receiptOf(steps, fact.contact())))));
    }

    private static List<Step> decide(Map<UUID, Facts.Known> known, Agreements agreements, Background background) {
        return Timeline.decide(known.values().stream().map(Facts.Known::entry).toList(), agreements, background);
    }

    /** What is known of a person besides the contacts has changed: they are judged anew, and the money follows. */
    Mono<Void> judgeAgain(TenantId tenant, String person) {
        return tx.in(tenant, db -> TenantLock.take(db, tenant)
                .then(facts.newest(db, tenant, new Facts.Tied(List.of(person), List.of())))
                .flatMap(known -> known.isEmpty()
                        ? Mono.empty()
                        : judge(db, tenant, known.getFirst().facts()).then()));
    }

    /** What one developer pays for a person has changed: so may what those pay whose scope is the whole portal. */
    Mono<Void> judgeOnPortal(String person) {
        return contracts
                .portalWide(StaffAccess.system("holds on persons"))
                .flatMapMany(Flux::fromIterable)
                .concatMap(tenant -> judgeAgain(tenant, person))
                .then();
    }

    private static Receipt receiptOf(List<Step> steps, UUID contact) {
        return steps.stream()
                .filter(step -> step.facts().contact().equals(contact))
                .findFirst()
                .orElseThrow()
                .receipt();
    }

    /** The contacts whose verdicts hang together with this one's. */
    private Mono<Map<UUID, Facts.Known>> picture(
            DatabaseClient db, TenantId tenant, ContactFacts fact, Facts.Tied tied, Agreements agreements) {
        var loaded = agreements.countsAcrossPersons()
                ? facts.newestSince(db, tenant, fact.at().minus(CAPPED_HORIZON))
                : facts.newest(db, tenant, tied);
        return loaded.map(all ->
                all.stream().collect(Collectors.toMap(known -> known.facts().contact(), Function.identity())));
    }

    private static List<String> persons(Map<UUID, Facts.Known> known) {
        return known.values().stream()
                .map(one -> one.facts().person())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private Mono<Background> background(
            DatabaseClient db, TenantId tenant, List<String> persons, Agreements agreements) {
        var elsewhere = agreements.portalWide()
                ? holds.watch(db, tenant, persons).then(holds.elsewhere(db, tenant, persons))
                : Mono.just(List.<Holds.Elsewhere>of());
        return fixations
                .claimsOfOthers(tenant, persons)
                .flatMap(claims -> elsewhere.map(others -> new Background(clientClaims(claims), byPerson(others))));
    }

    static List<ClientClaim> clientClaims(List<Fixation> claims) {
        return claims.stream()
                .map(claim -> new ClientClaim(claim.person(), claim.countsFrom(), claim.complex()))
                .toList();
    }

    static Map<String, List<Earlier>> byPerson(Collection<Holds.Elsewhere> others) {
        return others.stream()
                .collect(Collectors.groupingBy(
                        Holds.Elsewhere::person,
                        HashMap::new,
                        Collectors.mapping(
                                other -> new Earlier(
                                        other.charge(),
                                        null,
                                        other.channel(),
                                        other.at(),
                                        "",
                                        true,
                                        true,
                                        new Window(other.at(), other.until())),
                                Collectors.toList())));
    }

    private Mono<Differences> compare(
            DatabaseClient db, TenantId tenant, Map<UUID, Facts.Known> known, List<Step> steps) {
        return assessments.current(db, tenant, known.keySet()).flatMap(stored -> charges.live(
                        db, tenant, known.keySet())
                .map(live -> Differences.between(known, steps, stored, live)));
    }

    private Mono<Void> book(DatabaseClient db, TenantId tenant, Differences differences, List<Contract> versions) {
        return Flux.fromIterable(differences.kept())
                .concatMap(kept -> holds.release(db, kept.charge()))
                .thenMany(Flux.fromIterable(differences.reversed())
                        .concatMap(charge -> crediting.reverse(db, tenant, charge)))
                .thenMany(Flux.fromIterable(differences.kept())
                        .concatMap(kept -> holds.holdAgain(db, kept.charge(), Hold.of(kept.judged()))))
                .then(VatRates.load(db, versions.getFirst().legalEntity()))
                .flatMapMany(vat ->
                        Flux.fromIterable(differences.judged()).concatMap(judged -> store(db, tenant, judged, vat)))
                .then();
    }

    private Mono<Void> store(DatabaseClient db, TenantId tenant, Differences.Judged judged, VatRates vat) {
        var now = clock.instant();
        return assessments
                .insert(db, tenant, judged, now)
                .flatMap(assessment -> judged.price() == null
                        ? Mono.<Void>empty()
                        : charge(db, draft(tenant, judged, vat), assessment, judged));
    }

    private Charge draft(TenantId tenant, Differences.Judged judged, VatRates vat) {
        var fact = judged.receipt().facts();
        var price = Objects.requireNonNull(judged.price());
        return new Charge(
                ChargeId.next(),
                tenant,
                ChargeKind.LEAD,
                judged.known().lead(),
                fact.contact(),
                judged.known().description(),
                fact.complex(),
                fact.channel(),
                price,
                vat.on(
                        judged.contract().hours().dateOf(fact.at()),
                        judged.contract().billing().vat()),
                fact.at(),
                clock.instant(),
                judged.contract().id(),
                judged.contract().version(),
                price.minus(price),
                null);
    }

    private Mono<Void> charge(DatabaseClient db, Charge charge, UUID assessment, Differences.Judged judged) {
        var contact = judged.receipt().facts().contact();
        return charges.insert(db, charge, Charges.Reason.assessment(assessment))
                .then(holds.hold(db, charge, contact, Hold.of(judged)))
                .then(ledger.post(
                        db, charge.tenant(), Journal.charge(charge.id().value(), charge.amount()), charge.chargedAt()))
                .then(judged.seq() == 1 ? Mono.empty() : crediting.carryOver(db, charge, contact));
    }

    private Mono<Assessment> answer(DatabaseClient db, TenantId tenant, UUID contact) {
        return assessments.current(db, tenant, List.of(contact)).flatMap(stored -> {
            var current = stored.get(contact);
            if (current == null) {
                return Mono.error(new Problem.NotFound("assessment"));
            }
            return assessments.byId(db, tenant, current.id()).flatMap(found -> contracts
                    .history(tenant)
                    .map(versions -> Receipts.of(found, Agreements.of(versions)))
                    .flatMap(receipt -> charges.live(db, tenant, List.of(contact))
                            .map(live -> assessment(receipt, live.get(contact)))));
        });
    }
}
