package io.kvartal.load;

import io.kvartal.catalogue.Places;
import io.kvartal.shared.Ids;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A country's new homes, from a fixed seed: cities and developers by Zipf's law, complexes of log-normal size with one to six quarters of completion,
 * prices by city, class and area.
 */
public final class Stock {
    /** Another number makes a database give up the stock it has. */
    static final int EDITION = 2;

    static final int DEVELOPERS = 600;
    private static final long SEED = 20261122;
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 11, 1);
    private static final List<String> CLASSES =
            List.of("economy", "comfort", "comfort", "comfort", "business", "business", "premium", "other");
    private static final List<String> WORDS = List.of(
            "Алатау",
            "Парк",
            "Жайлы",
            "Нұра",
            "Көктем",
            "Резиденс",
            "Сити",
            "Есіл",
            "Самал",
            "Арман",
            "Шаңырақ",
            "Орда");

    private final Random random = new Random(SEED);
    private final List<Developer> developers = new ArrayList<>();
    private final List<Home> homes = new ArrayList<>();

    public record Developer(UUID id, String slug, String name) {}

    /**
     * A complex.
     *
     * @param earliest completion, year * 4 + quarter - 1; {@code quarters} from there on
     */
    public record Home(
            UUID id,
            Developer developer,
            String slug,
            String name,
            String city,
            String district,
            String buildingClass,
            double lat,
            double lon,
            int earliest,
            int quarters,
            int units,
            double perMeter) {}

    /** @param area hundredths of a square metre */
    public record Unit(int number, int quarter, int rooms, int area, long tenge, LocalDate day, boolean available) {}

    public Stock(int units, int complexes) {
        for (int i = 0; i < DEVELOPERS; i++) {
            developers.add(new Developer(Ids.next(), "made-" + i, word() + " " + i));
        }
        var sizes = IntStream.range(0, complexes)
                .mapToDouble(i -> Math.exp(random.nextGaussian()))
                .toArray();
        double sum = IntStream.range(0, complexes).mapToDouble(i -> sizes[i]).sum();
        var cities = Places.cities();
        for (int i = 0; i < complexes; i++) {
            int place = zipf(cities.size(), 0.9);
            var city = cities.get(place);
            var district = city.districts().get(random.nextInt(city.districts().size()));
            homes.add(new Home(
                    Ids.next(),
                    developers.get(zipf(DEVELOPERS, 0.9)),
                    "made-" + i,
                    word() + " " + word() + " " + i % 97,
                    city.slug(),
                    district.slug(),
                    CLASSES.get(random.nextInt(CLASSES.size())),
                    district.lat() + random.nextGaussian() / 40,
                    district.lon() + random.nextGaussian() / 40,
                    2025 * 4 + 2 + random.nextInt(12),
                    1 + (int) (6 * Math.pow(random.nextDouble(), 3)),
                    (int) Math.max(1, Math.round(sizes[i] / sum * units)),
                    420_000 * Math.exp(random.nextGaussian() / 4) / (1 + place / 40.0)));
        }
    }

    List<Developer> developers() {
        return developers;
    }

    public List<Home> homes() {
        return homes;
    }

    /** The units of a complex; the same whenever they are asked for. */
    public Stream<Unit> units(Home home) {
        var own = new Random(SEED + home.slug.hashCode());
        int firstDay = own.nextInt(15);
        return IntStream.rangeClosed(1, home.units).mapToObj(number -> unit(home, number, firstDay, own));
    }

    private static Unit unit(Home home, int number, int firstDay, Random own) {
        int rooms = Math.min(5, (int) Math.abs(own.nextGaussian() * 1.3 + 1.9));
        int area = 2_200 + rooms * 1_750 + own.nextInt(40) * 55;
        long tenge = Math.round(area / 100.0 * home.perMeter * (0.92 + own.nextInt(17) / 100.0) / 10_000) * 10_000;
        return new Unit(
                number,
                own.nextInt(home.quarters),
                rooms,
                area,
                Math.max(1_000_000, tenge),
                FIRST_DAY.plusDays(firstDay + own.nextInt(3)),
                own.nextInt(20) > 0);
    }

    public static boolean finished(int completion) {
        return completion < 2026 * 4 + 3;
    }

    /** Position by Zipf's law: the first is likeliest. */
    private int zipf(int count, double exponent) {
        double total = 0;
        for (int i = 1; i <= count; i++) {
            total += 1 / Math.pow(i, exponent);
        }
        double point = random.nextDouble() * total;
        for (int i = 1; i < count; i++) {
            point -= 1 / Math.pow(i, exponent);
            if (point < 0) {
                return i - 1;
            }
        }
        return count - 1;
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }
}
