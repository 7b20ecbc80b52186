package io.kvartal.platform.xml;

/**
 * The document as a whole cannot be used: it is not well-formed, or it asks for what is never granted (a DTD, endless depth or text).
 *
 * <p>{@code code} is stable: {@code not-well-formed}, {@code dtd-forbidden}, {@code too-deep}, {@code text-too-long}, and what the reader of a format adds.
 */
public final class BrokenXml extends RuntimeException {
    private final String code;
    private final int line;
    private final int column;

    public BrokenXml(String code, int line, int column, String detail) {
        super(detail);
        this.code = code;
        this.line = line;
        this.column = column;
    }

    public String code() {
        return code;
    }

    /** From 1; 0 when the document is empty. */
    public int line() {
        return line;
    }

    public int column() {
        return column;
    }
}
