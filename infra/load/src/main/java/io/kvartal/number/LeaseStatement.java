package io.kvartal.number;

/** The statement that gives a visitor a number, for those who measure it. */
public final class LeaseStatement {
    private LeaseStatement() {}

    public static String text() {
        return Lines.LEASE;
    }
}
