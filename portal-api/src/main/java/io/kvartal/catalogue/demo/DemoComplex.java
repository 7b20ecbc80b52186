package io.kvartal.catalogue.demo;

import io.kvartal.catalogue.Complex;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** One line of demo-complexes.csv. @param readyIn quarters from the day of the feed; 0 and below is handed over */
record DemoComplex(
        int index,
        String developer,
        String name,
        String city,
        String district,
        double lat,
        double lon,
        String buildingClass,
        String address,
        int buildings,
        int readyIn) {
    static final List<DemoComplex> ALL = load();

    static List<DemoComplex> of(String developer) {
        return ALL.stream().filter(c -> c.developer.equals(developer)).toList();
    }

    /** What a feed and this table have in common. */
    String key() {
        return developer + "/" + name;
    }

    static String key(Complex complex) {
        return complex.developerSlug() + "/" + complex.name();
    }

    /** Numbers that nobody has: 700 000 10 xx is the sales office, 700 000 20 xx the portal's own number for the complex. */
    String salesOffice() {
        return "+77000001%03d".formatted(index);
    }

    String staticNumber() {
        return "+77000002%03d".formatted(index);
    }

    private static List<DemoComplex> load() {
        var source = Objects.requireNonNull(DemoComplex.class.getResourceAsStream("/catalogue/demo-complexes.csv"));
        var list = new ArrayList<DemoComplex>();
        try (var lines = new BufferedReader(new InputStreamReader(source, StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(l -> !l.startsWith("#") && !l.isBlank())
                    .forEach(l -> list.add(read(list.size() + 1, l.split(";", -1))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return List.copyOf(list);
    }

    private static DemoComplex read(int index, String[] row) {
        return new DemoComplex(
                index,
                row[0],
                row[1],
                row[2],
                row[3],
                Double.parseDouble(row[4]),
                Double.parseDouble(row[5]),
                row[6],
                row[7],
                Integer.parseInt(row[8]),
                Integer.parseInt(row[9]));
    }
}
