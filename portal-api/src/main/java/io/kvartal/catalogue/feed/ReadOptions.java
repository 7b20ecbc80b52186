package io.kvartal.catalogue.feed;

import org.jspecify.annotations.Nullable;

/**
 * What the sender says beside the document.
 *
 * @param currency of formats that name none
 * @param project the complex to which a bare list of Korter's units belongs
 * @param maxOffers more of them break the document
 */
public record ReadOptions(
        @Nullable String currency, @Nullable String project, int maxOffers) {
    /** As many offers as QUALITY.md allows where nothing else is set. */
    public static final int OFFERS = 200_000;

    public static final ReadOptions PLAIN = new ReadOptions(null, null, OFFERS);
}
