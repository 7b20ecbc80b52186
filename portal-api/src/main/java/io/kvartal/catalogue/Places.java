package io.kvartal.catalogue;

import io.kvartal.shared.LocalizedText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The cities that the portal serves and their districts, with all the names that feeds use for them. */
public final class Places {
    private static final Pattern WORD_CITY = Pattern.compile("\\b(г\\.|город|қаласы|city)");
    private static final Pattern WORD_DISTRICT = Pattern.compile("(район|р-н|ауданы|district)");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final List<City> CITIES = load();

    private Places() {}

    public record District(String city, String slug, LocalizedText name, double lat, double lon, Set<String> names) {}

    public record City(
            String slug, LocalizedText name, double lat, double lon, Set<String> names, List<District> districts) {
        public Optional<District> district(String slug) {
            return districts.stream().filter(d -> d.slug.equals(slug)).findFirst();
        }

        /** By any of its names, with or without the word "district". */
        public Optional<District> named(String name) {
            var wanted = plain(name);
            return districts.stream().filter(d -> d.names.contains(wanted)).findFirst();
        }

        public District nearest(double lat, double lon) {
            return districts.stream()
                    .min(Comparator.comparingDouble(d -> kilometres(lat, lon, d.lat, d.lon)))
                    .orElseThrow();
        }
    }

    public static List<City> cities() {
        return CITIES;
    }

    public static Optional<City> city(String slug) {
        return CITIES.stream().filter(c -> c.slug.equals(slug)).findFirst();
    }

    public static Optional<City> cityNamed(String name) {
        var wanted = plain(name);
        return CITIES.stream().filter(c -> c.names.contains(wanted)).findFirst();
    }

    /** Great-circle distance. */
    public static double kilometres(double lat1, double lon1, double lat2, double lon2) {
        double dLat = Math.toRadians(lat2 - lat1);
        double dLon = Math.toRadians(lon2 - lon1);
        double h = Math.pow(Math.sin(dLat / 2), 2)
                + Math.cos(Math.toRadians(lat1)) * Math.cos(Math.toRadians(lat2)) * Math.pow(Math.sin(dLon / 2), 2);
        return 12_742 * Math.asin(Math.sqrt(h));
    }

    private static String plain(String name) {
        var word = name.toLowerCase(Locale.ROOT).replace('ё', 'е');
        word = WORD_CITY.matcher(word).replaceAll(" ");
        word = WORD_DISTRICT.matcher(word).replaceAll(" ");
        return SPACES.matcher(word).replaceAll(" ").strip();
    }

    private static List<City> load() {
        var cities = new ArrayList<City>();
        var source = Objects.requireNonNull(Places.class.getResourceAsStream("/catalogue/places.csv"));
        try (var lines = new BufferedReader(new InputStreamReader(source, StandardCharsets.UTF_8))) {
            lines.lines().filter(l -> !l.startsWith("#") && !l.isBlank()).forEach(l -> add(cities, l.split(";", -1)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return List.copyOf(cities);
    }

    private static void add(List<City> cities, String[] row) {
        var name = new LocalizedText(row[3], row[4], row[5]);
        var names = new HashSet<String>();
        for (var each : List.of(row[2], row[3], row[4], row[5])) {
            names.add(plain(each));
        }
        for (var alias : row[8].split("\\|")) {
            if (!alias.isBlank()) {
                names.add(plain(alias));
            }
        }
        double lat = Double.parseDouble(row[6]);
        double lon = Double.parseDouble(row[7]);
        if (row[0].equals("city")) {
            cities.add(new City(row[2], name, lat, lon, Set.copyOf(names), new ArrayList<>()));
        } else {
            cities.getLast().districts.add(new District(row[1], row[2], name, lat, lon, Set.copyOf(names)));
        }
    }
}
