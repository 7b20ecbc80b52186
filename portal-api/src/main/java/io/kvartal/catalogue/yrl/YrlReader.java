package io.kvartal.catalogue.yrl;

import io.kvartal.platform.xml.SafeXml;
import io.kvartal.platform.xml.SafeXml.Event;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a YRL document offer by offer in constant memory, with or without its namespace.
 *
 * <p>Blocking. A document that is broken as a whole throws {@link io.kvartal.platform.xml.BrokenXml}, possibly after many good offers: the caller
 * must not have applied them.
 */
public final class YrlReader implements AutoCloseable {
    public static final int MAX_OFFERS = 200_000;
    private static final int MAX_FIELDS = 500;

    private final SafeXml xml;
    private @Nullable String generationDate;
    private boolean rootSeen;
    private int offers;

    public YrlReader(InputStream in) {
        this.xml = SafeXml.open(in);
    }

    /** The next offer, or null after the last. */
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

    /** What the document says about its own age; known once the first offer has been read. */
    public @Nullable String generationDate() {
        return generationDate;
    }

    private @Nullable RawOffer started() {
        if (!rootSeen) {
            rootSeen = true;
            if (!xml.name().equals("realty-feed")) {
                throw xml.broken("wrong-root", xml.name());
            }
            return null;
        }
        if (xml.name().equals("offer")) {
            return offer();
        }
        if (xml.name().equals("generation-date")) {
            generationDate = text();
        } else {
            skip();
        }
        return null;
    }

    private RawOffer offer() {
        if (++offers > MAX_OFFERS) {
            throw xml.broken("too-many-offers", String.valueOf(MAX_OFFERS));
        }
        var offer = new RawOffer(xml.line(), xml.attribute("internal-id"));
        var path = new ArrayDeque<String>();
        var texts = new ArrayDeque<StringBuilder>();
        int fields = 0;
        while (true) {
            switch (xml.next()) {
                case START -> {
                    if (++fields > MAX_FIELDS) {
                        throw xml.broken("too-many-fields", String.valueOf(MAX_FIELDS));
                    }
                    path.addLast(xml.name().toLowerCase(Locale.ROOT));
                    texts.addLast(new StringBuilder());
                }
                case TEXT -> {
                    if (!texts.isEmpty()) {
                        texts.getLast().append(xml.text());
                    }
                }
                case END -> {
                    if (path.isEmpty()) {
                        return offer;
                    }
                    ended(offer, path, texts);
                }
                case FINISHED -> throw xml.broken("not-well-formed", "the offer does not end");
            }
        }
    }

    /** Markup inside a description belongs to its text. */
    private static void ended(RawOffer offer, ArrayDeque<String> path, ArrayDeque<StringBuilder> texts) {
        var text = texts.removeLast().toString();
        offer.add(String.join("/", path), text);
        path.removeLast();
        if (path.contains("description")) {
            texts.getLast().append(' ').append(text);
        }
    }

    private String text() {
        var text = new StringBuilder();
        while (true) {
            var event = xml.next();
            if (event == Event.TEXT) {
                text.append(xml.text());
            } else if (event == Event.START) {
                skip();
            } else {
                return text.toString().strip();
            }
        }
    }

    private void skip() {
        int open = 1;
        while (open > 0) {
            switch (xml.next()) {
                case START -> open++;
                case END -> open--;
                case FINISHED -> {
                    return;
                }
                case TEXT -> {}
            }
        }
    }

    @Override
    public void close() {
        xml.close();
    }
}
