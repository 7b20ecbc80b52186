package io.kvartal.billing;

import io.kvartal.contract.Contracts;
import io.kvartal.contract.WorkingHours;
import io.kvartal.platform.Audit;
import io.kvartal.platform.Outbox;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Placements that are restricted because an invoice is overdue longer than the contract allows. The developer's pages and numbers stay; calls and
 * requests go to the portal's call centre, as with free placement.
 */
@Component("placementRestrictions")
public class Restrictions {
    private static final Logger LOG = LoggerFactory.getLogger(Restrictions.class);
    private static final String SYSTEM = "system";

    private final TenantTx tx;
    private final Clock clock;
    private final Contracts contracts;
    private final Outbox outbox;
    private final Audit audit;
    private final RestrictionRows rows = new RestrictionRows();

    Restrictions(TenantTx tx, Clock clock, Contracts contracts, Outbox outbox, Audit audit) {
        this.tx = tx;
        this.clock = clock;
        this.contracts = contracts;
        this.outbox = outbox;
        this.audit = audit;
    }

    /**
     * What the developer has to expect.
     *
     * @param restriction in force now
     * @param startsOn the first day on which it begins when nothing is paid; null when nothing is overdue or the contract never restricts
     * @param graceUntil the last day of a grace that has not passed
     */
    public record Outlook(
            @Nullable Restriction restriction,
            @Nullable LocalDate startsOn,
            @Nullable LocalDate graceUntil) {}

    /** Joins the caller's transaction. Whoever has just paid is not restricted any more, before anything else has run. */
    public Mono<Boolean> isRestricted(TenantId tenant) {
        return tx.in(tenant, db -> rows.holds(db, tenant, today()));
    }

    public Mono<Outlook> outlook(TenantId tenant) {
        return tx.in(tenant, db -> afterDays(tenant).flatMap(limit -> rows.open(db, tenant)
                .filterWhen(open -> rows.holds(db, tenant, today()))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(open -> grace(db, tenant).flatMap(grace -> rows.oldestOpen(db, tenant)
                        .filter(oldest -> oldest.dueOn().isBefore(today()))
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .map(oldest -> new Outlook(
                                open.orElse(null),
                                oldest.flatMap(one -> limit.map(days -> Restriction.startsOn(one.dueOn(), days)))
                                        .map(day -> later(day, grace))
                                        .orElse(null),
                                grace.orElse(null)))))));
    }

    /** What everybody with something overdue has to expect. */
    public Mono<Map<TenantId, Outlook>> outlooks(List<Aging> aging) {
        return Flux.fromIterable(aging)
                .filter(each -> each.oldestDays() > 0)
                .map(Aging::tenant)
                .distinct()
                .concatMap(tenant -> outlook(tenant).map(outlook -> Map.entry(tenant, outlook)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** How many of them are restricted now. */
    public static long restricted(Map<TenantId, Outlook> outlooks) {
        return outlooks.values().stream()
                .filter(each -> each.restriction() != null)
                .count();
    }

    private static LocalDate later(LocalDate day, Optional<LocalDate> grace) {
        return grace.map(until -> until.plusDays(1)).filter(day::isBefore).orElse(day);
    }

    /** No restriction until the day, inclusive; one in force is lifted at once. @throws Problem.Invalid without a reason, or for a day that has passed */
    public Mono<Void> grant(TenantId tenant, LocalDate until, String reason, String actor) {
        if (reason.isBlank()) {
            throw new Problem.Invalid("/reason", "restriction-reason");
        }
        if (until.isBefore(today()) || until.isAfter(today().plusYears(1))) {
            throw new Problem.Invalid("/until", "restriction-until");
        }
        return tx.in(tenant, db -> TenantLock.take(db, tenant)
                .then(rows.grant(db, tenant, until, reason.strip(), actor, clock.instant()))
                .then(audit.record(
                        db,
                        actor,
                        "restriction-grace",
                        "tenant " + tenant,
                        Map.of("until", until.toString(), "reason", reason.strip())))
                .then(judge(db, tenant)));
    }

    /** Begins or ends a restriction as the invoices stand now. The same again changes nothing. */
    Mono<Void> review(TenantId tenant) {
        return tx.in(tenant, db -> TenantLock.take(db, tenant).then(judge(db, tenant)));
    }

    /** All who may be concerned; one that fails holds up nobody. Emits how many were looked at. */
    Mono<Long> reviewAll() {
        return tx.staff(StaffAccess.system("placement restrictions"), db -> rows.candidates(db, today()))
                .flatMapMany(Flux::fromIterable)
                .concatMap(tenant -> review(tenant).thenReturn(tenant).onErrorResume(failure -> {
                    LOG.error("tenant {} could not be reviewed for a restriction", tenant, failure);
                    return Mono.empty();
                }))
                .count();
    }

    /** In force, of all developers, oldest first. */
    public Mono<List<Restriction>> all(StaffAccess who) {
        return tx.staff(who, rows::allOpen);
    }

    private Mono<Void> judge(DatabaseClient db, TenantId tenant) {
        var now = clock.instant();
        return afterDays(tenant).flatMap(limit -> grace(db, tenant).flatMap(grace -> rows.open(db, tenant)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(open -> rows.oldestOpen(db, tenant)
                        .filter(oldest -> limit.isPresent()
                                && !today().isBefore(Restriction.startsOn(oldest.dueOn(), limit.get())))
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .flatMap(cause -> {
                            if (cause.isPresent() && grace.isEmpty()) {
                                return open.isPresent()
                                        ? Mono.<Void>empty()
                                        : begin(db, tenant, cause.get(), limit.orElseThrow(), now);
                            }
                            return open.map(one -> lift(db, one, grace.isPresent() ? "GRACE" : "SETTLED", now))
                                    .orElse(Mono.empty());
                        }))));
    }

    private Mono<Void> begin(
            DatabaseClient db, TenantId tenant, RestrictionRows.Oldest cause, int afterDays, Instant now) {
        var restriction = new Restriction(Ids.next(), tenant, cause.invoice(), afterDays, now);
        var detail = new HashMap<String, String>();
        detail.put("invoice", cause.invoice().toString());
        detail.put("dueOn", cause.dueOn().toString());
        return rows.begin(db, restriction)
                .then(audit.record(db, SYSTEM, "placement-restricted", "tenant " + tenant, detail))
                .then(outbox.append(db, tenant, new PlacementRestricted(tenant, cause.invoice(), now)));
    }

    private Mono<Void> lift(DatabaseClient db, Restriction restriction, String why, Instant now) {
        var tenant = restriction.tenant();
        return rows.lift(db, restriction, why, now)
                .then(audit.record(db, SYSTEM, "placement-lifted", "tenant " + tenant, Map.of("why", why)))
                .then(outbox.append(db, tenant, new PlacementLifted(tenant, why, now)));
    }

    private Mono<Optional<LocalDate>> grace(DatabaseClient db, TenantId tenant) {
        return rows.graceUntil(db, tenant)
                .filter(until -> !until.isBefore(today()))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    /** What the contract in force allows; empty: it never restricts, or there is none. */
    private Mono<Optional<Integer>> afterDays(TenantId tenant) {
        return contracts
                .inForce(tenant, clock.instant())
                .map(contract -> Optional.ofNullable(contract.billing().restrictAfterDays()))
                .onErrorResume(Problem.NotFound.class, none -> Mono.just(Optional.empty()));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), WorkingHours.ALMATY);
    }
}
