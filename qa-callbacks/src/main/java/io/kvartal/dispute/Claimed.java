package io.kvartal.dispute;

/** What was typed, so that a refused form comes back as it was. */
public record Claimed(String reason, String comment, String second, String other) {
    static final Claimed NOTHING = new Claimed("", "", "", "");
}
