package io.kvartal.desk;

/** The 95 % interval of a share that was seen {@code k} times out of {@code n}; honest for small numbers (RULES 4.9). */
public record Wilson(double low, double high) {
    private static final double Z = 1.96;

    public static Wilson of(long k, long n) {
        if (k < 0 || n < k) {
            throw new IllegalArgumentException("a share is between nothing and all");
        }
        if (n == 0) {
            return new Wilson(0, 1);
        }
        var p = (double) k / n;
        var z2 = Z * Z;
        var centre = p + z2 / (2 * n);
        var half = Z * Math.sqrt(p * (1 - p) / n + z2 / (4.0 * n * n));
        var scale = 1 + z2 / n;
        return new Wilson(Math.max(0, (centre - half) / scale), Math.min(1, (centre + half) / scale));
    }
}
