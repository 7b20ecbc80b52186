package io.kvartal.catalogue.content;

import io.kvartal.catalogue.Places;

/** A place and the way to it. @param metres as the crow flies */
public record Nearby(Place place, int metres) {
    /** Streets are longer than the crow's way, by about a third in a grid of blocks. */
    private static final double DETOUR = 1.3;

    private static final double METRES_A_MINUTE = 80;

    static Nearby of(Place place, double lat, double lon) {
        return new Nearby(place, (int) Math.round(1000 * Places.kilometres(lat, lon, place.lat(), place.lon())));
    }

    /** On foot, rounded up. */
    public int minutes() {
        return Math.max(1, (int) Math.ceil(metres * DETOUR / METRES_A_MINUTE));
    }
}
