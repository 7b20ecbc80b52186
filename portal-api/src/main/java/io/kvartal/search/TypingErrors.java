package io.kvartal.search;

/** A letter too many, too few, wrong, or changed places with its neighbour. */
final class TypingErrors {
    private TypingErrors() {}

    static int allowed(String word) {
        return word.length() < 4 ? 0 : word.length() < 8 ? 1 : 2;
    }

    /** Whether some beginning of {@code name} becomes {@code typed} by at most {@code errors} errors. */
    static boolean startsWith(String name, String typed, int errors) {
        if (name.length() < typed.length() - errors) {
            return false;
        }
        int width = Math.min(name.length(), typed.length() + errors);
        var distance = new int[typed.length() + 1][width + 1];
        for (int i = 0; i <= typed.length(); i++) {
            for (int j = 0; j <= width; j++) {
                distance[i][j] = i == 0 || j == 0 ? i + j : step(distance, name, typed, i, j);
            }
        }
        for (int j = 0; j <= width; j++) {
            if (distance[typed.length()][j] <= errors) {
                return true;
            }
        }
        return false;
    }

    private static int step(int[][] distance, String name, String typed, int i, int j) {
        boolean same = typed.charAt(i - 1) == name.charAt(j - 1);
        int least = Math.min(distance[i - 1][j] + 1, distance[i][j - 1] + 1);
        least = Math.min(least, distance[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped = i > 1
                && j > 1
                && typed.charAt(i - 1) == name.charAt(j - 2)
                && typed.charAt(i - 2) == name.charAt(j - 1);
        return swapped ? Math.min(least, distance[i - 2][j - 2] + 1) : least;
    }
}
