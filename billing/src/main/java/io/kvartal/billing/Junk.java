package io.kvartal.billing;

import io.kvartal.contract.Contracts;
import io.kvartal.platform.Audit;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sure junk is credited before anybody asks. A job looks at the charges of the last days, because what proves junk often comes after the charge: a block
 * list, the fourth complex within the hour, a dispute of another developer about the same caller.
 */
@Component
public class Junk {
    /** Long enough for everything that is learned late, short enough to stay small. */
    private static final Duration FRESH = Duration.ofDays(14);

    private static final Duration HOUR = Duration.ofHours(1);
    private static final String SYSTEM = "system";

    private final TenantTx tx;
    private final Clock clock;
    private final Contracts contracts;
    private final Crediting crediting;
    private final Recharging recharging;
    private final Audit audit;
    private final JunkRows rows = new JunkRows();

    Junk(TenantTx tx, Clock clock, Contracts contracts, Crediting crediting, Recharging recharging, Audit audit) {
        this.tx = tx;
        this.clock = clock;
        this.contracts = contracts;
        this.crediting = crediting;
        this.recharging = recharging;
        this.audit = audit;
    }

    public Mono<List<JunkRule>> rules() {
        return tx.portal(rows::rules);
    }

    public Mono<Void> change(JunkRule rule, String actor) {
        return tx.portal(db -> rows.change(db, rule, actor, clock.instant())
                .then(audit.record(
                        db,
                        actor,
                        "junk-rule-changed",
                        rule.code().name(),
                        Map.of(
                                "enabled", rule.enabled(),
                                "threshold", rule.threshold(),
                                "talkSec", rule.talkSec()))));
    }

    /** From now on, and for the charges of the last days, this caller is nobody's buyer. @param code {@code spam} or {@code robot} */
    public Mono<Void> list(String person, String code, String note, String actor) {
        return tx.portal(db -> rows.list(db, person, code, note, actor, clock.instant())
                .flatMap(added -> added
                        ? audit.record(db, actor, "junk-caller-listed", "person", Map.of("code", code, "note", note))
                        : Mono.empty()));
    }

    /** Takes a caller off the list; what was credited meanwhile is undone by hand, charge by charge. */
    public Mono<Void> unlist(String person, String actor) {
        return tx.portal(db -> rows.unlist(db, person)
                .flatMap(removed ->
                        removed ? audit.record(db, actor, "junk-caller-unlisted", "person", Map.of()) : Mono.empty()));
    }

    /** Newest first, of all developers. */
    public Mono<List<JunkCredit>> credits(StaffAccess who, Instant since, int limit) {
        return tx.staff(who, db -> rows.since(db, null, since, limit));
    }

    /** Newest first. */
    public Mono<List<JunkCredit>> credits(TenantId tenant, Instant since, int limit) {
        return tx.in(tenant, db -> rows.since(db, tenant, since, limit));
    }

