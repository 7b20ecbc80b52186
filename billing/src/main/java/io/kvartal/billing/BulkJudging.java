package io.kvartal.billing;

import io.kvartal.contract.Contract;
import io.kvartal.contract.Contracts;
import io.kvartal.fixation.Fixations;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.Agreements;
import io.kvartal.verdict.ContactFacts;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Many contacts at once: facts of another call tracker or of a backlog are learnt without being judged, and judged later, a developer at a time.
 *
 * <p>What comes of it is what {@link Billing#assess} would have made of the same facts. One developer is one transaction: a run that breaks off has done a
 * developer or has not, and the next run finds the rest.
 */
@Component
public final class BulkJudging {
    /** Two databases connections are busy for each; more would only queue for the disk. */
    private static final int AT_ONCE = 2;

    private static final int LEARNT_AT_ONCE = 1_000;

    private final TenantTx tx;
    private final Clock clock;
    private final Contracts contracts;
    private final Fixations fixations;
    private final Assessing assessing;
    private final Facts facts = new Facts();

    BulkJudging(TenantTx tx, Clock clock, Contracts contracts, Fixations fixations, Assessing assessing) {
        this.tx = tx;
        this.clock = clock;
        this.contracts = contracts;
        this.fixations = fixations;
        this.assessing = assessing;
    }

    /** What is known of a contact. @param description what an invoice calls it: the name of the complex; no personal data */
    public record Fact(UUID lead, String description, ContactFacts facts) {}

    /**
     * @param contacts that had not been judged
     * @param charged of all contacts looked at
     * @param adjusted of the contacts those that took a charge back, or moved to another person: they went the way of single contacts
     */
    public record Judged(int contacts, int charged, int adjusted) {
        static final Judged NOTHING = new Judged(0, 0, 0);

        Judged plus(Judged other) {
            return new Judged(contacts + other.contacts, charged + other.charged, adjusted + other.adjusted);
        }
    }

    /** Appends facts and judges nothing. Known ones are left out. @return how many were new */
    public Mono<Long> learn(TenantId tenant, Flux<Fact> learnt) {
        return learnt.map(fact -> new Facts.Known(fact.lead(), fact.description(), fact.facts()))
                .buffer(LEARNT_AT_ONCE)
                .concatMap(batch -> tx.in(tenant, db -> TenantLock.take(db, tenant)
                        .then(facts.addAll(db, tenant, batch, clock.instant()))))
                .reduce(0L, Long::sum);
    }

    /** Judges what was not judged yet. Not inside a transaction. */
    public Mono<Judged> judge(TenantId tenant) {
        return tx.in(tenant, db -> facts.anyUnjudged(db, tenant))
                .flatMap(any -> any ? judgeThem(tenant) : Mono.just(Judged.NOTHING));
    }

    private Mono<Judged> judgeThem(TenantId tenant) {
        return contracts
                .history(tenant)
                .flatMap(versions -> Agreements.of(versions).portalWide()
                        ? oneByOne(tenant)
                        : run(tenant, versions)
                                .flatMap(run -> tx.bulk(tenant, run::on))
                                .flatMap(
                                        outcome -> again(tenant, outcome.left()).thenReturn(outcome.judged())));
    }

    /** What a developer pays for whose scope is the whole portal hangs on what others pay for at that moment. */
    private Mono<Judged> oneByOne(TenantId tenant) {
        return tx.in(tenant, db -> facts.unjudgedContacts(db, tenant)).flatMap(contacts -> again(tenant, contacts)
                .then(tx.in(tenant, db -> new Charges().live(db, tenant, contacts)))
                .map(charged -> new Judged(contacts.size(), charged.size(), 0)));
    }

    private Mono<Void> again(TenantId tenant, List<UUID> contacts) {
        return Flux.fromIterable(contacts)
                .concatMap(contact -> assessing.again(tenant, contact))
                .then();
    }

    /** Every developer that ever signed, a few at a time. */
    public Mono<Judged> judgeAll(StaffAccess who) {
        return contracts
                .tenants(who)
                .flatMapMany(Flux::fromIterable)
                .flatMap(this::judge, AT_ONCE)
                .reduce(Judged.NOTHING, Judged::plus);
    }

    /** Judges everything of a developer once more and compares with what stands. */
    Mono<BulkRun.Walked> walk(TenantId tenant) {
        return contracts.history(tenant).flatMap(versions -> run(tenant, versions)
                .flatMap(run -> tx.bulk(tenant, run::walk)));
    }

    private Mono<BulkRun> run(TenantId tenant, List<Contract> versions) {
        return tx.in(tenant, db -> VatRates.load(db, versions.getFirst().legalEntity())
                .flatMap(vat -> fixations
                        .claimsOfOthers(tenant)
                        .map(claims -> new BulkRun(
                                tenant,
                                Agreements.of(versions),
                                vat,
                                Assessing.clientClaims(claims),
                                clock.instant()))));
    }
}
