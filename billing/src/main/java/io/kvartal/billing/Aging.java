package io.kvartal.billing;

import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one developer has not paid, by how long it is overdue.
 *
 * @param sums not due yet, 1-30, 31-60, 61-90 and more than 90 days overdue
 * @param oldestDays the longest; 0 when nothing is overdue
 */
public record Aging(TenantId tenant, List<Money> sums, long oldestDays) {
    public static final int BUCKETS = 5;

    public Aging {
        sums = List.copyOf(sums);
        if (sums.size() != BUCKETS) {
            throw new IllegalArgumentException("five sums");
        }
    }

    /** @param daysOverdue zero or less: not due yet */
    static int bucket(long daysOverdue) {
        return daysOverdue <= 0 ? 0 : daysOverdue <= 30 ? 1 : daysOverdue <= 60 ? 2 : daysOverdue <= 90 ? 3 : 4;
    }

    public Money total() {
        return sums.stream().reduce(Money.zero(sums.getFirst().currency()), Money::plus);
    }

    public Money overdue() {
        return total().minus(sums.getFirst());
    }

    /** Sum of a column in tenge; columns of two currencies are not added up. */
    public static Money sum(List<Aging> developers, int bucket) {
        return inTenge(developers.stream().map(each -> each.sums().get(bucket)));
    }

    /** Of all columns, in tenge. */
    public static Money total(List<Aging> developers) {
        return inTenge(developers.stream().map(Aging::total));
    }

    private static Money inTenge(Stream<Money> sums) {
        return sums.filter(sum -> sum.currency().equals(Money.KZT)).reduce(Money.ZERO_KZT, Money::plus);
    }
}
