package io.kvartal.catalogue.feed;

import java.io.InputStream;

/** Profitbase's export: the root and the offers of YRL, but the complex is an object and the house has an element of its own. */
final class Profitbase {
    static final Vocabulary VOCABULARY = new Vocabulary(
            "internal-id",
            "studio = 1",
            "type",
            "type",
            "category",
            "category",
            "new-flat",
            "new-flat",
            "last-update-date",
            "last-update-date",
            "creation-date",
            "creation-date",
            "complex-id",
            "object/id",
            "building-name",
            "object/name",
            "location/locality-name",
            "object/location/locality-name|location/locality-name|object/location/region",
            "location/sub-locality-name",
            "object/location/sub-locality-name|object/location/district",
            "location/address",
            "object/location/address|location/address|object/location",
            "location/latitude",
            "object/location/latitude|location/latitude|house/latitude",
            "location/longitude",
            "object/location/longitude|location/longitude|house/longitude",
            "building-id",
            "house/id",
            "building-section",
            "house/name",
            "building-phase",
            "building-phase",
            "building-class",
            "object/class|building-class",
            "building-state",
            "house/building-state|building-state",
            "built-year",
            "house/built-year|built-year",
            "ready-quarter",
            "house/ready-quarter|ready-quarter",
            "floors-total",
            "house/floors-total|floors-total",
            "floor",
            "floor",
            "apartment",
            "number|flat-number",
            "rooms",
            "rooms",
            "studio",
            "studio",
            "open-plan",
            "open-plan",
            "apartments",
            "apartments",
            "area/value",
            "area/value|area",
            "area/unit",
            "area/unit",
            "living-space/value",
            "living-space/value|living-space",
            "living-space/unit",
            "living-space/unit",
            "kitchen-space/value",
            "kitchen-space/value|kitchen-space",
            "kitchen-space/unit",
            "kitchen-space/unit",
            "price/value",
            "price/value|price",
            "price/currency",
            "price/currency",
            "status",
            "status|status-humanized",
            "sales-agent/phone",
            "sales-agent/phone",
            "image",
            "image",
            "plan",
            "plan",
            "description",
            "description");

    private Profitbase() {}

    static OfferReader open(InputStream in, ReadOptions options) {
        return new ListReader(in, "realty-feed", "offer", raw -> offer(raw, options), options.maxOffers());
    }

    /** Its first offers tell it from YRL, which has the same root. */
    static boolean wrote(RawOffer raw) {
        return raw.has("object/name") || raw.has("object/id") || raw.has("house/id");
    }

    private static RawOffer offer(RawOffer raw, ReadOptions options) {
        var offer = VOCABULARY.translate(raw, raw.internalId());
        var quarter = offer.first("ready-quarter");
        if (quarter != null) {
            offer.set(
                    "ready-quarter",
                    quarter.replaceFirst("(?i)^(q|кв\\.?|квартал)\\s*", "")
                            .replaceFirst("(?i)\\s*(кв\\.?|квартал)$", ""));
        }
        Currencies.stated(offer, options);
        return offer;
    }
}
