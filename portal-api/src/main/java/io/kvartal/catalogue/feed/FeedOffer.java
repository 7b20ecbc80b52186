package io.kvartal.catalogue.feed;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An offer that may go into the catalogue: every value checked, units of measure resolved, places known.
 *
 * @param complexKey the developer's own name for the complex, stable between feeds
 * @param exact whether the document gave the point itself, not only the district
 * @param priceMinor of the whole flat, in minor units of {@code currency}
 * @param asOf the day for which the price was named
 * @param pictures how many addresses of photos the offer names; {@code plans} of floor plans
 * @param state a {@link io.kvartal.catalogue.UnitState} but NOT_LISTED
 */
public record FeedOffer(
        String externalId,
        String complexKey,
        String complexName,
        String buildingKey,
        String buildingName,
        String city,
        String district,
        @Nullable String address,
        double lat,
        double lon,
        boolean exact,
        String buildingClass,
        String buildingState,
        int builtYear,
        int readyQuarter,
        @Nullable String number,
        int rooms,
        BigDecimal area,
        @Nullable BigDecimal living,
        @Nullable BigDecimal kitchen,
        int floor,
        @Nullable Integer floors,
        boolean apartments,
        long priceMinor,
        String currency,
        LocalDate asOf,
        String state,
        @Nullable String salesOffice,
        @Nullable String description,
        int pictures,
        int plans) {

    /** All that makes the unit what it is; the day of the price and the pictures are not part of it. */
    public String content() {
        return String.join(
                "\u001f",
                complexKey,
                complexName,
                buildingKey,
                buildingName,
                city,
                district,
                String.valueOf(address),
                lat + "," + lon,
                buildingClass,
                buildingState,
                builtYear + "-" + readyQuarter,
                String.valueOf(number),
                rooms + "/" + area.toPlainString() + "/" + living + "/" + kitchen,
                floor + "/" + floors + "/" + apartments,
                priceMinor + currency,
                state,
                String.valueOf(salesOffice),
                String.valueOf(description));
    }
}
