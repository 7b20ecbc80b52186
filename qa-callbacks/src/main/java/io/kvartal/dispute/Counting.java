package io.kvartal.dispute;

import io.kvartal.billing.Credits;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The counters of both sides, for one developer and for the portal. */
@Component
public class Counting {
    private static final Set<Integer> SPANS = Set.of(14, 30, 90);

    private final TenantTx tx;
    private final DisputeRows rows;
    private final Credits credits;
    private final Clock clock;

    Counting(TenantTx tx, DisputeRows rows, Credits credits, Clock clock) {
        this.tx = tx;
        this.rows = rows;
        this.credits = credits;
        this.clock = clock;
    }

    /** @param figures of 14 days */
    public record OfDeveloper(TenantId developer, Figures figures) {}

    /** @param days 14, 30 or 90 */
    public Mono<Figures> of(TenantId developer, int days) {
        var since = clock.instant().minus(Duration.ofDays(checked(days)));
        return credits.chargedLeads(developer, since)
                .flatMap(charged -> tx.in(developer, db -> rows.since(db, developer, since))
                        .map(found -> Figures.of(days, found, charged, clock.instant())));
    }

    /** @param developer null for the whole portal */
    public Mono<Figures> of(StaffAccess who, @Nullable TenantId developer, int days) {
        var since = clock.instant().minus(Duration.ofDays(checked(days)));
        return credits.chargedLeads(who, since).flatMap(charged -> tx.staff(who, db -> rows.since(db, developer, since))
                .map(found -> Figures.of(
                        days,
                        found,
                        developer == null
                                ? charged.values().stream().mapToInt(n -> n).sum()
                                : charged.getOrDefault(developer, 0),
                        clock.instant())));
    }

    /** Every developer who contested anything in 14 days, the highest rate first. */
    public Mono<List<OfDeveloper>> developers(StaffAccess who) {
        var now = clock.instant();
        var since = now.minus(Duration.ofDays(14));
        return credits.chargedLeads(who, since).flatMap(charged -> tx.staff(who, db -> rows.since(db, null, since))
                .map(found -> found.stream().collect(Collectors.groupingBy(Dispute::tenant)).entrySet().stream()
                        .map(own -> new OfDeveloper(
                                own.getKey(),
                                Figures.of(14, own.getValue(), charged.getOrDefault(own.getKey(), 0), now)))
                        .sorted(Comparator.comparingDouble((OfDeveloper one) ->
                                        one.figures().disputed().rate())
                                .reversed())
                        .toList()));
    }

    private static int checked(int days) {
        if (!SPANS.contains(days)) {
            throw new Problem.Invalid("/days", "dispute.choice", "14, 30, 90");
        }
        return days;
    }
}
