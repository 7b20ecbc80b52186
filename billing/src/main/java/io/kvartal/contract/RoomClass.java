package io.kvartal.contract;

/** Flats by rooms, as prices name them. */
public enum RoomClass {
    STUDIO,
    ONE,
    TWO,
    THREE,
    FOUR_PLUS;

    /** @param rooms 0 for a studio */
    public static RoomClass of(int rooms) {
        return values()[Math.clamp(rooms, 0, FOUR_PLUS.ordinal())];
    }
}
