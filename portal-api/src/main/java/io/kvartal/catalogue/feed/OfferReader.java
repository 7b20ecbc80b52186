package io.kvartal.catalogue.feed;

import org.jspecify.annotations.Nullable;

/**
 * Reads a document offer by offer in constant memory.
 *
 * <p>Blocking. A document that is broken as a whole throws {@link io.kvartal.platform.xml.BrokenXml}, possibly after many good offers: the caller must
 * not have applied them.
 */
public interface OfferReader extends AutoCloseable {
    /** The next offer under the names of YRL, whatever the document calls them; null after the last. */
    @Nullable
    RawOffer next();

    /** What the document says about its own age; known once the first offer has been read. */
    default @Nullable String generationDate() {
        return null;
    }

    @Override
    void close();
}
