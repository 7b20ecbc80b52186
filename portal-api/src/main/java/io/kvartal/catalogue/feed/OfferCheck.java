package io.kvartal.catalogue.feed;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The examination of one offer: reads what can be read and notes everything that has to be mended, not only the first. */
final class OfferCheck {
    private static final Map<String, String> STATES = Map.ofEntries(
            Map.entry("available", "AVAILABLE"),
            Map.entry("free", "AVAILABLE"),
            Map.entry("свободна", "AVAILABLE"),
            Map.entry("свободно", "AVAILABLE"),
            Map.entry("в продаже", "AVAILABLE"),
            Map.entry("reserved", "RESERVED"),
            Map.entry("booked", "RESERVED"),
            Map.entry("бронь", "RESERVED"),
            Map.entry("забронирована", "RESERVED"),
            Map.entry("забронировано", "RESERVED"),
            Map.entry("резерв", "RESERVED"),
            Map.entry("sold", "SOLD"),
            Map.entry("продана", "SOLD"),
            Map.entry("продано", "SOLD"));

    private final Fields fields;
    private final TextCheck.Texts known;
    private final Remarks remarks;
    private final LocalDate today;
    private final @Nullable String generationDate;

    OfferCheck(Fields fields, TextCheck.Texts known, LocalDate today, @Nullable String generationDate) {
        this.fields = fields;
        this.known = known;
        this.remarks = fields.remarks();
        this.today = today;
        this.generationDate = generationDate;
    }

    /**
     * The offer, meaningful only when no finding is fatal.
     *
     * @param home whether it is known where the flat is; otherwise that has been remarked already, and only the flat itself is looked at
     */
    @Nullable
    FeedOffer read(boolean home) {
        var texts = new TextCheck(fields, known);
        texts.kind();
        var area = fields.area("area", true);
        var living = fields.area("living-space", false);
        var kitchen = fields.area("kitchen-space", false);
        if (area != null && living != null && living.compareTo(area) > 0) {
            remarks.reject("LIVING_GT_TOTAL", living.toPlainString(), area.toPlainString());
        }
        var price = new PriceCheck(fields).read(area);
        var rooms = rooms();
        var floor = fields.number("floor", true, -3, 200);
        var floors = fields.number("floors-total", false, 1, 200);
        if (floor != null && floors != null && floor > floors) {
            remarks.doubt("FLOOR_GT_TOTAL", floor, floors);
        }
        var dates = new ReadyCheck(fields, today);
        int pictures = texts.pictures("image");
        int plans = texts.pictures("plan");
        var asOf = dates.priceOf(generationDate);
        var state = state();
        if (!home) {
            return null;
        }
        var name = fields.first("building-name", "complex-name", "complex/name");
        if (name == null) {
            remarks.reject("MISSING_COMPLEX", fields.own("building-name"));
        }
        var place = new PlaceCheck(fields).read();
        var ready = dates.read();
        var description = texts.description();
        if (name == null
                || area == null
                || price == null
                || rooms == null
                || floor == null
                || place == null
                || ready == null) {
            return null;
        }
        var key = fields.first("yandex-building-id", "complex-id");
        var house = fields.first("yandex-house-id", "building-id");
        var section = texts.buildingName();
        return new FeedOffer(
                fields.raw().internalId(),
                key == null ? name.toLowerCase(Locale.ROOT) : key,
                name,
                house == null ? section.toLowerCase(Locale.ROOT) : house,
                section,
                place.city(),
                place.district(),
                fields.first("location/address", "address"),
                place.lat(),
                place.lon(),
                place.exact(),
                texts.buildingClass(),
                ready.state(),
                ready.year(),
                ready.quarter(),
                texts.flatNumber(),
                rooms,
                area,
                living,
                kitchen,
                floor,
                floors,
                fields.truth("apartments", false),
                price,
                "KZT",
                asOf,
                state,
                texts.phone(),
                description,
                pictures,
                plans);
    }

    private @Nullable Integer rooms() {
        if (fields.truth("studio", false)) {
            return 0;
        }
        var text = fields.first("rooms");
        if (text == null && fields.truth("open-plan", false)) {
            return 0;
        }
        if (text == null) {
            remarks.reject("MISSING_ROOMS", fields.own("rooms"), fields.studio());
            return null;
        }
        if (text.equalsIgnoreCase("студия") || text.equalsIgnoreCase("studio")) {
            return 0;
        }
        return fields.number("rooms", true, 0, 20);
    }

    private String state() {
        var text = fields.first("status", "status-humanized");
        if (text == null) {
            return "AVAILABLE";
        }
        var state = STATES.get(text.toLowerCase(Locale.ROOT));
        if (state == null) {
            remarks.doubt("UNKNOWN_STATUS", text);
            return "UNKNOWN";
        }
        return state;
    }
}
