package io.kvartal.catalogue.feed;

import io.kvartal.catalogue.Places;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the house stands: a city that the portal serves, a district, a point. */
final class PlaceCheck {
    /** Nothing of a city lies farther from its middle. */
    private static final int KILOMETRES = 60;

    private final Fields fields;
    private final Remarks remarks;

    PlaceCheck(Fields fields) {
        this.fields = fields;
        this.remarks = fields.remarks();
    }

    /** @param exact whether the document gave the point itself */
    record Place(String city, String district, double lat, double lon, boolean exact) {}

    @Nullable
    Place read() {
        var city = city();
        if (city == null) {
            return null;
        }
        var point = point(city);
        var named = fields.first("location/sub-locality-name", "sub-locality-name", "location/district");
        var district = named == null ? null : city.named(named).orElse(null);
        if (district == null) {
            district = point == null ? city.nearest(city.lat(), city.lon()) : city.nearest(point.lat, point.lon);
            remarks.doubt("UNKNOWN_DISTRICT", named == null ? "—" : named, district.slug());
        }
        return point == null
                ? new Place(city.slug(), district.slug(), district.lat(), district.lon(), false)
                : new Place(city.slug(), district.slug(), point.lat, point.lon, true);
    }

    private record Point(double lat, double lon) {}

    private @Nullable Point point(Places.City city) {
        var lat = fields.coordinate("location/latitude", "latitude");
        var lon = fields.coordinate("location/longitude", "longitude");
        if (lat == null || lon == null) {
            remarks.doubt("MISSING_COORDINATES", fields.own("location/latitude"), fields.own("location/longitude"));
            return null;
        }
        if (Places.kilometres(lat, lon, city.lat(), city.lon()) > KILOMETRES) {
            remarks.doubt("COORDINATES_FAR", lat + ", " + lon, city.slug());
            return null;
        }
        return new Point(lat, lon);
    }

    private Places.@Nullable City city() {
        var named = fields.first("location/locality-name", "locality-name", "location/region");
        var address = fields.first("location/address", "address");
        var city = named != null
                ? Places.cityNamed(named)
                : Optional.ofNullable(address).flatMap(PlaceCheck::inAddress);
        if (city.isEmpty()) {
            remarks.reject(
                    "UNKNOWN_CITY",
                    named != null ? named : address == null ? "—" : address.split(",")[0],
                    fields.own(fields.says("location/locality-name") ? "location/locality-name" : "location/address"));
        }
        return city.orElse(null);
    }

    /** "Казахстан, г. Алматы, ул. Абая, 5": the first part that is a city's name. */
    private static Optional<Places.City> inAddress(String address) {
        return Arrays.stream(address.split(","))
                .map(Places::cityNamed)
                .flatMap(Optional::stream)
                .findFirst();
    }
}
