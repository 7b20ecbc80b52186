package io.kvartal.catalogue.feed;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue already knows of one developer's complexes. A format that cannot say where a flat is says only which complex it belongs to; all the
 * rest comes from here or not at all.
 */
public final class KnownComplexes {
    public static final KnownComplexes NONE = new KnownComplexes(Map.of());

    private final Map<String, KnownComplex> byKey;

    /** @param byKey by external key, by name, and by every key that somebody has said to mean this complex; in lower case */
    public KnownComplexes(Map<String, KnownComplex> byKey) {
        this.byKey = Map.copyOf(byKey);
    }

    public record KnownComplex(
            String key,
            String name,
            String city,
            String district,
            @Nullable String address,
            double lat,
            double lon,
            String buildingClass,
            List<KnownBuilding> buildings) {
        public KnownComplex {
            buildings = List.copyOf(buildings);
        }

        /** By key or name; the only one there is, when the document names none. */
        Optional<KnownBuilding> building(@Nullable String named) {
            if (named == null) {
                return buildings.size() == 1 ? Optional.of(buildings.getFirst()) : Optional.empty();
            }
            return buildings.stream()
                    .filter(b -> b.key.equalsIgnoreCase(named) || b.name.equalsIgnoreCase(named))
                    .findFirst();
        }
    }

    public record KnownBuilding(
            String key, String name, @Nullable Integer floors, String state, int year, int quarter) {}

    /** Adds to an offer what is known of its house. @return false when the complex or the house is not known, which is remarked */
    boolean complete(RawOffer raw, Remarks remarks) {
        var named = raw.first("complex-id", "building-name");
        if (named == null) {
            remarks.reject("MISSING_COMPLEX_KEY");
            return false;
        }
        var complex = Optional.ofNullable(byKey.get(named.toLowerCase(Locale.ROOT)))
                .or(() -> Optional.ofNullable(raw.first("building-name"))
                        .map(name -> byKey.get(name.toLowerCase(Locale.ROOT))));
        if (complex.isEmpty()) {
            remarks.reject("UNKNOWN_COMPLEX", named);
            return false;
        }
        var house = raw.first("building-section");
        var building = complex.get().building(house);
        if (building.isEmpty()) {
            remarks.reject("UNKNOWN_BUILDING", house == null ? "—" : house, complex.get().name);
            return false;
        }
        complete(raw, complex.get(), building.get());
        return true;
    }

    private static void complete(RawOffer raw, KnownComplex complex, KnownBuilding building) {
        raw.set("complex-id", complex.key);
        raw.set("building-name", complex.name);
        raw.set("location/locality-name", complex.city);
        raw.set("location/sub-locality-name", complex.district);
        raw.set("location/address", complex.address == null ? "" : complex.address);
        raw.set("location/latitude", String.valueOf(complex.lat));
        raw.set("location/longitude", String.valueOf(complex.lon));
        raw.set("building-class", complex.buildingClass);
        raw.set("building-id", building.key);
        raw.set("building-section", building.name);
        raw.set("building-state", building.state);
        raw.set("built-year", String.valueOf(building.year));
        raw.set("ready-quarter", String.valueOf(building.quarter));
        if (raw.first("floors-total") == null && building.floors != null) {
            raw.set("floors-total", String.valueOf(building.floors));
        }
    }
}
