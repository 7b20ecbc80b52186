package io.kvartal.platform.message;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One letter. Both bodies are always there: some readers and all scripts want the plain one.
 *
 * @param unsubscribe address that ends these letters by one POST (RFC 8058); null for letters that answer an act of the reader
 * @param attachments files that go with it
 */
public record Mail(
        String to,
        String subject,
        String html,
        String text,
        @Nullable URI unsubscribe,
        List<Attachment> attachments) {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;\"]{1,64}@[^\\s@<>,;\"]{1,190}");

    public Mail(String to, String subject, String html, String text) {
        this(to, subject, html, text, null);
    }

    public Mail(String to, String subject, String html, String text, @Nullable URI unsubscribe) {
        this(to, subject, html, text, unsubscribe, List.of());
    }

    public Mail with(Attachment attachment) {
        return new Mail(to, subject, html, text, unsubscribe, List.of(attachment));
    }

    /** Whether a letter can be addressed so. */
    public static boolean isAddress(String to) {
        return ADDRESS.matcher(to).matches();
    }

    public Mail {
        attachments = List.copyOf(attachments);
        if (!isAddress(to)) {
            throw new IllegalArgumentException("not one mail address");
        }
        if (subject.isBlank() || subject.length() > 200 || subject.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a subject is one line of 1 to 200 characters");
        }
    }
}
