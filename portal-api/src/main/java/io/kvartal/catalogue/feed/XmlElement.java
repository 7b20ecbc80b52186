package io.kvartal.catalogue.feed;

import io.kvartal.platform.xml.SafeXml;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One element of a document with all that it holds, as texts by path. */
final class XmlElement {
    private static final int MAX_FIELDS = 500;
    private static final String PICTURE = "image";
    private static final String PLAN = "plan";

    private XmlElement() {}

    /** Reads on to the end of the element that has just started; the path of its own text is empty. */
    static RawOffer read(SafeXml xml, @Nullable String id) {
        var offer = new RawOffer(xml.line(), id);
        var path = new ArrayDeque<String>();
        var texts = new ArrayDeque<StringBuilder>();
        var own = new StringBuilder();
        int fields = 0;
        while (true) {
            switch (xml.next()) {
                case START -> {
                    if (++fields > MAX_FIELDS) {
                        throw xml.broken("too-many-fields", String.valueOf(MAX_FIELDS));
                    }
                    path.addLast(name(xml));
                    texts.addLast(new StringBuilder());
                    address(xml, path, offer);
                }
                case TEXT -> {
                    (texts.isEmpty() ? own : texts.getLast()).append(xml.text());
                }
                case END -> {
                    if (path.isEmpty()) {
                        offer.add("", own.toString());
                        return offer;
                    }
                    ended(offer, path, texts);
                }
                case FINISHED -> throw xml.broken("not-well-formed", "the offer does not end");
            }
        }
    }

    /** A picture that is said to be a plan is called one. */
    private static String name(SafeXml xml) {
        var name = xml.name().toLowerCase(Locale.ROOT);
        if (!name.equals(PICTURE)) {
            return name;
        }
        for (var attribute : List.of("tag", "type")) {
            var kind = xml.attribute(attribute);
            if (kind != null && kind.contains(PLAN)) {
                return PLAN;
            }
        }
        return name;
    }

    /** Avito writes the address of a picture as an attribute. */
    private static void address(SafeXml xml, ArrayDeque<String> path, RawOffer offer) {
        var url = xml.attribute("url");
        if (url != null) {
            offer.add(String.join("/", path) + "@url", url);
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

    /** Reads on to the end of the element that has just started, and keeps nothing. */
    static void skip(SafeXml xml) {
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

    /** The text of an element without children; what children it has all the same are left out. */
    static String text(SafeXml xml) {
        var text = new StringBuilder();
        while (true) {
            switch (xml.next()) {
                case TEXT -> text.append(xml.text());
                case START -> skip(xml);
                case END, FINISHED -> {
                    return text.toString().strip();
                }
            }
        }
    }
}
