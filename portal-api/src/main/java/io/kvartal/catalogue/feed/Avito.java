package io.kvartal.catalogue.feed;

import java.io.InputStream;
import java.util.Locale;

/** Avito autoload, version 3. It names the complex by a number of its own list and gives neither its name nor its hand-over. */
final class Avito {
    static final Vocabulary VOCABULARY = new Vocabulary(
            "Id",
            "Rooms = Студия",
            "type",
            "OperationType",
            "category",
            "Category",
            "new-flat",
            "MarketType",
            "complex-id",
            "NewDevelopmentId",
            "building-section",
            "DevelopmentsBuildingName",
            "apartment",
            "ApartmentNumber",
            "apartments",
            "Status",
            "rooms",
            "Rooms",
            "area/value",
            "Square",
            "living-space/value",
            "LivingSpace",
            "kitchen-space/value",
            "KitchenSpace",
            "floor",
            "Floor",
            "floors-total",
            "Floors",
            "price/value",
            "Price",
            "price/currency",
            "Currency",
            "sales-agent/phone",
            "ContactPhone",
            "image",
            "Images/Image@url",
            "description",
            "Description");

    private Avito() {}

    static OfferReader open(InputStream in, ReadOptions options) {
        return new ListReader(in, "Ads", "Ad", raw -> offer(raw, options), options.maxOffers());
    }

    private static RawOffer offer(RawOffer raw, ReadOptions options) {
        var id = raw.first("id");
        var offer = VOCABULARY.translate(raw, id == null ? "" : id);
        word(offer, "type", "продам", "продажа");
        word(offer, "category", "квартиры", "квартира");
        word(offer, "new-flat", "новостройка", "да");
        word(offer, "new-flat", "вторичка", "нет");
        word(offer, "apartments", "апартаменты", "да");
        word(offer, "apartments", "квартира", "нет");
        var rooms = offer.first("rooms");
        if (rooms != null && rooms.toLowerCase(Locale.ROOT).startsWith("своб")) {
            offer.set("open-plan", "1");
            offer.set("rooms", "");
        } else if (rooms != null) {
            offer.set("rooms", rooms.replaceFirst("(?iu)\\s*(и более|комнат.*)$", ""));
        }
        Currencies.stated(offer, options);
        return offer;
    }

    private static void word(RawOffer offer, String path, String avito, String yrl) {
        var text = offer.first(path);
        if (text != null && text.toLowerCase(Locale.ROOT).equals(avito)) {
            offer.set(path, yrl);
        }
    }
}
