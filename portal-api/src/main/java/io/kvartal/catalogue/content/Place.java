package io.kvartal.catalogue.content;

import io.kvartal.shared.LocalizedText;
import java.time.LocalDate;

/** Something to walk to. @param checkedAt when the source was read */
public record Place(
        String city, Kind kind, LocalizedText name, double lat, double lon, String source, LocalDate checkedAt) {
    public enum Kind {
        STOP,
        SCHOOL,
        KINDERGARTEN,
        SHOP,
        PARK,
        CLINIC
    }
}
