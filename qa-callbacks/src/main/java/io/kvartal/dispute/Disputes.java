package io.kvartal.dispute;

import io.kvartal.dispute.DisputeState.Act;
import io.kvartal.dispute.DisputeView.Side;
import io.kvartal.lead.LeadId;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Outbox;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Disputes for the developer and for the portal. Another tenant's dispute is {@link Problem.NotFound}. */
@Component
public class Disputes {
    private static final Logger LOG = LoggerFactory.getLogger(Disputes.class);
    private static final int SHOWN = 200;
    private static final int LONGEST = 2000;
    /** Long enough before the end that a weekend leaves a day. */
    private static final Duration WARNING = Duration.ofDays(2);

    private final TenantTx tx;
    private final DisputeRows rows;
    private final DisputeLog log;
    private final Opening opening;
    private final Judgement judgement;
    private final Moves moves;
    private final Outbox outbox;
    private final Clock clock;

    Disputes(
            TenantTx tx,
            DisputeRows rows,
            DisputeLog log,
            Opening opening,
            Judgement judgement,
            Moves moves,
            Outbox outbox,
            Clock clock) {
        this.tx = tx;
        this.rows = rows;
        this.log = log;
        this.opening = opening;
        this.judgement = judgement;
        this.moves = moves;
        this.outbox = outbox;
        this.clock = clock;
    }

    // ---- the developer ----

    /**
     * @param atSecond of the recording, where the reason is to be heard
     * @throws Problem.Conflict when nothing was charged, the window is over, or the lead is contested already
     * @throws Problem.Invalid when the evidence that the reason needs is missing
     */
    public Mono<Dispute> open(
            TenantId tenant,
            LeadId lead,
            String reason,
            @Nullable String comment,
            @Nullable Integer atSecond,
            String actor) {
        return Mono.defer(() -> opening.open(tenant, lead, Claim.of(reason, comment, atSecond), actor));
    }

    /** The same for a whole claim. */
    public Mono<Dispute> open(TenantId tenant, LeadId lead, Claim claim, String actor) {
        return opening.open(tenant, lead, claim, actor);
    }

    /** Until when this lead may be contested, and what stands against it; see {@link Standing}. */
    public Mono<Standing> standing(TenantId tenant, LeadId lead) {
        return opening.standing(tenant, lead);
    }

