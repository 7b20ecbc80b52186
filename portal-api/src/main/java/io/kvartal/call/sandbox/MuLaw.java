package io.kvartal.call.sandbox;

/** G.711: a sample of 16 bits in 8, finer where it is quiet. Pure. */
public final class MuLaw {
    private static final int BIAS = 0x84;
    private static final int LOUDEST = 32_635;

    private MuLaw() {}

    public static byte encode(int sample) {
        int sign = sample < 0 ? 0x80 : 0;
        int loud = Math.min(Math.abs(sample), LOUDEST) + BIAS;
        int exponent = Math.max(0, 24 - Integer.numberOfLeadingZeros(loud));
        int mantissa = (loud >> (exponent + 3)) & 0x0f;
        return (byte) ~(sign | exponent << 4 | mantissa);
    }
}
