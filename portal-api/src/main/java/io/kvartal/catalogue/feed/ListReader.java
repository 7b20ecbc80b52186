package io.kvartal.catalogue.feed;

import io.kvartal.platform.xml.SafeXml;
import java.io.InputStream;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** XML documents that are one flat list of offers below their root. */
final class ListReader implements OfferReader {
    private final SafeXml xml;
    private final String root;
    private final String item;
    private final UnaryOperator<RawOffer> translation;
    private final int maxOffers;
    private @Nullable String generationDate;
    private boolean rootSeen;
    private int offers;

    /** @param translation of an offer as written into one under YRL names */
    ListReader(InputStream in, String root, String item, UnaryOperator<RawOffer> translation, int maxOffers) {
        this.xml = SafeXml.open(in);
        this.root = root;
        this.item = item;
        this.translation = translation;
        this.maxOffers = maxOffers;
    }

    @Override
    public @Nullable RawOffer next() {
        while (true) {
            switch (xml.next()) {
                case START -> {
                    if (started()) {
                        return translation.apply(XmlElement.read(xml, xml.attribute("internal-id")));
                    }
                }
                case FINISHED -> {
                    return null;
                }
                case TEXT, END -> {}
            }
        }
    }

    @Override
    public @Nullable String generationDate() {
        return generationDate;
    }

    /** Whether an offer begins here. */
    private boolean started() {
        if (!rootSeen) {
            rootSeen = true;
            if (!xml.name().equals(root)) {
                throw xml.broken("wrong-root", xml.name());
            }
            return false;
        }
        if (xml.name().equals(item)) {
            if (++offers > maxOffers) {
                throw xml.broken("too-many-offers", String.valueOf(maxOffers));
            }
            return true;
        }
        if (xml.name().equals("generation-date")) {
            generationDate = XmlElement.text(xml);
        } else {
            XmlElement.skip(xml);
        }
        return false;
    }

    @Override
    public void close() {
        xml.close();
    }
}
