package io.kvartal.contract;

/** The business identification number of Kazakhstan: twelve digits, the last of which checks the others. */
public final class Bin {
    private static final int DIGITS = 12;

    private Bin() {}

    public static boolean hasForm(String text) {
        return text.matches("\\d{12}");
    }

    /** Weights 1-11; where the sum leaves 10, weights 3-11, 1, 2; where that leaves 10 as well, no such number is ever issued. */
    public static boolean isValid(String text) {
        if (!hasForm(text)) {
            return false;
        }
        var check = remainder(text, 0);
        if (check == 10) {
            check = remainder(text, 2);
        }
        return check == text.charAt(DIGITS - 1) - '0';
    }

    private static int remainder(String text, int shift) {
        var sum = 0;
        for (int i = 0; i < DIGITS - 1; i++) {
            sum += (text.charAt(i) - '0') * ((i + shift) % 11 + 1);
        }
        return sum % 11;
    }
}
