package io.kvartal.catalogue.demo;

import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.content.Place;
import io.kvartal.catalogue.content.Place.Kind;
import io.kvartal.shared.LocalizedText;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Invented places around an invented complex: two stops and two schools, one of each other kind, at believable distances. */
final class DemoPlaces {
    private static final List<Kind> KINDS = List.of(
            Kind.STOP, Kind.STOP, Kind.SCHOOL, Kind.SCHOOL, Kind.KINDERGARTEN, Kind.SHOP, Kind.PARK, Kind.CLINIC);

    private DemoPlaces() {}

    static List<Place> around(Complex complex, int index, LocalDate today) {
        var random = new Random(index * 131L);
        var places = new ArrayList<Place>();
        for (int i = 0; i < KINDS.size(); i++) {
            double bearing = Math.toRadians(i * 45 + random.nextInt(40));
            double metres = 140 + random.nextInt(KINDS.get(i) == Kind.STOP || KINDS.get(i) == Kind.SHOP ? 320 : 720);
            double lat = complex.lat() + metres * Math.cos(bearing) / 111_320;
            double lon =
                    complex.lon() + metres * Math.sin(bearing) / (111_320 * Math.cos(Math.toRadians(complex.lat())));
            places.add(new Place(
                    complex.city(),
                    KINDS.get(i),
                    name(KINDS.get(i), random, index + i),
                    rounded(lat),
                    rounded(lon),
                    "Kvartal Demo",
                    today.minusDays(9)));
        }
        return places;
    }

    private static LocalizedText name(Kind kind, Random random, int index) {
        return switch (kind) {
            case STOP -> DemoTexts.of("place.stop." + index % 4);
            case SCHOOL -> DemoTexts.of("place.school", 1 + random.nextInt(180));
            case KINDERGARTEN -> DemoTexts.of("place.kindergarten", 1 + random.nextInt(90));
            case CLINIC -> DemoTexts.of("place.clinic", 1 + random.nextInt(30));
            case SHOP -> DemoTexts.of("place.shop");
            case PARK -> DemoTexts.of("place.park");
        };
    }

    private static double rounded(double degrees) {
        return Math.round(degrees * 1e6) / 1e6;
    }
}
