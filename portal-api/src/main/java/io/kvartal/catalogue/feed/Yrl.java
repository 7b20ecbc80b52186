package io.kvartal.catalogue.feed;

import java.io.InputStream;

/** Yandex Realty Language with its namespace or without, and its global dialect (Housearch), which says completion instead of built and ready. */
final class Yrl {
    static final Vocabulary VOCABULARY = new Vocabulary("internal-id", "studio = да");

    private Yrl() {}

    static OfferReader open(InputStream in, ReadOptions options) {
        return new ListReader(in, "realty-feed", "offer", Yrl::dialect, options.maxOffers());
    }

    private static RawOffer dialect(RawOffer offer) {
        also(offer, "built-year", "completion-year");
        also(offer, "ready-quarter", "completion-quarter");
        also(offer, "building-name", "complex-name");
        return offer;
    }

    private static void also(RawOffer offer, String path, String dialect) {
        var text = offer.first(dialect);
        if (text != null && offer.first(path) == null) {
            offer.set(path, text);
        }
    }
}
