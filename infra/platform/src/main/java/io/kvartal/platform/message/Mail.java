package io.kvartal.platform.message;

import java.util.regex.Pattern;

/** One letter. Both bodies are always there: some readers and all scripts want the plain one. */
public record Mail(String to, String subject, String html, String text) {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;\"]{1,64}@[^\\s@<>,;\"]{1,190}");

    public Mail {
        if (!ADDRESS.matcher(to).matches()) {
            throw new IllegalArgumentException("not one mail address");
        }
        if (subject.isBlank() || subject.length() > 200 || subject.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a subject is one line of 1 to 200 characters");
        }
    }
}
