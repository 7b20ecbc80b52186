package io.kvartal.fixation;

import io.kvartal.fixation.Admission.Wanted;
import io.kvartal.fixation.Fixation.Channel;
import io.kvartal.fixation.Fixation.Claim;
import io.kvartal.fixation.Fixation.State;
import io.kvartal.fixation.Registry.Word;
import io.kvartal.platform.Pii;
import io.kvartal.platform.StaffAccess;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.Problem;
import io.kvartal.shared.Sha256;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Claims to clients at one developer. Everything joins the caller's transaction where there is one. */
@Component
public final class Fixations {
    private static final int LONGEST_REASON = 500;

    private final Registry registry;
    private final Pii pii;

    Fixations(Registry registry, Pii pii) {
        this.registry = registry;
        this.pii = pii;
    }

    /** A person, for the registry: the same however the number was written. */
    public String person(PhoneNumber phone) {
        return HexFormat.of().formatHex(pii.fingerprint(phone));
    }

    // ---- claims ----

    /**
     * The portal's claim behind a lead. The first valid claim wins; one that comes within minutes of it goes to review; a later one is rejected and learns
     * only the date. Another lead of a person whom the portal holds stands on the claim that is there.
     *
     * @param complex null: for all complexes of the developer
     * @param lead the same lead again gives the same answer
     */
    public Mono<Fixation> claim(TenantId tenant, String person, @Nullable String complex, UUID lead, Instant at) {
        var wanted = new Wanted(tenant, person, complex, Channel.PORTAL, lead, Registry.at(at), Claim.OF_THE_PORTAL);
        return registry.locked(
                tenant,
                (db, policy) -> registry.claims.ofLead(db, tenant, lead).switchIfEmpty(Mono.defer(() -> registry.claims
                        .ofPersons(db, tenant, List.of(person))
                        .flatMap(others -> Admission.joined(wanted, others)
                                .map(held -> registry.claims
                                        .join(db, held, lead, registry.now())
                                        .thenReturn(held))
                                .orElseGet(() -> registry.enter(
                                        db,
                                        Admission.decide(wanted, others, policy),
                                        new Word("portal", "lead " + lead, wanted.at())))))));
    }

    /**
     * A developer's own claim, which waits for a look at its proof, or an agency's, which staff enter. Sent twice it is one.
     *
     * @throws Problem.Invalid when the proof is dated later than now
     */
    public Mono<Fixation> claim(TenantId tenant, ClaimDraft draft, String actor) {
        var now = registry.now();
        if (draft.provenAt().isAfter(now)) {
            return Mono.error(new Problem.Invalid("/provenAt", "fixation-proof-later"));
        }
        var claim = new Claim(
                actor,
                draft.holder(),
                draft.phone().masked(),
                draft.proof(),
                Sha256.hex(draft.proof()),
                Registry.at(draft.provenAt()),
                false);
        var wanted = new Wanted(tenant, person(draft.phone()), draft.complex(), draft.channel(), null, now, claim);
        return registry.locked(tenant, (db, policy) -> registry.claims
                .ofPersons(db, tenant, List.of(wanted.person()))
                .flatMap(others -> Admission.repeated(wanted, others)
                        .map(Mono::just)
                        .orElseGet(() -> registry.enter(
                                        db,
                                        Admission.decide(wanted, others, policy),
                                        new Word(actor, "proof of " + draft.provenAt(), now))
                                .flatMap(entered -> registry.tell(
                                                db, entered, new FixationDecided(entered.id(), entered.person()))
                                        .thenReturn(entered)))));
    }

    // ---- what happens to the client ----

    /** The buyer came: the claim holds sixty days from the visit. @throws Problem.Conflict when it no longer holds */
    public Mono<Fixation> visited(TenantId tenant, UUID lead, Instant at, String actor) {
        return ofLead(tenant, lead, Act.VISIT, new Word(actor, "visited", Registry.at(at)));
    }

    /** Holds until the deal, or until the booking is cancelled. */
    public Mono<Fixation> booked(TenantId tenant, UUID lead, Instant at, String actor) {
        return ofLead(tenant, lead, Act.BOOK, new Word(actor, "booked", Registry.at(at)));
    }

    /** The term that the claim had before is what is left of it. */
    public Mono<Fixation> bookingCancelled(TenantId tenant, UUID lead, Instant at, String actor) {
        return ofLead(tenant, lead, Act.CANCEL_BOOKING, new Word(actor, "booking cancelled", Registry.at(at)));
    }

