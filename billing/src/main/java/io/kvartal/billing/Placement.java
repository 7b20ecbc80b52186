package io.kvartal.billing;

import io.kvartal.contract.BundleItem;
import io.kvartal.contract.CommercialModel;
import io.kvartal.contract.Contract;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a paid placement costs, by the days on which its version is in force. Pure.
 *
 * <p>The fees of {@code prepaidMonths} months, counted from the version's first one, fall due together in the first of them. The parts of the bundle fall
 * due month by month, or once with the first month.
 */
final class Placement {
    /**
     * One part of one month.
     *
     * @param key unique within the version: the month, for a part of the bundle with its place: {@code 2026-11}, {@code 2026-11:2}
     * @param description the month of a fee, the name of a part
     * @param occursOn when it is owed, which decides the invoice
     * @param servedFrom first day of service, which decides the VAT rate
     */
    record Due(String key, String description, Money amount, LocalDate occursOn, LocalDate servedFrom) {}

    private Placement() {}

    /** What falls due with the period, nothing when the version is none of a placement or out of force. */
    static List<Due> due(Contract version, BillingPeriod period) {
        var due = new ArrayList<Due>();
        var fee = version.monthlyFee();
        if (version.model() != CommercialModel.PLACEMENT || fee == null || !inForce(version, period.month())) {
            return due;
        }
        var first = blockStart(version, period.month());
        for (int i = 0; i < version.prepaidMonths(); i++) {
            var month = first.plusMonths(i);
            add(due, version, month.toString(), month.toString(), share(version, fee, month), first, month);
        }
        for (int place = 1; place <= version.bundle().size(); place++) {
            var item = version.bundle().get(place - 1);
            if (isDue(item, version, period.month())) {
                var month = period.month();
                add(due, version, month + ":" + place, item.name(), price(version, item, month), month, month);
            }
        }
        return due;
    }

    private static void add(
            List<Due> due,
            Contract version,
            String key,
            String description,
            Money amount,
            YearMonth owedIn,
            YearMonth servedIn) {
        if (amount.isPositive()) {
            due.add(new Due(
                    key,
                    description,
                    amount,
                    later(version.validFrom(), owedIn.atDay(1)),
                    later(version.validFrom(), servedIn.atDay(1))));
        }
    }

    /** What a charge made under this key is worth now that the end of the version may be known. */
    static Money worth(Contract version, String key) {
        var fee = version.monthlyFee();
        var colon = key.indexOf(':');
        var month = YearMonth.parse(colon < 0 ? key : key.substring(0, colon));
        if (colon >= 0) {
            return price(version, version.bundle().get(Integer.parseInt(key.substring(colon + 1)) - 1), month);
        }
        return fee == null ? Money.zero(version.billing().currency()) : share(version, fee, month);
    }

    private static boolean isDue(BundleItem item, Contract version, YearMonth month) {
        return item.frequency() == BundleItem.Frequency.MONTHLY || month.equals(YearMonth.from(version.validFrom()));
    }

    private static Money price(Contract version, BundleItem item, YearMonth month) {
        return item.frequency() == BundleItem.Frequency.ONCE ? item.price() : share(version, item.price(), month);
    }

    private static YearMonth blockStart(Contract version, YearMonth month) {
        var start = YearMonth.from(version.validFrom());
        var size = version.prepaidMonths();
        return start.plusMonths(ChronoUnit.MONTHS.between(start, month) / size * size);
    }

    private static boolean inForce(Contract version, YearMonth month) {
        return days(version, month) > 0;
    }

    /** Of the month's days those on which the version is in force. */
    private static long days(Contract version, YearMonth month) {
        var from = later(version.validFrom(), month.atDay(1));
        var until = earlier(version.validTo(), month.plusMonths(1).atDay(1));
        return Math.max(0, ChronoUnit.DAYS.between(from, until));
    }

    /** Rounded once, HALF_UP. */
    private static Money share(Contract version, Money month, YearMonth of) {
        var days = days(version, of);
        return days == of.lengthOfMonth()
                ? month
                : month.times(BigDecimal.valueOf(days)
                        .divide(BigDecimal.valueOf(of.lengthOfMonth()), 12, RoundingMode.HALF_UP));
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate earlier(@Nullable LocalDate one, LocalDate other) {
        return one != null && one.isBefore(other) ? one : other;
    }
}
