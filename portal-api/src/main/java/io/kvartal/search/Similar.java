package io.kvartal.search;

import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.ComplexId;
import io.kvartal.catalogue.Places;
import io.kvartal.search.Alternative.Reason;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How well another complex would do instead: price 40, distance 25, class 15, hand-over 10, choice of units 10. Pure.
 */
final class Similar {
    private static final List<String> CLASSES = List.of("economy", "comfort", "business", "premium");
    private static final int LIMIT = 10;

    private final Complex wanted;
    private final Wishes wishes;
    private final @Nullable Money price;
    private final int completion;

    private Similar(Complex wanted, Wishes wishes, @Nullable Money price) {
        this.wanted = wanted;
        this.wishes = wishes;
        this.price = price;
        this.completion = wanted.completionYear() * 4 + wanted.completionQuarter() - 1;
    }

    static List<Alternative> rank(
            Complex wanted,
            Wishes wishes,
            List<Candidates.Row> rows,
            Map<ComplexId, Complex> complexes,
            Set<TenantId> not) {
        var own = rows.stream().filter(r -> r.complex().equals(wanted.id())).findFirst();
        var price = wishes.budget() != null
                ? wishes.budget()
                : own.map(Candidates.Row::priceFrom).orElse(null);
        var similar = new Similar(wanted, wishes, price);
        return rows.stream()
                .filter(r -> complexes.containsKey(r.complex()))
                .map(r -> similar.judge(r, Objects.requireNonNull(complexes.get(r.complex()))))
                .filter(a -> !a.complex().developer().equals(wanted.developer())
                        && !not.contains(a.complex().developer()))
                .sorted(Comparator.comparingDouble(Alternative::score)
                        .reversed()
                        .thenComparing(a -> a.complex().slug()))
                .limit(LIMIT)
                .toList();
    }

    private Alternative judge(Candidates.Row row, Complex complex) {
        var reasons = new ArrayList<Reason>();
        double score = price(row, reasons)
                + distance(complex, reasons)
                + buildingClass(complex, reasons)
                + handOver(row, reasons)
                + choice(row, reasons);
        return new Alternative(complex, Math.round(score * 10) / 10.0, row.units(), row.priceFrom(), reasons);
    }

    /** Cheaper is nearly as good as equal; dearer loses fast. */
    private double price(Candidates.Row row, List<Reason> reasons) {
        if (price == null || !price.isPositive()) {
            return 20;
        }
        double change = (double) (row.priceFrom().minor() - price.minor()) / price.minor();
        reasons.add(new Reason(
                "price", Map.of("percent", String.valueOf(Math.round(change * 100)), "from", amount(row.priceFrom()))));
        return 40 * Math.max(0, 1 - (change > 0 ? change * 3 : -change));
    }

    private double distance(Complex complex, List<Reason> reasons) {
        double km = Places.kilometres(wanted.lat(), wanted.lon(), complex.lat(), complex.lon());
        boolean same = wanted.district().equals(complex.district());
        reasons.add(new Reason(
                "district",
                Map.of(
                        "km", String.format(Locale.ROOT, "%.1f", km),
                        "district", complex.district(),
                        "same", String.valueOf(same))));
        return (same ? 5 : 0) + 20 * Math.max(0, 1 - km / 12);
    }

    private double buildingClass(Complex complex, List<Reason> reasons) {
        int step = Math.abs(CLASSES.indexOf(wanted.buildingClass()) - CLASSES.indexOf(complex.buildingClass()));
        reasons.add(new Reason("class", Map.of("class", complex.buildingClass(), "same", String.valueOf(step == 0))));
        return 15 * Math.max(0, 1 - step / 2.0);
    }

    private double handOver(Candidates.Row row, List<Reason> reasons) {
        int quarters = row.completion() - completion;
        reasons.add(new Reason(
                "completion",
                Map.of(
                        "quarters",
                        String.valueOf(quarters),
                        "ready",
                        row.completion() / 4 + "-Q" + (row.completion() % 4 + 1))));
        return 10 * Math.max(0, 1 - Math.max(quarters, 0) / 8.0);
    }

    private double choice(Candidates.Row row, List<Reason> reasons) {
        var rooms = wishes.rooms();
        reasons.add(new Reason(
                "rooms",
                Map.of("units", String.valueOf(row.units()), "rooms", rooms == null ? "" : String.valueOf(rooms))));
        return 10 * Math.min(1, row.units() / 10.0);
    }

    private static String amount(Money money) {
        return money.amount().toPlainString();
    }
}
