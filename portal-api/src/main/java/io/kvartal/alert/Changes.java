package io.kvartal.alert;

import io.kvartal.catalogue.ComplexId;
import io.kvartal.shared.Money;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares what was known with what is. Pure. @param known what to compare with next time */
record Changes(List<News> news, List<Known> known) {
    private static final long HUNDRED = 100;
    /** A price falls when it falls by so many per cent; small steps add up, since the dearer price stays the known one. */
    private static final long NOTICEABLE_PERCENT = 1;

    Changes {
        news = List.copyOf(news);
        known = List.copyOf(known);
    }

    static Changes between(Map<ComplexId, Known> before, List<Sight> now) {
        var news = new ArrayList<News>();
        var known = new LinkedHashMap<ComplexId, Known>();
        before.values().forEach(old -> known.put(old.complex(), new Known(old.complex(), old.priceMinor(), 0)));
        for (var sight : now) {
            var old = before.get(sight.complex().id());
            if (old == null) {
                news.add(new News.NewComplex(sight.complex(), sight.priceFrom(), sight.units()));
            } else {
                compare(old, sight, news);
            }
            known.put(
                    sight.complex().id(),
                    remember(old == null ? sight.priceFrom().minor() : old.priceMinor(), sight));
        }
        return new Changes(news, List.copyOf(known.values()));
    }

    /** What is there when the watching begins: nothing of it is news. */
    static List<Known> start(List<Sight> now) {
        return now.stream()
                .map(sight -> remember(sight.priceFrom().minor(), sight))
                .toList();
    }

    private static void compare(Known old, Sight sight, List<News> news) {
        if (fell(old.priceMinor(), sight.priceFrom().minor())) {
            var before = new Money(old.priceMinor(), sight.priceFrom().currency());
            news.add(new News.PriceFell(sight.complex(), sight.priceFrom(), before));
        }
        if (sight.units() > old.units()) {
            news.add(new News.NewUnits(sight.complex(), sight.priceFrom(), sight.units(), sight.units() - old.units()));
        }
    }

    private static Known remember(long oldMinor, Sight sight) {
        var minor = sight.priceFrom().minor();
        var reference = minor > oldMinor || fell(oldMinor, minor) ? minor : oldMinor;
        return new Known(sight.complex().id(), reference, sight.units());
    }

    private static boolean fell(long from, long to) {
        return to * HUNDRED <= from * (HUNDRED - NOTICEABLE_PERCENT);
    }
}
