package io.kvartal.catalogue.demo;

import io.kvartal.catalogue.Developer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;

/**
 * YRL feeds of the demo's developers. The same developer and day give the same bytes; another day gives the same units at the prices of that day, less
 * those that were sold meanwhile.
 */
public final class DemoFeeds {
    private static final LocalDate PRICES_OF = LocalDate.of(2026, 7, 1);

    private DemoFeeds() {}

    public static List<Developer> developers() {
        return DemoDeveloper.all();
    }

    public static InputStream feed(String developerSlug, LocalDate today) {
        return feed(developerSlug, today, today);
    }

    /** @param seenFrom the day that hand-overs are counted from, so that feeds of several days name the same quarters */
    static InputStream feed(String developerSlug, LocalDate day, LocalDate seenFrom) {
        var out = new ByteArrayOutputStream();
        write(developerSlug, day, seenFrom, Integer.MAX_VALUE, out);
        return new ByteArrayInputStream(out.toByteArray());
    }

    /** @param limit offers for each complex */
    static void write(String developerSlug, LocalDate today, LocalDate seenFrom, int limit, OutputStream out) {
        try {
            var xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            var writer = new YrlWriter(xml, today, seenFrom);
            writer.start();
            for (var complex : DemoComplex.of(developerSlug)) {
                for (var flat : flats(complex, today).stream().limit(limit).toList()) {
                    writer.offer(complex, flat);
                }
            }
            writer.end();
        } catch (XMLStreamException brokenStream) {
            throw new IllegalStateException(brokenStream);
        }
    }

    /** @param building from 1; {@code readyIn} quarters from the day of the feed */
    record Flat(
            String id,
            int building,
            int readyIn,
            int number,
            int rooms,
            double area,
            double living,
            double kitchen,
            int floor,
            int floors,
            long price,
            LocalDate updated) {}

    private static List<Flat> flats(DemoComplex complex, LocalDate today) {
        var flats = new ArrayList<Flat>();
        for (int building = 1; building <= complex.buildings(); building++) {
            var random = new Random(complex.index() * 1_000L + building);
            int floors = floors(complex, random);
            int readyIn = complex.readyIn() + (building - 1) * 2;
            double metre = metre(complex, readyIn, random);
            int count = 34 + random.nextInt(22);
            for (int i = 1; i <= count; i++) {
                flat(complex, building, readyIn, floors, metre, i, random, today, flats);
            }
        }
        return flats;
    }

    private static void flat(
            DemoComplex complex,
            int building,
            int readyIn,
            int floors,
            double metre,
            int i,
            Random random,
            LocalDate today,
            List<Flat> flats) {
        int rooms = rooms(complex, random.nextInt(100));
        double area = area(complex, rooms, random);
        int floor = 1 + random.nextInt(floors);
        double height = floor == 1 ? 0.97 : 1 + 0.12 * floor / 100.0 * (floor == floors ? 0.5 : 1);
        double small = rooms == 0 ? 1.08 : rooms == 1 ? 1.04 : rooms >= 4 ? 0.96 : 1;
        long base = Math.round(metre * area * height * small / 10_000) * 10_000;
        // sold on some day of the half-year around July 2026, one flat in nine
        int soldAfter = random.nextInt(9) == 0 ? random.nextInt(170) : Integer.MAX_VALUE;
        int repricedEvery = 20 + random.nextInt(25);
        long days = Math.floorMod(today.toEpochDay() + i, (long) repricedEvery);
        var repriced = today.minusDays(days);
        double months = (repriced.toEpochDay() - PRICES_OF.toEpochDay()) / 30.0;
        double trend = 1 + months * (readyIn > 0 ? 0.011 : 0.004) + (random.nextInt(7) == 0 ? -0.03 : 0);
        long price = Math.round(base * trend / 50_000) * 50_000;
        if (PRICES_OF.plusDays(Math.min(soldAfter, 100_000)).isBefore(today)) {
            return;
        }
        flats.add(new Flat(
                "%s-%02d-%d-%03d".formatted(complex.developer().substring(0, 3), complex.index(), building, i),
                building,
                readyIn,
                i,
                rooms,
                area,
                Math.round(area * 5.4) / 10.0,
                Math.round(Math.min(18, 7 + area * 0.09) * 10) / 10.0,
                floor,
                floors,
                price,
                today.minusDays(i % 3)));
    }

    private static int floors(DemoComplex complex, Random random) {
        return switch (complex.buildingClass()) {
            case "premium" -> 6 + random.nextInt(4);
            case "business" -> 12 + random.nextInt(7);
            case "economy" -> 9 + random.nextInt(4);
            default -> 9 + random.nextInt(8);
        };
    }

    /** Tenge for a square metre in mid-2026. */
    private static double metre(DemoComplex complex, int readyIn, Random random) {
        double base =
                switch (complex.city()) {
                    case "almaty" -> 640_000;
                    case "astana" -> 545_000;
                    default -> 455_000;
                };
        double byClass =
                switch (complex.buildingClass()) {
                    case "economy" -> 0.78;
                    case "business" -> 1.36;
                    case "premium" -> 2.1;
                    default -> 1;
                };
        double waiting = readyIn <= 0 ? 1.07 : 1 - 0.012 * Math.min(readyIn, 10);
        return base * byClass * waiting * (0.94 + random.nextDouble() * 0.12);
    }

    private static int rooms(DemoComplex complex, int of100) {
        boolean dear = complex.buildingClass().equals("premium")
                || complex.buildingClass().equals("business");
        int studio = dear ? 5 : 14;
        int one = studio + (dear ? 22 : 34);
        int two = one + (dear ? 36 : 30);
        int three = two + (dear ? 26 : 17);
        return of100 < studio ? 0 : of100 < one ? 1 : of100 < two ? 2 : of100 < three ? 3 : of100 < 97 ? 4 : 5;
    }

    private static double area(DemoComplex complex, int rooms, Random random) {
        double least = new double[] {22, 35, 52, 78, 104, 140}[rooms];
        double spread = new double[] {9, 14, 21, 26, 34, 60}[rooms];
        double dear = complex.buildingClass().equals("premium")
                ? 1.3
                : complex.buildingClass().equals("business") ? 1.12 : 1;
        return Math.round((least + random.nextDouble() * spread) * dear * 100) / 100.0;
    }
}
