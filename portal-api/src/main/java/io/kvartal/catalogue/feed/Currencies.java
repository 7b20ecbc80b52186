package io.kvartal.catalogue.feed;

/** The currency of a document that names none is what its sender says beside it; nobody guesses. */
final class Currencies {
    private Currencies() {}

    static void stated(RawOffer offer, ReadOptions options) {
        if (offer.first("price/currency") == null && options.currency() != null) {
            offer.set("price/currency", options.currency());
        }
    }
}
