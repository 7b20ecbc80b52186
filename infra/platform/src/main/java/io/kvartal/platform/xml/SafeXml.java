package io.kvartal.platform.xml;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A pull reader over untrusted XML: no DTD, no entities but the five built in, bounded depth and text, constant memory.
 *
 * <p>Blocking: call it on {@code boundedElastic}. Every failure of the document is a {@link BrokenXml} with line and column.
 */
public final class SafeXml implements AutoCloseable {
    public static final int MAX_DEPTH = 32;
    public static final int MAX_TEXT = 64 * 1024;
    /** What one token (a tag with its attributes, a comment) may take; text comes in small pieces anyway. */
    private static final int MAX_TOKEN_BYTES = 1024 * 1024;

    public enum Event {
        START,
        TEXT,
        END,
        FINISHED
    }

    private final XMLStreamReader reader;
    private final BoundedTokens input;
    private int depth;
    private int textLength;
    private int line = 1;
    private int column = 1;

    private SafeXml(XMLStreamReader reader, BoundedTokens input) {
        this.reader = reader;
        this.input = input;
    }

    public static SafeXml open(InputStream in) {
        var bounded = new BoundedTokens(in);
        try {
            return new SafeXml(factory().createXMLStreamReader(bounded), bounded);
        } catch (XMLStreamException broken) {
            throw malformed(broken);
        }
    }

    /** The JDK's own factory with everything external switched off; for libraries that want one. */
    public static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(javax.xml.XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setXMLResolver((publicId, systemId, base, namespace) -> InputStream.nullInputStream());
        return factory;
    }

    /** The next start, text, end; {@code FINISHED} after the root has closed. Comments and instructions are skipped. */
    public Event next() {
        try {
            while (reader.hasNext()) {
                mark();
                input.tokenStarts();
                var event = translate(reader.next());
                if (event != null) {
                    return event;
                }
            }
            return Event.FINISHED;
        } catch (XMLStreamException broken) {
            throw malformed(broken);
        }
    }

    private @Nullable Event translate(int code) {
        return switch (code) {
            case XMLStreamConstants.START_ELEMENT -> {
                textLength = 0;
                if (++depth > MAX_DEPTH) {
                    throw broken("too-deep", "more than " + MAX_DEPTH + " levels");
                }
                yield Event.START;
            }
            case XMLStreamConstants.END_ELEMENT -> {
                textLength = 0;
                depth--;
                yield Event.END;
            }
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                textLength += reader.getTextLength();
                if (textLength > MAX_TEXT) {
                    throw broken("text-too-long", "more than " + MAX_TEXT + " characters");
                }
                yield Event.TEXT;
            }
            case XMLStreamConstants.DTD -> throw broken("dtd-forbidden", "a DOCTYPE is not accepted");
            case XMLStreamConstants.ENTITY_REFERENCE -> throw broken("dtd-forbidden", "an entity is not accepted");
            default -> null;
        };
    }

    /** Local name of the element that just started or ended. */
    public String name() {
        return reader.getLocalName();
    }

    /** Value of an attribute of the element that just started, whatever its namespace. */
    public @Nullable String attribute(String localName) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(localName)) {
                return reader.getAttributeValue(i);
            }
        }
        return null;
    }

    public String text() {
        return reader.getText();
    }

    /** Depth of the element just started; the root is 1. */
    public int depth() {
        return depth;
    }

    /** Line on which the current token begins. */
    public int line() {
        return line;
    }

    public BrokenXml broken(String code, String detail) {
        return new BrokenXml(code, line, column, detail);
    }

    @Override
    public void close() {
        try {
            reader.close();
            input.close();
        } catch (XMLStreamException | IOException nothingToSave) {
            // reading is over; a stream that does not close changes no result
        }
    }

    /** Where the last token ended is where the next begins. */
    private void mark() {
        var at = reader.getLocation();
        line = Math.max(1, at.getLineNumber());
        column = Math.max(1, at.getColumnNumber());
    }

    private static BrokenXml malformed(XMLStreamException cause) {
        @Nullable Location at = cause.getLocation();
        var detail = String.valueOf(cause.getMessage()).replaceAll("(?s)^ParseError at .*?Message: ", "");
        return at == null
                ? new BrokenXml("not-well-formed", 0, 0, detail)
                : new BrokenXml("not-well-formed", at.getLineNumber(), at.getColumnNumber(), detail);
    }

    /** Refuses a token that never ends, before it fills the memory. */
    private static final class BoundedTokens extends FilterInputStream {
        private long sinceToken;

        BoundedTokens(InputStream in) {
            super(in);
        }

        void tokenStarts() {
            sinceToken = 0;
        }

        @Override
        public int read() throws IOException {
            return counted(super.read(), 1);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            return counted(read, read);
        }

        private int counted(int result, int bytes) throws IOException {
            sinceToken += Math.max(0, bytes);
            if (sinceToken > MAX_TOKEN_BYTES) {
                throw new IOException("one token of more than " + MAX_TOKEN_BYTES + " bytes");
            }
            return result;
        }
    }
}
