package io.kvartal.lead;

import io.kvartal.shared.Problem;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where a lead stands at the developer. */
public enum Stage {
    NEW,
    IN_WORK,
    SHOWING,
    BOOKING,
    DEAL,
    REFUSED;

    /**
     * The stages that a lead may move to from here. Forward always; back only as far as life goes back: a booking falls through,
     * a buyer who refused calls again, a deal is cancelled. Nothing becomes new again.
     */
    public Set<Stage> next() {
        return switch (this) {
            case NEW -> EnumSet.of(IN_WORK, SHOWING, BOOKING, DEAL, REFUSED);
            case IN_WORK -> EnumSet.of(SHOWING, BOOKING, DEAL, REFUSED);
            case SHOWING -> EnumSet.of(IN_WORK, BOOKING, DEAL, REFUSED);
            case BOOKING -> EnumSet.of(IN_WORK, SHOWING, DEAL, REFUSED);
            case DEAL -> EnumSet.of(BOOKING, REFUSED);
            case REFUSED -> EnumSet.of(IN_WORK);
        };
    }

    public boolean mayBecome(Stage to) {
        return next().contains(to);
    }

    /** No longer worked on: a new touch of the same buyer is a new lead. */
    public boolean isClosed() {
        return this == DEAL || this == REFUSED;
    }

    /** {@code IN_WORK}, {@code in-work}, {@code in_work}. */
    public static Stage parse(String text, String pointer) {
        try {
            return valueOf(text.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException unknown) {
            throw new Problem.Invalid(pointer, "lead-unknown-stage", text);
        }
    }
}
