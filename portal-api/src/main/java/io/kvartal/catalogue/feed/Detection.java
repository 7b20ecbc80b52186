package io.kvartal.catalogue.feed;

import io.kvartal.platform.xml.SafeXml;
import java.io.IOException;
import java.io.InputStream;

/** Finds out which format a document is in, from its beginning alone. */
public final class Detection {
    private Detection() {}

    /**
     * Blocking. Reads and closes {@code in}, which is a stream of its own for this look.
     *
     * @throws io.kvartal.platform.xml.BrokenXml {@code wrong-root} when it is none of ours
     */
    public static FeedFormat of(InputStream in) throws IOException {
        try (in) {
            var look = new java.io.PushbackInputStream(in, 4);
            int first = firstSign(look);
            if (first == '[' || first == '{') {
                return FeedFormat.KORTER;
            }
            return xml(look);
        }
    }

    /** The first character that is neither space nor byte order mark; it is put back. */
    private static int firstSign(java.io.PushbackInputStream in) throws IOException {
        int sign = in.read();
        if (sign == 0xEF) {
            int second = in.read();
            int third = in.read();
            if (second == 0xBB && third == 0xBF) {
                return firstSign(in);
            }
        }
        while (sign == ' ' || sign == '\n' || sign == '\r' || sign == '\t') {
            sign = in.read();
        }
        if (sign >= 0) {
            in.unread(sign);
        }
        return sign;
    }

    private static FeedFormat xml(InputStream in) {
        try (var xml = SafeXml.open(in)) {
            while (xml.next() != SafeXml.Event.START) {
                // what stands before the root says nothing
            }
            return switch (xml.name()) {
                case "feed" -> FeedFormat.CIAN;
                case "Ads" -> FeedFormat.AVITO;
                case "complexes" -> FeedFormat.DOMCLICK;
                case "realty-feed" -> firstOffer(xml);
                default -> throw xml.broken("wrong-root", xml.name());
            };
        }
    }

    /** YRL and Profitbase share their root. */
    private static FeedFormat firstOffer(SafeXml xml) {
        while (true) {
            switch (xml.next()) {
                case START -> {
                    if (xml.name().equals("offer")) {
                        return Profitbase.wrote(XmlElement.read(xml, "")) ? FeedFormat.PROFITBASE : FeedFormat.YRL;
                    }
                    XmlElement.skip(xml);
                }
                case FINISHED -> {
                    return FeedFormat.YRL;
                }
                case TEXT, END -> {}
            }
        }
    }
}
