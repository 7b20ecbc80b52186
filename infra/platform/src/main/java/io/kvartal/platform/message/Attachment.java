package io.kvartal.platform.message;

/**
 * A file that goes with a letter.
 *
 * @param name as the reader saves it: letters, digits, dots, dashes, underscores
 * @param content at most {@link #MOST_BYTES}
 */
public record Attachment(String name, String contentType, byte[] content) {
    static final int MOST_BYTES = 10 * 1024 * 1024;

    public Attachment {
        if (!name.matches("[\\p{L}\\p{N}._-]{1,120}")) {
            throw new IllegalArgumentException("not a file name: " + name);
        }
        if (content.length > MOST_BYTES) {
            throw new IllegalArgumentException("too large for a letter: " + content.length);
        }
    }
}
