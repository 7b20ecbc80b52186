package io.kvartal.dispute;

import io.kvartal.desk.AccountManagers;
import io.kvartal.dispute.DisputeState.Act;
import io.kvartal.dispute.DisputeView.Side;
import io.kvartal.platform.Audit;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Joint listening: the time, the protocol and its two signatures. Decisions are taken one by one by {@link Disputes#decide}. */
@Component
public class Listening {
    private static final int MOST = 30;

    private final TenantTx tx;
    private final DisputeRows rows;
    private final SessionRows sessions;
    private final Moves moves;
    private final AccountManagers managers;
    private final Audit audit;
    private final Clock clock;

    Listening(
            TenantTx tx,
            DisputeRows rows,
            SessionRows sessions,
            Moves moves,
            AccountManagers managers,
            Audit audit,
            Clock clock) {
        this.tx = tx;
        this.rows = rows;
        this.sessions = sessions;
        this.moves = moves;
        this.managers = managers;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Proposes a time for several disputes of one developer; all of them go to joint listening.
     *
     * @throws Problem.Invalid when they are of several developers, or the time is past
     * @throws Problem.Conflict when one of them is not open for it
     */
    public Mono<ListeningSession> propose(Staff who, List<DisputeId> about, Instant at, String place) {
        if (about.isEmpty() || about.size() > MOST) {
            return Mono.error(new Problem.Invalid("/disputes", "dispute.session-disputes", MOST));
        }
        return later(at).then(tx.staff(who.access("joint listening"), db -> Flux.fromIterable(about)
                .concatMap(id -> rows.lock(db, id))
                .collectList()
                .flatMap(found -> {
                    var tenant = found.getFirst().tenant();
                    if (found.stream().anyMatch(one -> !one.tenant().equals(tenant))) {
                        return Mono.error(new Problem.Invalid("/disputes", "dispute.session-disputes", MOST));
                    }
                    var id = SessionId.next();
                    return sessions.insert(db, tenant, id, at, place(place), who.name(), about, clock.instant())
                            .thenMany(Flux.fromIterable(found)
                                    .filter(one -> one.state() != DisputeState.LISTENING)
                                    .concatMap(one -> moves.byStaff(who, one.id(), Act.LISTEN, null)))
                            .then(Mono.defer(() -> sessions.byId(db, tenant, id)));
                })));
    }

    public Mono<ListeningSession> session(Staff who, SessionId id) {
        return tx.staff(who.access("joint listening " + id), db -> sessions.byId(db, null, id));
    }

    public Mono<ListeningSession> session(Member member, SessionId id) {
        return tx.in(member.tenant(), db -> sessions.byId(db, member.tenant(), id));
    }

    /** The session that a dispute is heard in. */
    public Mono<Optional<SessionId>> ofDispute(Dispute dispute) {
        return tx.in(dispute.tenant(), db -> sessions.ofDispute(db, dispute))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    /** Another time; now the other side accepts. */
    public Mono<Void> move(Staff who, SessionId id, Instant at, String place) {
        return later(at).then(tx.staff(who.access("joint listening " + id), db -> sessions.byId(db, null, id)
                .flatMap(session -> move(db, session, at, place, Side.PORTAL, who.name()))));
    }

    public Mono<Void> move(Member member, SessionId id, Instant at, String place) {
        return later(at).then(tx.in(member.tenant(), db -> sessions.byId(db, member.tenant(), id)
                .flatMap(session -> move(db, session, at, place, Side.DEVELOPER, member.name()))));
    }

    private Mono<Void> move(
            DatabaseClient db, ListeningSession session, Instant at, String place, Side side, String by) {
        return session.mayMove()
                ? sessions.propose(db, session, at, place(place), side, by)
                : Mono.error(new Problem.Conflict("dispute.not-now"));
    }

    public Mono<Void> accept(Staff who, SessionId id) {
        return tx.staff(who.access("joint listening " + id), db -> sessions.byId(db, null, id)
                .flatMap(session -> accept(db, session, Side.PORTAL, who.name())));
    }

    public Mono<Void> accept(Member member, SessionId id) {
        return tx.in(member.tenant(), db -> sessions.byId(db, member.tenant(), id)
                .flatMap(session -> accept(db, session, Side.DEVELOPER, member.name())));
    }

    /** Both have agreed to wait for the appointed time: silence counts from the working day after it. */
    private Mono<Void> accept(DatabaseClient db, ListeningSession session, Side side, String by) {
        if (!session.mayAccept(side)) {
            return Mono.error(new Problem.Conflict("dispute.not-now"));
        }
        return sessions.agree(db, session, by, clock.instant())
                .then(rows.waitUntil(db, session, Agreed.WEEK.plusDays(session.appointedAt(), 1)));
    }

    /** Both sides see where the other one stopped. */
    public Mono<Void> position(Staff who, SessionId id, DisputeId dispute, int second) {
        return tx.staff(who.access("joint listening " + id), db -> sessions.byId(db, null, id)
                .flatMap(session -> position(db, session, dispute, second, who.name())));
    }

    public Mono<Void> position(Member member, SessionId id, DisputeId dispute, int second) {
        return tx.in(member.tenant(), db -> sessions.byId(db, member.tenant(), id)
                .flatMap(session -> position(db, session, dispute, second, member.name())));
    }

    private Mono<Void> position(DatabaseClient db, ListeningSession session, DisputeId dispute, int second, String by) {
        return session.disputes().stream().anyMatch(one -> one.id().equals(dispute))
                ? sessions.position(db, session, dispute, second, by, clock.instant())
                : Mono.error(new Problem.NotFound("dispute"));
    }

    /** The portal signs first, and what it signs is copied. Whoever looks after the developer does not sign. */
    public Mono<Void> sign(Staff who, SessionId id) {
        return tx.staff(who.access("protocol of joint listening " + id), db -> sessions.byId(db, null, id)
                .flatMap(session -> managers.of(session.tenant())
                        .flatMap(manager -> manager.filter(own -> own.isSame(who.userId(), who.name()))
                                        .isPresent()
                                ? Mono.error(new Problem.Forbidden("dispute.own-account"))
                                : !session.maySign(Side.PORTAL)
                                        ? Mono.error(new Problem.Conflict("dispute.sign-not-yet"))
                                        : sessions.copy(db, session)
                                                .then(signed(db, session, Side.PORTAL, who.userId(), who.name())))));
    }

    public Mono<Void> sign(Member member, SessionId id) {
        return tx.in(member.tenant(), db -> sessions.byId(db, member.tenant(), id)
                .flatMap(session -> session.maySign(Side.DEVELOPER)
                        ? signed(db, session, Side.DEVELOPER, member.userId(), member.name())
                        : Mono.error(new Problem.Conflict("dispute.sign-not-yet"))));
    }

    private Mono<Void> signed(DatabaseClient db, ListeningSession session, Side side, String user, String name) {
        return sessions.sign(db, session, side, user, name, clock.instant())
                .then(audit.record(
                        db,
                        user + " " + name,
                        "protocol-signed",
                        "listening " + session.id(),
                        Map.of("side", side.name())));
    }

    private Mono<Void> later(Instant at) {
        return at.isAfter(clock.instant())
                ? Mono.empty()
                : Mono.error(new Problem.Invalid("/at", "dispute.session-past"));
    }

    private static String place(String text) {
        if (text.length() > 300) {
            throw new Problem.Invalid("/place", "dispute.text", 300);
        }
        return text.strip();
    }
}
