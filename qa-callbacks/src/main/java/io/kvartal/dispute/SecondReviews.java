package io.kvartal.dispute;

import static io.kvartal.platform.Sql.required;

import io.kvartal.contract.WorkingHours;
import io.kvartal.desk.AccountManager;
import io.kvartal.desk.AccountManagers;
import io.kvartal.dispute.Decision.Verdict;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A tenth of the decisions is judged again by somebody who does not see the first verdict (RULES 4.2). */
@Component
public class SecondReviews {
    private static final int ONE_IN = 10;
    private static final Duration OPEN = Duration.ofDays(60);
    private static final Duration COUNTED = Duration.ofDays(370);

    /** How far both judges agreed in one month. @param kappa 1 is full agreement */
    public record Agreement(YearMonth month, int cases, int agreed, double kappa) {
        public boolean isUnclear() {
            return kappa < Kappa.CLEAR;
        }
    }

    private final TenantTx tx;
    private final DisputeRows rows;
    private final AccountManagers managers;
    private final Clock clock;

    SecondReviews(TenantTx tx, DisputeRows rows, AccountManagers managers, Clock clock) {
        this.tx = tx;
        this.rows = rows;
        this.managers = managers;
        this.clock = clock;
    }

    /** By the id alone, so that nobody chooses; the id is mixed, because its first half is the time. */
    static boolean chosen(DisputeId id) {
        long mixed = id.value().getLeastSignificantBits() * 0x9E3779B97F4A7C15L;
        return Long.remainderUnsigned(mixed >>> 16, ONE_IN) == 0;
    }

    /** What waits for a second judge and may be judged by this person, oldest first. */
    public Mono<List<Dispute>> waiting(Staff who) {
        return tx.staff(
                who.access("second reviews"),
                db -> rows.decidedSince(db, clock.instant().minus(OPEN)).flatMap(decided -> done(db).flatMap(
                                done -> managers.all().map(own -> open(decided, done, own, who)))));
    }

    private static List<Dispute> open(
            List<Dispute> decided, Set<UUID> done, Map<TenantId, AccountManager> managers, Staff who) {
        return decided.stream()
                .filter(one -> chosen(one.id()) && !done.contains(one.id().value()))
                .filter(one -> !decidedBy(one, who))
                .filter(one -> !looksAfter(managers.get(one.tenant()), who))
                .toList();
    }

    private static boolean looksAfter(@Nullable AccountManager manager, Staff who) {
        return manager != null && manager.isSame(who.userId(), who.name());
    }

    /**
     * @throws Problem.Forbidden when this person decided it or looks after the developer
     * @throws Problem.Conflict when it is not to be judged again, or was
     */
    public Mono<Void> judge(Staff who, DisputeId id, Verdict verdict, String note) {
        if (note.isBlank() || note.length() > 2000) {
            return Mono.error(new Problem.Invalid("/note", "dispute.text", 2000));
        }
        return tx.staff(who.access("second review of dispute " + id), db -> rows.lock(db, id)
                .flatMap(dispute -> judge(db, who, dispute, verdict, note.strip())));
    }

    private Mono<Void> judge(DatabaseClient db, Staff who, Dispute dispute, Verdict verdict, String note) {
        var ruling = dispute.ruling();
        if (ruling == null || ruling.by().equals("system") || !chosen(dispute.id())) {
            return Mono.error(new Problem.Conflict("dispute.not-now"));
        }
        if (decidedBy(dispute, who)) {
            return Mono.error(new Problem.Forbidden("dispute.same-person"));
        }
        return managers.of(dispute.tenant())
                .flatMap(manager -> looksAfter(manager.orElse(null), who)
                        ? Mono.error(new Problem.Forbidden("dispute.own-account"))
                        : insert(db, dispute, ruling.verdict(), verdict, note, who));
    }

    private static boolean decidedBy(Dispute dispute, Staff who) {
        var ruling = dispute.ruling();
        return ruling != null && ruling.by().startsWith(who.userId() + " ");
    }

    private Mono<Void> insert(
            DatabaseClient db, Dispute dispute, Verdict first, Verdict verdict, String note, Staff who) {
        return db.sql("""
            insert into dispute.second_review (dispute_id, first_verdict, verdict, note, reviewed_at, reviewed_by)
            values (:dispute, :first, :verdict, :note, :now, :by)
            """)
                .bind("dispute", dispute.id().value())
                .bind("first", first.name())
                .bind("verdict", verdict.name())
                .bind("note", note)
                .bind("now", clock.instant())
                .bind("by", who.userId() + " " + who.name())
                .then()
                .onErrorMap(DuplicateKeyException.class, twice -> new Problem.Conflict("dispute.not-now"));
    }

    private Mono<Set<UUID>> done(DatabaseClient db) {
        return db.sql("select dispute_id from dispute.second_review where reviewed_at >= :since")
                .bind("since", clock.instant().minus(OPEN.multipliedBy(2)))
                .map(row -> required(row, "dispute_id", UUID.class))
                .all()
                .collect(Collectors.toSet());
    }

    private record Judged(YearMonth month, Kappa.Pair pair) {}

    /** Newest month first. */
    public Mono<List<Agreement>> agreement(StaffAccess who) {
        return tx.staff(who, db -> db.sql("""
            select reviewed_at, first_verdict, verdict from dispute.second_review where reviewed_at >= :since
            """)
                        .bind("since", clock.instant().minus(COUNTED))
                        .map(row -> new Judged(
                                YearMonth.from(required(row, "reviewed_at", Instant.class)
                                        .atZone(WorkingHours.ALMATY)),
                                new Kappa.Pair(
                                        Verdict.valueOf(required(row, "first_verdict", String.class)),
                                        Verdict.valueOf(required(row, "verdict", String.class)))))
                        .all()
                        .collectList())
                .map(SecondReviews::byMonth);
    }

    private static List<Agreement> byMonth(List<Judged> judged) {
        var months = judged.stream()
                .collect(Collectors.groupingBy(
                        Judged::month, TreeMap::new, Collectors.mapping(Judged::pair, Collectors.toList())));
        return months.descendingMap().entrySet().stream()
                .map(of -> {
                    var pairs = of.getValue();
                    int agreed = (int) pairs.stream()
                            .filter(pair -> pair.first() == pair.second())
                            .count();
                    return new Agreement(
                            of.getKey(), pairs.size(), agreed, Kappa.of(pairs).orElse(1));
                })
                .toList();
    }
}
