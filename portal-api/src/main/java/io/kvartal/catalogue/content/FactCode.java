package io.kvartal.catalogue.content;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** The facts about house and yard that the portal asks for, in the order of the page. */
public enum FactCode {
    CEILING_HEIGHT(Place.HOUSE, Kind.NUMBER, "2", "8"),
    WALLS(Place.HOUSE, Kind.CHOICE, "monolith", "brick", "panel", "gas-block"),
    FINISHING(Place.HOUSE, Kind.CHOICE, "rough", "pre-fine", "fine"),
    LIFTS(Place.HOUSE, Kind.NUMBER, "0", "20"),
    FREIGHT_LIFT(Place.HOUSE, Kind.YES),
    FLATS_ON_FLOOR(Place.HOUSE, Kind.NUMBER, "1", "40"),
    HEATING(Place.HOUSE, Kind.CHOICE, "central", "own-boiler-house", "in-flat"),
    STEP_FREE(Place.HOUSE, Kind.YES),
    STORAGE_ROOMS(Place.HOUSE, Kind.YES),
    CONCIERGE(Place.HOUSE, Kind.YES),
    PARKING_PLACES(Place.YARD, Kind.NUMBER, "0", "10000"),
    UNDERGROUND_PARKING(Place.YARD, Kind.YES),
    CHARGING(Place.YARD, Kind.YES),
    CAR_FREE_YARD(Place.YARD, Kind.YES),
    CLOSED_YARD(Place.YARD, Kind.YES),
    PLAYGROUND(Place.YARD, Kind.YES),
    SPORTS_GROUND(Place.YARD, Kind.YES),
    GREEN_SHARE(Place.YARD, Kind.NUMBER, "0", "100"),
    VIDEO(Place.YARD, Kind.YES),
    KINDERGARTEN(Place.YARD, Kind.YES);

    public enum Place {
        HOUSE,
        YARD
    }

    /** YES is answered {@code yes} or {@code no}; CHOICE by one of the options; NUMBER by a decimal within its limits. */
    public enum Kind {
        YES,
        NUMBER,
        CHOICE
    }

    private final Place place;
    private final Kind kind;
    private final List<String> options;

    /** @param options of a choice, or least and most of a number */
    FactCode(Place place, Kind kind, String... options) {
        this.place = place;
        this.kind = kind;
        this.options = kind == Kind.YES ? List.of("yes", "no") : List.of(options);
    }

    public Place place() {
        return place;
    }

    public Kind kind() {
        return kind;
    }

    public List<String> options() {
        return kind == Kind.NUMBER ? List.of() : options;
    }

    /** End of the message keys: {@code ceiling-height}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public boolean accepts(String value) {
        if (kind != Kind.NUMBER) {
            return options.contains(value);
        }
        if (!value.matches("\\d{1,6}(\\.\\d{1,2})?")) {
            return false;
        }
        var number = new BigDecimal(value);
        return number.compareTo(new BigDecimal(options.getFirst())) >= 0
                && number.compareTo(new BigDecimal(options.getLast())) <= 0;
    }
}
