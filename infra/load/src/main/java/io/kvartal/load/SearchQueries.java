package io.kvartal.load;

import io.kvartal.catalogue.Places;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/** Searches as buyers make them, as query strings, from a fixed seed: most name a city, the large ones more often; one in five looks at a deep page. */
public final class SearchQueries {
    private static final List<String> PROGRAMMES = List.of("7-20-25", "nauryz", "otbasy");

    private final Random random;

    private SearchQueries(long seed) {
        random = new Random(seed);
    }

    /** @param nationwide one query of so many names no city; 0 for none */
    public static List<String> of(int count, long seed, int nationwide) {
        var queries = new SearchQueries(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> queries.query(nationwide == 0 || i % nationwide > 0))
                .toList();
    }

    private String query(boolean inCity) {
        var cities = Places.cities();
        var city = cities.get((int) (Math.pow(random.nextDouble(), 2.5) * cities.size()));
        var parts = new ArrayList<String>();
        if (inCity) {
            parts.add("city=" + city.slug());
            maybe(
                    5,
                    () -> parts.add("district="
                            + city.districts()
                                    .get(random.nextInt(city.districts().size()))
                                    .slug()));
            maybe(
                    10,
                    () -> parts.add(String.format(
                            Locale.ROOT,
                            "bbox=%.3f,%.3f,%.3f,%.3f",
                            city.lon() - 0.06,
                            city.lat() - 0.06,
                            city.lon() + 0.06,
                            city.lat() + 0.06)));
        }
        maybe(2, () -> parts.add("rooms=" + random.nextInt(5)));
        maybe(6, () -> parts.add("rooms=" + random.nextInt(5)));
        maybe(3, () -> parts.add("priceMax=" + random.nextInt(15, 60) * 1_000_000L));
        maybe(6, () -> parts.add("priceMin=" + random.nextInt(6, 15) * 1_000_000L));
        maybe(6, () -> parts.add("areaMin=" + random.nextInt(30, 70)));
        maybe(4, () -> parts.add("completionBefore=" + random.nextInt(2026, 2029) + "-Q4"));
        maybe(
                6,
                () -> parts.add(
                        "class=" + List.of("comfort", "business", "premium").get(random.nextInt(3))));
        maybe(12, () -> parts.add("developer=made-" + random.nextInt(60)));
        maybe(5, () -> parts.add("programme=" + PROGRAMMES.get(random.nextInt(PROGRAMMES.size()))));
        maybe(2, () -> parts.add("sort=price"));
        maybe(5, () -> parts.add("page=" + random.nextInt(2, 12)));
        return String.join("&", parts);
    }

    private void maybe(int oneIn, Runnable act) {
        if (random.nextInt(oneIn) == 0) {
            act.run();
        }
    }
}
