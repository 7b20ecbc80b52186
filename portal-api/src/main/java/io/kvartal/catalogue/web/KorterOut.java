package io.kvartal.catalogue.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kvartal.catalogue.FeedStock.Listing;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A unit as Korter reads it (github lun/korter-unit-feed); the price is of the whole flat, in tenge. */
record KorterOut(
        BigDecimal area,
        @JsonProperty("block_name") String blockName,
        @JsonProperty("flat_number") @Nullable String flatNumber,
        int floor,
        String id,
        BigDecimal price,
        @JsonProperty("room_count") int roomCount,
        String status,
        @JsonProperty("unit_type") String unitType) {

    static KorterOut of(Listing unit) {
        return new KorterOut(
                unit.area(),
                unit.buildingName(),
                unit.number(),
                unit.floor(),
                unit.id(),
                BigDecimal.valueOf(unit.priceMinor(), 2),
                unit.rooms(),
                switch (unit.state()) {
                    case AVAILABLE -> "available";
                    case RESERVED -> "booked";
                    case SOLD, UNKNOWN, NOT_LISTED -> "sold";
                },
                "flat");
    }
}