    /**
     * The deal is made. The term no longer matters, so a claim whose term is over is converted too, unless the client is another's by now or has bought
     * by another claim.
     *
     * @throws Problem.Conflict {@code fixation-held-by-another}
     */
    public Mono<Fixation> convert(TenantId tenant, UUID lead, String actor) {
        return registry.locked(tenant, (db, policy) -> mustExist(registry.claims.ofLead(db, tenant, lead))
                .flatMap(claim -> registry.claims
                        .ofPersons(db, tenant, List.of(claim.person()))
                        .flatMap(all -> {
                            var now = registry.now();
                            var word = new Word(actor, "deal", now);
                            return holder(all, claim, now)
                                    .map(other ->
                                            Mono.<Fixation>error(new Problem.Conflict("fixation-held-by-another")))
                                    .orElseGet(() -> registry.act(db, claim, Act.CONVERT, word, policy));
                        })));
    }

    /** Another claim that holds the client where this one would; for a claim whose term is over, one that became a deal does for ever. */
    private static Optional<Fixation> holder(List<Fixation> all, Fixation claim, Instant now) {
        return all.stream()
                .filter(other -> !other.id().equals(claim.id()) && other.samePlace(claim.complex()))
                .filter(other -> other.holds(now)
                        || (other.state() == Fixation.State.CONVERTED && !claim.holds(now))
                        || other.standsAgainst(claim.complex(), claim.claimedAt(), claim.validTill()))
                .findFirst();
    }

    /** The deal is cancelled: the claim holds for the rest of its term; a term that is over ends at once. */
    public Mono<Fixation> reopen(TenantId tenant, UUID fixation, String reason, String actor) {
        return registry.locked(tenant, (db, policy) -> mustExist(registry.claims.byId(db, tenant, fixation))
                .flatMap(claim -> {
                    var word = new Word(actor, reason, registry.now());
                    return registry.act(db, claim, Act.REOPEN, word, policy)
                            .flatMap(open -> Moves.possible(open, Act.EXPIRE, word.at())
                                    ? registry.act(db, open, Act.EXPIRE, word, policy)
                                    : Mono.just(open));
                }));
    }

    private Mono<Fixation> ofLead(TenantId tenant, UUID lead, Act act, Word word) {
        return registry.locked(tenant, (db, policy) -> mustExist(registry.claims.ofLead(db, tenant, lead))
                .flatMap(claim -> registry.act(db, claim, act, word, policy)));
    }

    // ---- what people decide ----

    /** One extension of thirty days. @throws Problem.Invalid without a reason */
    public Mono<Fixation> extend(TenantId tenant, UUID fixation, String reason, String actor) {
        return byId(tenant, fixation, Act.EXTEND, reason, actor);
    }

    public Mono<Fixation> revoke(TenantId tenant, UUID fixation, String reason, String actor) {
        return byId(tenant, fixation, Act.REVOKE, reason, actor);
    }

    private Mono<Fixation> byId(TenantId tenant, UUID fixation, Act act, String reason, String actor) {
        var why = reason(reason);
        return registry.locked(tenant, (db, policy) -> mustExist(registry.claims.byId(db, tenant, fixation))
                .flatMap(claim -> registry.act(db, claim, act, new Word(actor, why, registry.now()), policy)));
    }

    /**
     * A person of the portal has looked at a claim that waits. Accepted, it counts from its proven date, and whoever stood in its way is rejected.
     *
     * @throws Problem.Conflict when it does not wait, or the other claim has become a deal
     */
    public Mono<Fixation> decide(TenantId tenant, UUID fixation, boolean accept, String reason, String actor) {
        var why = reason(reason);
        return registry.locked(tenant, (db, policy) -> mustExist(registry.claims.byId(db, tenant, fixation))
                .flatMap(claim -> registry.decide(db, claim, accept, new Word(actor, why, registry.now()), policy))
                .flatMap(decided -> registry.tell(db, decided, new FixationDecided(decided.id(), decided.person()))
                        .thenReturn(decided)));
    }