    /** Empty when the lead was never contested. */
    public Mono<Optional<DisputeView>> ofLead(TenantId tenant, LeadId lead) {
        return tx.in(tenant, db -> rows.ofLead(db, tenant, lead)
                .flatMap(dispute -> log.view(db, dispute))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty()));
    }

    /** Newest first. */
    public Mono<List<Dispute>> ofTenant(TenantId tenant) {
        return tx.in(tenant, db -> rows.listOfTenant(db, tenant));
    }

    /** What the portal asked for. */
    public Mono<Dispute> supply(TenantId tenant, DisputeId id, String evidence, String actor) {
        return moves.byDeveloper(tenant, id, Act.SUPPLY, required("/evidence", evidence), actor);
    }

    /** Once, against a decision that was not wholly for the developer; another person decides. */
    public Mono<Dispute> appeal(TenantId tenant, DisputeId id, String why, String actor) {
        return moves.byDeveloper(tenant, id, Act.APPEAL, required("/note", why), actor);
    }

    public Mono<Dispute> withdraw(TenantId tenant, DisputeId id, String actor) {
        return moves.byDeveloper(tenant, id, Act.WITHDRAW, null, actor);
    }

    public Mono<Void> remark(TenantId tenant, DisputeId id, int second, String text, String author) {
        var body = required("/text", text);
        return tx.in(tenant, db -> rows.ofTenant(db, tenant, id)
                .flatMap(dispute ->
                        log.remark(db, dispute, Side.DEVELOPER, author, checked(second), body, clock.instant())));
    }

    // ---- the portal ----

    /** What waits for the portal first. */
    public Mono<List<Dispute>> list(StaffAccess who, boolean openOnly) {
        return tx.staff(who, db -> rows.list(db, openOnly, SHOWN));
    }

    /** Of the lead, whoever's it is; empty when it was never contested. */
    public Mono<Optional<Dispute>> ofLead(StaffAccess who, LeadId lead) {
        return tx.staff(who, db -> rows.ofLead(db, lead)).map(Optional::of).defaultIfEmpty(Optional.empty());
    }

    public Mono<DisputeView> view(StaffAccess who, DisputeId id) {
        return tx.staff(who, db -> rows.lock(db, id).flatMap(dispute -> log.view(db, dispute)));
    }

    public Mono<Dispute> review(Staff who, DisputeId id) {
        return moves.byStaff(who, id, Act.REVIEW, null);
    }

    public Mono<Dispute> askEvidence(Staff who, DisputeId id, String what) {
        return moves.byStaff(who, id, Act.ASK_EVIDENCE, required("/note", what));
    }

    /** Both sides are called to listen together. */
    public Mono<Dispute> listen(Staff who, DisputeId id) {
        return moves.byStaff(who, id, Act.LISTEN, null);
    }

    public Mono<Void> remark(Staff who, DisputeId id, int second, String text) {
        var body = required("/text", text);
        return tx.staff(
                who.access("joint listening " + id), db -> rows.lock(db, id).flatMap(dispute -> log.remark(
                                db, dispute, Side.PORTAL, who.name(), checked(second), body, clock.instant())
                        .then(Mono.defer(() -> rows.answered(db, dispute, clock.instant())))));
    }

    /** What a decision would do to the bill; nothing is written. */
    public Mono<Effect> effect(StaffAccess who, DisputeId id) {
        return tx.staff(who, db -> rows.lock(db, id).flatMap(judgement::effect));
    }

    /**
     * Decides, and moves the money, in one transaction.
     *
     * @throws Problem.Forbidden when this person looks after the developer, or decided the first time
     * @throws Problem.Conflict when it is decided already
     */
    public Mono<Dispute> decide(Staff who, DisputeId id, Decision decision) {
        return judgement.decide(who, id, decision);
    }

    /** Upholds everything that the portal kept silent about; one that cannot be settled does not hold up the rest. Emits how many. */
    Mono<Long> upholdOverdue() {
        return tx.staff(StaffAccess.system("disputes without an answer"), db -> rows.overdue(db, clock.instant()))
                .flatMapIterable(due -> due)
                .concatMap(due -> judgement.silence(due).onErrorResume(failure -> {
                    LOG.error("dispute {} was not upheld by silence; it is tried again", due, failure);
                    return Mono.just(false);
                }))
                .filter(done -> done)
                .count();
    }

    /** Warns of questions that will soon have gone unanswered, and closes those that have. Emits how many were closed. */
    Mono<Long> expireUnproven() {
        var now = clock.instant();
        return tx.staff(StaffAccess.system("claims without evidence"), db -> rows.unwarned(db, now.plus(WARNING))
                        .flatMapIterable(soon -> soon)
                        .concatMap(id -> rows.warn(db, id, now).flatMap(dispute -> log.step(
                                        db, dispute, "WARNED", dispute.state(), "system", null, now)
                                .then(outbox.append(
                                        db,
                                        dispute.tenant(),
                                        new EvidenceDue(dispute.id(), dispute.lead(), dispute.evidenceDeadline())))))
                        .then(rows.expired(db, now)))
                .flatMapIterable(due -> due)
                .concatMap(due -> judgement.expire(due).onErrorResume(failure -> {
                    LOG.error("dispute {} was not closed for want of evidence; it is tried again", due, failure);
                    return Mono.just(false);
                }))
                .filter(done -> done)
                .count();
    }

    private static int checked(int second) {
        if (second < 0) {
            throw new Problem.Invalid("/second", "dispute.second");
        }
        return second;
    }

    private static String required(String pointer, String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new Problem.Invalid(pointer, "dispute.text", LONGEST);
        }
        return text.strip();
    }
}
