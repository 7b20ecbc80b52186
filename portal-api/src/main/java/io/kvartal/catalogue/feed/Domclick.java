package io.kvartal.catalogue.feed;

import io.kvartal.platform.xml.SafeXml;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Domclick: complexes hold buildings, buildings hold flats. What belongs to a complex or a building has to stand before its flats, because a document is
 * read once.
 */
final class Domclick implements OfferReader {
    static final Vocabulary VOCABULARY = new Vocabulary(
            "flat_id",
            "rooms = 0",
            "complex-id",
            "complex/id",
            "building-name",
            "complex/name",
            "building-class",
            "complex/class",
            "location/locality-name",
            "complex/city",
            "location/sub-locality-name",
            "complex/district",
            "location/address",
            "building/address|complex/address",
            "location/latitude",
            "building/latitude|complex/latitude",
            "location/longitude",
            "building/longitude|complex/longitude",
            "description",
            "complex/description_main/text|complex/description_main",
            "sales-agent/phone",
            "complex/sales_info/sales_phone|complex/sales_phone",
            "image",
            "complex/images/image",
            "building-id",
            "building/id",
            "building-section",
            "building/name",
            "building-state",
            "building/building_state",
            "built-year",
            "building/built_year",
            "ready-quarter",
            "building/ready_quarter",
            "floors-total",
            "building/floors|building/floor_max",
            "apartment",
            "apartment|number",
            "rooms",
            "rooms|flat_rooms_count|room",
            "apartments",
            "is_apartments",
            "area/value",
            "area",
            "living-space/value",
            "living_area",
            "kitchen-space/value",
            "kitchen_area",
            "floor",
            "floor",
            "price/value",
            "price",
            "price/currency",
            "currency",
            "status",
            "status",
            "plan",
            "plan|plan_image|plans/plan");

    private static final String ROOT = "complexes";

    private final SafeXml xml;
    private final ReadOptions options;
    private RawOffer complex = new RawOffer(0, "");
    private RawOffer building = new RawOffer(0, "");
    private boolean rootSeen;
    private int offers;

    Domclick(InputStream in, ReadOptions options) {
        this.xml = SafeXml.open(in);
        this.options = options;
    }

    @Override
    public @Nullable RawOffer next() {
        while (true) {
            switch (xml.next()) {
                case START -> {
                    var offer = started();
                    if (offer != null) {
                        return offer;
                    }
                }
                case FINISHED -> {
                    return null;
                }
                case TEXT, END -> {}
            }
        }
    }

    /** Depth tells what an element is: complexes 1, complex 2, buildings 3, building 4, flats 5, flat 6. */
    private @Nullable RawOffer started() {
        var name = xml.name().toLowerCase(Locale.ROOT);
        if (!rootSeen) {
            rootSeen = true;
            if (!name.equals(ROOT)) {
                throw xml.broken("wrong-root", xml.name());
            }
            return null;
        }
        switch (xml.depth()) {
            case 2 -> complex = begin(name, "complex");
            case 3 -> within(name, "buildings", "complex", complex);
            case 4 -> building = begin(name, "building");
            case 5 -> within(name, "flats", "building", building);
            default -> {
                return flat(name);
            }
        }
        return null;
    }

    private RawOffer begin(String name, String expected) {
        if (!name.equals(expected)) {
            XmlElement.skip(xml);
        }
        return new RawOffer(xml.line(), "");
    }

    /** A list is entered, everything else is a fact about its owner. */
    private void within(String name, String list, String ownerName, RawOffer owner) {
        if (name.equals(list)) {
            return;
        }
        var fact = XmlElement.read(xml, "");
        owner.addAll(ownerName + "/" + name, fact);
    }

    private @Nullable RawOffer flat(String name) {
        if (!name.equals("flat")) {
            XmlElement.skip(xml);
            return null;
        }
        if (++offers > options.maxOffers()) {
            throw xml.broken("too-many-offers", String.valueOf(options.maxOffers()));
        }
        var flat = XmlElement.read(xml, "");
        flat.addAll("", complex);
        flat.addAll("", building);
        var id = flat.first("flat_id", "id");
        var offer = VOCABULARY.translate(flat, id == null ? "" : id);
        Currencies.stated(offer, options);
        return offer;
    }

    @Override
    public void close() {
        xml.close();
    }
}
