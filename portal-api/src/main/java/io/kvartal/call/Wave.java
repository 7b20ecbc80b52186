package io.kvartal.call;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Length and shape of a WAV file: PCM of 8 or 16 bits, or G.711 µ-law, any number of channels. Pure.
 *
 * @param peaks loudest height in each of equal pieces, 0 to 127
 */
record Wave(int durationMillis, byte[] peaks) {
    private static final int PIECES = 800;
    private static final int PCM = 1;
    private static final int MU_LAW = 7;

    /** Null when this is no WAV file that we can read: MP3 for one. */
    static @Nullable Wave of(byte[] file) {
        var in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < 44 || !tag(in, 0).equals("RIFF") || !tag(in, 8).equals("WAVE")) {
            return null;
        }
        int format = 0;
        int channels = 0;
        int rate = 0;
        int bits = 0;
        for (int at = 12; at + 8 <= file.length; ) {
            var chunk = tag(in, at);
            long length = in.getInt(at + 4) & 0xffffffffL;
            if (chunk.equals("fmt ") && at + 24 <= file.length) {
                format = in.getShort(at + 8);
                channels = in.getShort(at + 10);
                rate = in.getInt(at + 12);
                bits = in.getShort(at + 22);
            } else if (chunk.equals("data")) {
                int end = (int) Math.min(file.length, at + 8L + length);
                return read(in, at + 8, end, format, channels, rate, bits);
            }
            long next = at + 8 + length + (length & 1);
            if (next > file.length) {
                return null;
            }
            at = (int) next;
        }
        return null;
    }

    private static @Nullable Wave read(ByteBuffer in, int from, int to, int format, int channels, int rate, int bits) {
        boolean readable = (format == PCM && (bits == 8 || bits == 16)) || (format == MU_LAW && bits == 8);
        if (!readable || channels < 1 || channels > 8 || rate < 1000) {
            return null;
        }
        int frame = channels * bits / 8;
        int frames = (to - from) / frame;
        int pieces = Math.min(PIECES, frames);
        var peaks = new byte[pieces];
        for (int piece = 0; piece < pieces; piece++) {
            int start = from + (int) ((long) piece * frames / pieces) * frame;
            int end = from + (int) ((long) (piece + 1) * frames / pieces) * frame;
            int peak = 0;
            for (int at = start; at + bits / 8 <= end; at += bits / 8) {
                peak = Math.max(peak, Math.abs(sample(in, at, format, bits)));
            }
            peaks[piece] = (byte) Math.min(127, peak / 256);
        }
        return new Wave((int) (frames * 1000L / rate), peaks);
    }

    private static int sample(ByteBuffer in, int at, int format, int bits) {
        if (format == MU_LAW) {
            return muLaw(in.get(at));
        }
        return bits == 16 ? in.getShort(at) : ((in.get(at) & 0xff) - 128) * 256;
    }

    /** G.711: sign, three bits of exponent, four of mantissa, all inverted. */
    static int muLaw(byte code) {
        int bits = ~code & 0xff;
        int value = (((bits & 0x0f) << 3) + 0x84 << ((bits & 0x70) >> 4)) - 0x84;
        return (bits & 0x80) != 0 ? -value : value;
    }

    private static String tag(ByteBuffer in, int at) {
        var bytes = new byte[4];
        in.get(at, bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
