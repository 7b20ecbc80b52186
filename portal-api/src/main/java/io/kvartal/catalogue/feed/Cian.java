package io.kvartal.catalogue.feed;

import java.io.InputStream;
import java.util.Locale;
import java.util.Map;

/** CIAN feed, version 2. */
final class Cian {
    static final Vocabulary VOCABULARY = new Vocabulary(
            "ExternalId",
            "FlatRoomsCount = 9",
            "type",
            "Category",
            "category",
            "Category",
            "new-flat",
            "Category",
            "complex-id",
            "JKSchema/Id",
            "building-name",
            "JKSchema/Name",
            "building-id",
            "JKSchema/House/Id",
            "building-section",
            "JKSchema/House/Name",
            "location/address",
            "Address",
            "location/latitude",
            "Coordinates/Lat",
            "location/longitude",
            "Coordinates/Lng",
            "apartment",
            "JKSchema/House/Flat/FlatNumber",
            "apartments",
            "IsApartments",
            "rooms",
            "FlatRoomsCount",
            "area/value",
            "TotalArea",
            "living-space/value",
            "LivingArea",
            "kitchen-space/value",
            "KitchenArea",
            "floor",
            "FloorNumber",
            "floors-total",
            "Building/FloorsCount",
            "built-year",
            "Building/Deadline/Year",
            "ready-quarter",
            "Building/Deadline/Quarter",
            "building-state",
            "Building/Deadline/IsComplete",
            "price/value",
            "BargainTerms/Price",
            "price/currency",
            "BargainTerms/Currency",
            "status",
            "Booking/Status",
            "sales-agent/phone",
            "Phones/PhoneSchema/Number",
            "image",
            "Photos/PhotoSchema/FullUrl",
            "plan",
            "LayoutPhoto/FullUrl",
            "description",
            "Description");

    private static final Map<String, String> QUARTERS =
            Map.of("first", "1", "second", "2", "third", "3", "fourth", "4");
    private static final String FREE_PLAN = "7";
    private static final String STUDIO = "9";

    private Cian() {}

    static OfferReader open(InputStream in, ReadOptions options) {
        return new ListReader(in, "feed", "object", Cian::offer, options.maxOffers());
    }

    private static RawOffer offer(RawOffer raw) {
        var id = raw.first("externalid");
        var offer = VOCABULARY.translate(raw, id == null ? "" : id);
        category(offer);
        rooms(offer);
        ready(offer);
        var country = raw.first("phones/phoneschema/countrycode");
        var number = offer.first("sales-agent/phone");
        if (country != null && number != null) {
            offer.set("sales-agent/phone", country + number);
        }
        return offer;
    }

    /** One word says three things: newBuildingFlatSale. A flatSale is a new one only when it names its complex. */
    private static void category(RawOffer offer) {
        var category = offer.first("category");
        if (category == null) {
            return;
        }
        var word = category.toLowerCase(Locale.ROOT);
        offer.set("type", word.endsWith("sale") ? "sale" : category);
        offer.set("category", word.contains("flat") ? "flat" : category);
        offer.set(
                "new-flat",
                word.startsWith("newbuilding") || offer.first("complex-id", "building-name") != null ? "да" : "нет");
    }

    private static void rooms(RawOffer offer) {
        var rooms = offer.first("rooms");
        if (STUDIO.equals(rooms)) {
            offer.set("studio", "1");
        } else if (FREE_PLAN.equals(rooms)) {
            offer.set("open-plan", "1");
            offer.set("rooms", "");
        }
    }

    private static void ready(RawOffer offer) {
        var quarter = offer.first("ready-quarter");
        if (quarter != null) {
            offer.set("ready-quarter", QUARTERS.getOrDefault(quarter.toLowerCase(Locale.ROOT), quarter));
        }
        var complete = offer.first("building-state");
        if (complete != null) {
            offer.set("building-state", Values.truth(complete).orElse(false) ? "hand-over" : "unfinished");
        }
    }
}