    private static String reason(String text) {
        var reason = text.strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw new Problem.Invalid("/reason", "fixation-reason-needed", LONGEST_REASON);
        }
        return reason;
    }

    /** The client behind the lead took the consent back: of every claim to the person only hashes stay. Emits how many it changed. */
    public Mono<Long> forget(TenantId tenant, UUID lead, String actor) {
        return registry.locked(tenant, (db, policy) -> registry.claims
                .ofLead(db, tenant, lead)
                .flatMap(claim -> forgetPerson(db, claim, new Word(actor, "consent", registry.now()), policy))
                .defaultIfEmpty(0L));
    }

    private Mono<Long> forgetPerson(DatabaseClient db, Fixation claim, Word word, Policy policy) {
        return registry.claims
                .ofPersons(db, claim.tenant(), List.of(claim.person()))
                .flatMapMany(Flux::fromIterable)
                .filter(one -> !one.claim().forgotten())
                .concatMap(one -> registry.act(db, one, Act.FORGET, word, policy))
                .count();
    }

    // ---- reading ----

    /** @throws Problem.NotFound when the lead has none */
    public Mono<Fixation> of(TenantId tenant, UUID lead) {
        return mustExist(registry.tx.in(tenant, db -> registry.claims.ofLead(db, tenant, lead)));
    }

    /** @throws Problem.NotFound another tenant's too */
    public Mono<Fixation> byId(TenantId tenant, UUID fixation) {
        return mustExist(registry.tx.in(tenant, db -> registry.claims.byId(db, tenant, fixation)));
    }

    public Mono<List<Fixation>> list(TenantId tenant, Filter filter) {
        return registry.tx.in(tenant, db -> registry.claims.all(db, tenant, filter));
    }

    /** Of all tenants. */
    public Mono<List<Fixation>> list(StaffAccess who, Filter filter) {
        return registry.tx.staff(who, db -> registry.claims.all(db, filter));
    }

    /** All claims to these persons, oldest first. */
    public Mono<List<Fixation>> ofPersons(TenantId tenant, Collection<String> persons) {
        return registry.tx.in(tenant, db -> registry.claims.ofPersons(db, tenant, persons));
    }

    /**
     * Claims of others than the portal that make these persons known clients. Each counts from {@link Fixation#countsFrom()}: from its proven date once a
     * person of the portal accepted it, till then from when it was made, so that nobody can claim a client back after the lead.
     */
    public Mono<List<Fixation>> claimsOfOthers(TenantId tenant, List<String> persons) {
        return ofPersons(tenant, persons).map(Fixations::ofOthers);
    }

    /** The same of everybody. */
    public Mono<List<Fixation>> claimsOfOthers(TenantId tenant) {
        return registry.tx.in(tenant, db -> registry.claims.ofAll(db, tenant)).map(Fixations::ofOthers);
    }

    private static List<Fixation> ofOthers(List<Fixation> claims) {
        return claims.stream()
                .filter(claim -> claim.channel() != Channel.PORTAL)
                .filter(claim -> claim.state() != State.REJECTED && claim.state() != State.UNDER_REVIEW)
                .toList();
    }

    /** Claims that stand side by side with this one: the others to the same person, where the places meet. */
    public Mono<List<Fixation>> beside(TenantId tenant, Fixation claim) {
        return ofPersons(tenant, List.of(claim.person())).map(all -> all.stream()
                .filter(other -> !other.id().equals(claim.id()) && other.samePlace(claim.complex()))
                .toList());
    }

    /** Oldest first. */
    public Mono<List<Step>> history(TenantId tenant, UUID fixation) {
        return registry.tx.in(tenant, db -> registry.steps.of(db, tenant, fixation));
    }

    /** Recomputes both chains of a tenant and compares every claim with its last step. */
    public Mono<Verification> verify(TenantId tenant) {
        return registry.tx.in(tenant, db -> registry.claims
                .chain(db, tenant)
                .flatMap(claims -> registry.steps.all(db, tenant).map(steps -> verify(claims, steps))));
    }

    static Verification verify(List<Chain.Link<Fixation>> claims, List<Chain.Link<Step>> steps) {
        var last = new java.util.HashMap<UUID, Step>();
        steps.forEach(step -> last.put(step.row().fixation(), step.row()));
        var changed = claims.stream()
                .filter(link ->
                        !Chain.standsAsLastStep(link.row(), last.get(link.row().id()), link.form()))
                .findFirst();
        return new Verification(
                claims.size(),
                steps.size(),
                Chain.broken(claims, Chain::again).orElse(null),
                Chain.broken(steps, (before, link) -> Chain.of(before, link.row()))
                        .orElse(null),
                changed.map(link -> link.row().id()).orElse(null));
    }

    private static Mono<Fixation> mustExist(Mono<Fixation> found) {
        return found.switchIfEmpty(Mono.error(() -> new Problem.NotFound("fixation")));
    }
}
