package io.kvartal.callback;

/**
 * What buyers said about one developer.
 *
 * @param asked buyers who said whether the developer had called
 * @param contacted those who said yes
 * @param marks how many gave a mark
 * @param meanMark from 1 to 5; 0 without marks
 */
public record Heard(long asked, long contacted, long marks, double meanMark) {
    public static final Heard NOTHING = new Heard(0, 0, 0, 0);
}
