package io.kvartal.visitor;

/** The statement that keeps a visitor and the visit, for those who measure it. */
public final class ArrivalStatement {
    private ArrivalStatement() {}

    public static String text() {
        return Visits.ARRIVE;
    }
}
