package io.kvartal.catalogue.web;

import io.kvartal.catalogue.Storefront;
import io.kvartal.catalogue.Storefront.Offer;
import io.kvartal.catalogue.Unit;
import io.kvartal.catalogue.UnitFilter;
import io.kvartal.catalogue.UnitParams;
import io.kvartal.mortgage.Programme;
import io.kvartal.mortgage.ProgrammeLimits;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.Problem.FieldError;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.springframework.util.MultiValueMap;

/** Which units of a complex, in which order, which page of them. */
public record UnitsQuery(UnitFilter filter, String sort, int number, int size) {
    private static final Set<String> SORTS = Set.of("price", "-price", "area", "floor");
    private static final int MAX_SIZE = 100;

    /** @throws Problem.Invalid naming every parameter that is wrong */
    static UnitsQuery strict(MultiValueMap<String, String> params) {
        var errors = new ArrayList<FieldError>();
        var query = read(params, errors, 20);
        if (!errors.isEmpty()) {
            throw new Problem.Invalid("invalid", errors);
        }
        return query;
    }

    /** What makes no sense is left out. */
    static UnitsQuery lenient(MultiValueMap<String, String> params, int size) {
        return read(params, new ArrayList<>(), size);
    }

    private static UnitsQuery read(MultiValueMap<String, String> params, List<FieldError> errors, int size) {
        var reading = new UnitParams(params, errors);
        var sort = params.getFirst("sort");
        if (sort != null && !sort.isBlank() && !SORTS.contains(sort)) {
            errors.add(new FieldError("/sort", "unknown-sort", sort));
        }
        return new UnitsQuery(
                reading.filter(),
                sort == null || !SORTS.contains(sort) ? "price" : sort,
                reading.whole("page", 1, 100_000, 1),
                reading.whole("size", 1, MAX_SIZE, size));
    }

    List<Offer> apply(Storefront.View view, List<Programme> programmes) {
        var city = view.complex().city();
        var limits = ProgrammeLimits.of(programmes, List.of(city));
        return view.offers().stream()
                .filter(o -> filter.matches(o.unit(), o.completion()))
                .filter(o -> filter.programmes().isEmpty()
                        || limits.fits(filter.programmes(), o.unit().price(), city, o.finished()))
                .sorted(order())
                .toList();
    }

    List<Offer> page(List<Offer> found) {
        int from = Math.min(found.size(), (number - 1) * size);
        return found.subList(from, Math.min(found.size(), from + size));
    }

    int pages(int found) {
        return (found + size - 1) / size;
    }

    static Money perMeter(Unit unit) {
        var tenge = unit.price().amount().divide(unit.area(), 0, RoundingMode.HALF_UP);
        return Money.of(tenge.setScale(0, RoundingMode.HALF_UP), unit.price().currency());
    }

    private Comparator<Offer> order() {
        Comparator<Offer> byPrice = Comparator.comparing(o -> o.unit().price());
        Comparator<Offer> byArea = Comparator.comparing((Offer o) -> o.unit().area(), BigDecimal::compareTo);
        Comparator<Offer> byFloor = Comparator.comparingInt(o -> o.unit().floor());
        Comparator<Offer> chosen =
                switch (sort) {
                    case "-price" -> byPrice.reversed();
                    case "area" -> byArea;
                    case "floor" -> byFloor;
                    default -> byPrice;
                };
        return chosen.thenComparing(byPrice).thenComparing(o -> o.unit().externalId());
    }
}
