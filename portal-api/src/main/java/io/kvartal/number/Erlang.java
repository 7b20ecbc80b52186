package io.kvartal.number;

/** How many numbers a pool needs: a shown number is a busy server, and a visitor who finds none is a blocked call. Pure. */
public final class Erlang {
    private static final int MOST = 10_000;

    private Erlang() {}

    /** The part of arrivals that find all numbers taken (Erlang B). @param load arrivals per holding time */
    public static double blocking(double load, int numbers) {
        double blocked = 1;
        for (int n = 1; n <= numbers; n++) {
            blocked = load * blocked / (n + load * blocked);
        }
        return blocked;
    }

    /** The smallest pool that turns away no more than the given part. */
    public static int needed(double load, double accepted) {
        double blocked = load > 0 ? 1 : 0;
        int n = 0;
        while (blocked > accepted && n < MOST) {
            n++;
            blocked = load * blocked / (n + load * blocked);
        }
        return n;
    }
}
