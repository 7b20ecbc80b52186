package io.kvartal.search;

import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.Places;
import io.kvartal.search.Alternative.Reason;
import io.kvartal.search.SearchIndex.Offer;
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

    static List<Alternative> rank(Complex wanted, Wishes wishes, List<Offer> offers, Set<TenantId> not) {
        var own = offers.stream()
                .filter(offer -> offer.complex().id().equals(wanted.id()))
                .findFirst();
        var price = wishes.budget() != null
                ? wishes.budget()
                : own.map(Offer::priceFrom).orElse(null);
        var similar = new Similar(wanted, wishes, price);
        return offers.stream()
                .filter(offer -> !offer.complex().developer().equals(wanted.developer())
                        && !not.contains(offer.complex().developer()))
                .map(offer -> new Scored(offer, similar.score(offer)))
                .sorted(Comparator.comparingDouble(Scored::score)
                        .reversed()
                        .thenComparing(scored -> scored.offer().complex().slug()))
                .limit(LIMIT)
                .map(scored -> new Alternative(
                        scored.offer().complex(),
                        scored.score(),
                        scored.offer().units(),
                        scored.offer().priceFrom(),
                        similar.reasons(scored.offer())))
                .toList();
    }

    /** @param score to one decimal */
    private record Scored(Offer offer, double score) {}

    private double score(Offer offer) {
        double score = byPrice(offer)
                + byDistance(offer.complex())
                + byClass(offer.complex())
                + byHandOver(offer)
                + 10 * Math.min(1, offer.units() / 10.0);
        return Math.round(score * 10) / 10.0;
    }

    /** In words only for those that are shown. */
    private List<Reason> reasons(Offer offer) {
        var complex = offer.complex();
        var reasons = new ArrayList<Reason>();
        if (isPriced()) {
            reasons.add(new Reason(
                    "price",
                    Map.of(
                            "percent", String.valueOf(Math.round(dearer(offer) * 100)),
                            "from", amount(offer.priceFrom()))));
        }
        reasons.add(new Reason(
                "district",
                Map.of(
                        "km", String.format(Locale.ROOT, "%.1f", km(complex)),
                        "district", complex.district(),
                        "same", String.valueOf(sameDistrict(complex)))));
        reasons.add(new Reason(
                "class", Map.of("class", complex.buildingClass(), "same", String.valueOf(steps(complex) == 0))));
        reasons.add(new Reason(
                "completion",
                Map.of(
                        "quarters",
                        String.valueOf(quarters(offer)),
                        "ready",
                        offer.completion() / 4 + "-Q" + (offer.completion() % 4 + 1))));
        var rooms = wishes.rooms();
        reasons.add(new Reason(
                "rooms",
                Map.of("units", String.valueOf(offer.units()), "rooms", rooms == null ? "" : String.valueOf(rooms))));
        return reasons;
    }

    private boolean isPriced() {
        return price != null && price.isPositive();
    }

    /** As a part of the wanted price; negative is cheaper. */
    private double dearer(Offer offer) {
        long wantedMinor = Objects.requireNonNull(price).minor();
        return (double) (offer.priceFrom().minor() - wantedMinor) / wantedMinor;
    }

    /** Cheaper is nearly as good as equal; dearer loses fast. */
    private double byPrice(Offer offer) {
        if (!isPriced()) {
            return 20;
        }
        double change = dearer(offer);
        return 40 * Math.max(0, 1 - (change > 0 ? change * 3 : -change));
    }

    private double km(Complex complex) {
        return Places.kilometres(wanted.lat(), wanted.lon(), complex.lat(), complex.lon());
    }

    private boolean sameDistrict(Complex complex) {
        return wanted.district().equals(complex.district());
    }

    private double byDistance(Complex complex) {
        return (sameDistrict(complex) ? 5 : 0) + 20 * Math.max(0, 1 - km(complex) / 12);
    }

    private int steps(Complex complex) {
        return Math.abs(CLASSES.indexOf(wanted.buildingClass()) - CLASSES.indexOf(complex.buildingClass()));
    }

    private double byClass(Complex complex) {
        return 15 * Math.max(0, 1 - steps(complex) / 2.0);
    }

    private int quarters(Offer offer) {
        return offer.completion() - completion;
    }

    private double byHandOver(Offer offer) {
        return 10 * Math.max(0, 1 - Math.max(quarters(offer), 0) / 8.0);
    }

    private static String amount(Money money) {
        return money.amount().toPlainString();
    }
}