    /**
     * The rule was wrong: the lead is charged again. The credit note stays, as everything in the ledger does.
     *
     * @throws Problem.Conflict when the window is over or it was taken back already
     */
    public Mono<JunkCredit.Undone> undo(TenantId tenant, ChargeId charge, String note, String actor) {
        if (note.isBlank() || note.length() > Credits.LONGEST) {
            return Mono.error(new Problem.Invalid("/note", "credit-note-text", Credits.LONGEST));
        }
        return tx.in(tenant, db -> TenantLock.take(db, tenant)
                .then(rows.ofCharge(db, tenant, charge))
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("junk-credit")))
                .flatMap(credit -> credit.undoable(clock.instant())
                        ? Mono.just(credit)
                        : Mono.error(new Problem.Conflict("junk-undo-over")))
                .flatMap(credit -> recharging
                        .again(db, tenant, charge, credit.amount(), actor)
                        .map(again -> new JunkCredit.Undone(clock.instant(), actor, note.strip(), again.id()))
                        .flatMap(undone -> rows.undo(db, credit, undone)
                                .filter(done -> done)
                                .switchIfEmpty(Mono.error(() -> new Problem.Conflict("junk-undo-over")))
                                .then(audit.record(
                                        db,
                                        actor,
                                        "junk-credit-undone",
                                        "charge " + charge,
                                        Map.of("recharge", undone.recharge().toString())))
                                .thenReturn(undone))));
    }

    /** Looks at the charges of the last days. Emits how many were credited. */
    Mono<Long> sweep() {
        var since = clock.instant().minus(FRESH);
        return rules().flatMapMany(
                        rules -> contracts.tenants(StaffAccess.system("junk")).flatMapMany(tenants -> Flux.fromIterable(
                                        tenants)
                                .concatMap(tenant -> look(tenant, tenants, since)
                                        .flatMapIterable(seen -> seen)
                                        .concatMap(one -> judge(tenant, one, rules)))))
                .count();
    }

    private record Case(ChargeId charge, JunkRule.Seen seen) {}

    private Mono<CreditNote> judge(TenantId tenant, Case one, List<JunkRule> rules) {
        return rules.stream()
                .flatMap(rule -> rule.judge(one.seen()).stream())
                .findFirst()
                .map(finding -> credit(tenant, one.charge(), finding))
                .orElseGet(Mono::empty);
    }

    /** Judged on what was read before; so it looks again whether the charge is still untouched. */
    private Mono<CreditNote> credit(TenantId tenant, ChargeId id, JunkRule.Finding finding) {
        return tx.in(tenant, db -> TenantLock.take(db, tenant)
                .then(crediting.charge(db, tenant, id))
                .filter(charge -> charge.credited().isZero() && charge.amount().isPositive())
                .flatMap(charge -> crediting.contractOf(charge).flatMap(contract -> crediting
                        .credit(tenant, id, CreditReason.AUTO_JUNK, charge.rest(), JunkWords.note(finding), SYSTEM)
                        .flatMap(note -> rows.insert(
                                        db,
                                        tenant,
                                        note,
                                        finding,
                                        contract.hours()
                                                .plusWorkingDays(
                                                        note.issuedAt(),
                                                        contract.disputes().windowDays()))
                                .thenReturn(note)))));
    }

    private Mono<List<Case>> look(TenantId tenant, List<TenantId> all, Instant since) {
        return tx.staff(StaffAccess.system("junk"), db -> rows.fresh(db, tenant, since)
                .filter(fresh -> !fresh.isEmpty())
                .flatMap(fresh -> {
                    var persons = fresh.stream()
                            .map(one -> one.facts().person())
                            .filter(Objects::nonNull)
                            .distinct()
                            .toList();
                    return rows.listed(db, persons).flatMap(listed -> rows.visits(db, persons, since)
                            .map(Junk::busy)
                            .flatMap(busy -> busy.isEmpty()
                                    ? Mono.just(List.<JunkRows.Contact>of())
                                    : rows.contacts(db, all, busy, since))
                            .map(contacts -> fresh.stream()
                                    .map(one -> new Case(one.charge(), seen(one, listed, contacts)))
                                    .toList()));
                }));
    }

    /** Whoever was charged for more than once: only they may have called many complexes. */
    private static Collection<String> busy(List<JunkRows.Visit> visits) {
        return visits.stream()
                .collect(Collectors.groupingBy(JunkRows.Visit::person, HashMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(person -> person.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static JunkRule.Seen seen(
            JunkRows.Fresh fresh, Map<String, String> listed, List<JunkRows.Contact> contacts) {
        var facts = fresh.facts();
        @Nullable String person = facts.person();
        var near = contacts.stream()
                .filter(contact -> contact.person().equals(person))
                .filter(contact ->
                        Duration.between(contact.at(), facts.at()).abs().compareTo(HOUR) < 0)
                .toList();
        var most = near.stream()
                .map(start -> near.stream()
                        .filter(other -> !other.at().isBefore(start.at())
                                && other.at().isBefore(start.at().plus(HOUR)))
                        .map(JunkRows.Contact::complex)
                        .distinct()
                        .count())
                .max(Long::compare)
                .orElse(1L);
        var longest = near.stream().mapToInt(JunkRows.Contact::talkSec).max().orElse(facts.talkSec());
        return new JunkRule.Seen(facts, person == null ? null : listed.get(person), most.intValue(), longest);
    }
}
