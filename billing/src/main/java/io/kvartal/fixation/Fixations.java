package io.kvartal.fixation;

import io.kvartal.fixation.Fixation.State;
import io.kvartal.platform.Audit;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Claims to clients at one developer. */
@Component
public final class Fixations {
    /** The portal's own claims; agencies and developers have other channels. */
    public static final String PORTAL = "portal";

    private static final Duration CONDITIONAL = Duration.ofDays(30);
    private static final Duration AFTER_VISIT = Duration.ofDays(60);
    private static final Duration EXTENSION = Duration.ofDays(30);
    /** Two claims nearer than this are a tie, which a person decides. */
    private static final Duration TIE = Duration.ofMinutes(5);

    private final TenantTx tx;
    private final Clock clock;
    private final Audit audit;
    private final Claims claims = new Claims();

    Fixations(TenantTx tx, Clock clock, Audit audit) {
        this.tx = tx;
        this.clock = clock;
        this.audit = audit;
    }

    /**
     * The first valid claim wins; one that comes within five minutes of it goes to review; a later one is rejected and learns only the date.
     *
     * @param complex null: for all complexes of the developer
     * @param lead the same lead again gives the same answer
     */
    public Mono<Fixation> claim(
            TenantId tenant, String person, @Nullable String complex, String channel, @Nullable UUID lead, Instant at) {
        return tx.in(tenant, db -> claims.lock(db, tenant)
                .then(existing(db, tenant, lead))
                .switchIfEmpty(Mono.defer(() -> claims.ofPersons(db, tenant, List.of(person))
                        .map(others -> decide(person, complex, channel, lead, at, others))
                        .flatMap(claim -> claims.insert(db, tenant, claim, clock.instant())
                                .thenReturn(claim)))));
    }

    private Mono<Fixation> existing(DatabaseClient db, TenantId tenant, @Nullable UUID lead) {
        return lead == null ? Mono.empty() : claims.ofLead(db, tenant, lead);
    }

    static Fixation decide(
            String person,
            @Nullable String complex,
            String channel,
            @Nullable UUID lead,
            Instant at,
            List<Fixation> others) {
        var earlier = others.stream()
                .filter(other -> other.collidesWith(complex, at, at.plus(CONDITIONAL)))
                .findFirst()
                .orElse(null);
        var conflict = earlier == null ? null : earlier.claimedAt();
        State state;
        if (conflict == null) {
            state = State.CONDITIONAL;
        } else {
            state = Duration.between(conflict, at).abs().compareTo(TIE) <= 0 ? State.UNDER_REVIEW : State.REJECTED;
        }
        return new Fixation(Ids.next(), person, complex, channel, lead, state, at, at.plus(CONDITIONAL), 0, conflict);
    }

    /** @throws Problem.NotFound when the lead has none */
    public Mono<Fixation> of(TenantId tenant, UUID lead) {
        return tx.in(tenant, db -> claims.ofLead(db, tenant, lead))
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("fixation")));
    }

    /** Claims of others than the portal to these persons that were ever valid. */
    public Mono<List<Fixation>> claimsOfOthers(TenantId tenant, List<String> persons) {
        return tx.in(tenant, db -> claims.ofPersons(db, tenant, persons)).map(Fixations::ofOthers);
    }

    /** The same of everybody. */
    public Mono<List<Fixation>> claimsOfOthers(TenantId tenant) {
        return tx.in(tenant, db -> claims.ofAll(db, tenant)).map(Fixations::ofOthers);
    }

    private static List<Fixation> ofOthers(List<Fixation> claims) {
        return claims.stream()
                .filter(claim -> !claim.channel().equals(PORTAL))
                .filter(claim -> claim.state() != State.REJECTED && claim.state() != State.UNDER_REVIEW)
                .toList();
    }

    /** The buyer came: the claim holds sixty days from the visit. */
    public Mono<Fixation> visited(TenantId tenant, UUID lead, Instant at, String actor) {
        return change(
                tenant, lead, actor, "visited", claim -> claim.alive(at).moved(State.FIXED, at.plus(AFTER_VISIT)));
    }

    /** One extension of thirty days, with a reason. */
    public Mono<Fixation> extend(TenantId tenant, UUID lead, String reason, String actor) {
        return change(tenant, lead, actor, reason, claim -> {
            if (claim.extended() > 0) {
                throw new Problem.Conflict("fixation-extended-already");
            }
            return claim.alive(clock.instant()).extendedTo(claim.validTill().plus(EXTENSION));
        });
    }

    /** The deal is made. Its term no longer matters, so a claim whose term was over is converted too. */
    public Mono<Fixation> convert(TenantId tenant, UUID lead, String actor) {
        return change(tenant, lead, actor, "deal", claim -> claim.moved(State.CONVERTED, claim.validTill()));
    }

    public Mono<Fixation> revoke(TenantId tenant, UUID lead, String reason, String actor) {
        return change(tenant, lead, actor, reason, claim -> claim.moved(State.REVOKED, claim.validTill()));
    }

    private Mono<Fixation> change(
            TenantId tenant, UUID lead, String actor, String reason, Function<Fixation, Fixation> step) {
        return tx.in(
                tenant,
                db -> claims.lock(db, tenant).then(of(tenant, lead)).map(step).flatMap(changed -> claims.update(
                                db, tenant, changed, reason)
                        .then(audit.record(
                                db,
                                actor,
                                "fixation-" + changed.state().name(),
                                "lead " + lead,
                                Map.of(
                                        "reason",
                                        reason,
                                        "validTill",
                                        changed.validTill().toString())))
                        .thenReturn(changed)));
    }
}
