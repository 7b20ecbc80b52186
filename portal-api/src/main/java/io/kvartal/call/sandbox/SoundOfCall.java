package io.kvartal.call.sandbox;

import java.io.ByteArrayOutputStream;
import java.util.Random;

/**
 * The sound of a call as a WAV file: ring-back tone while waiting, then two voices in turn. Speech is imitated by a buzzing source through three
 * formants, syllable by syllable. 8 kHz µ-law, one channel, the same for the same call always. Pure.
 */
final class SoundOfCall {
    static final int RATE = 8000;
    private static final double[][] VOWELS = {
        {730, 1090, 2440}, {270, 2290, 3010}, {300, 870, 2240}, {530, 1840, 2480}, {570, 840, 2410}, {440, 1020, 2240}
    };

    private final ByteArrayOutputStream samples = new ByteArrayOutputStream();
    private final Random random;
    private final double[] pitch;

    private SoundOfCall(SandboxCall call) {
        random = new Random(31L * call.voices() + 7);
        pitch = new double[] {105 + 6 * call.voices(), 195 + 5 * (7 - call.voices())};
    }

    static byte[] wav(SandboxCall call) {
        var sound = new SoundOfCall(call);
        sound.ring(call.waitSec());
        sound.conversation(call.talkSec());
        return sound.file();
    }

    /** One second of 425 Hz, then silence, as in Kazakhstan. */
    private void ring(int seconds) {
        for (int i = 0; i < seconds * RATE; i++) {
            boolean sounding = (i / RATE) % 4 == 0;
            add(sounding ? 0.25 * Math.sin(2 * Math.PI * 425 * i / RATE) : 0);
        }
    }

    private void conversation(int seconds) {
        long end = samples.size() + (long) seconds * RATE;
        for (int turn = 0; samples.size() < end; turn++) {
            long turnEnd = Math.min(end, samples.size() + (long) ((2 + random.nextDouble() * 4) * RATE));
            while (samples.size() < turnEnd) {
                syllable(pitch[turn % 2], turn % 2 == 0 ? 1 : 1.16, turnEnd);
            }
            silence(Math.min(end, samples.size() + (long) ((0.2 + random.nextDouble() * 0.5) * RATE)));
        }
    }

    /** @param tract how much shorter this speaker's mouth is: formants lie so much higher */
    private void syllable(double pitchNow, double tract, long until) {
        var vowel = VOWELS[random.nextInt(VOWELS.length)];
        int length = (int) ((0.12 + random.nextDouble() * 0.16) * RATE);
        double bend = 0.9 + random.nextDouble() * 0.25;
        double phase = 0;
        for (int i = 0; i < length && samples.size() < until; i++) {
            double at = (double) i / length;
            phase += 2 * Math.PI * pitchNow * (1 + (bend - 1) * at) / RATE;
            add(0.5 * Math.sin(Math.PI * at) * voiced(phase, pitchNow, vowel, tract));
        }
        if (random.nextInt(4) == 0) {
            silence(Math.min(until, samples.size() + RATE / 12));
        }
    }

    /** Harmonics of the pitch, each as loud as the formants near it let it be. */
    private static double voiced(double phase, double pitchNow, double[] vowel, double tract) {
        double sum = 0;
        for (int harmonic = 1; harmonic * pitchNow < 3200; harmonic++) {
            double loud = 0;
            for (int formant = 0; formant < 3; formant++) {
                double off = (harmonic * pitchNow - vowel[formant] * tract) / (70 + 40 * formant);
                loud += (1.0 - 0.3 * formant) / (1 + off * off);
            }
            sum += loud / Math.sqrt(harmonic) * Math.sin(harmonic * phase);
        }
        return Math.tanh(sum);
    }

    private void silence(long until) {
        while (samples.size() < until) {
            add(0.004 * (random.nextDouble() - 0.5));
        }
    }

    private void add(double value) {
        samples.write(MuLaw.encode((int) Math.round(value * 32_000)));
    }

    private byte[] file() {
        var data = samples.toByteArray();
        var out = java.nio.ByteBuffer.allocate(58 + data.length + (data.length & 1))
                .order(java.nio.ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes()).putInt(50 + data.length + (data.length & 1)).put("WAVE".getBytes());
        out.put("fmt ".getBytes()).putInt(18).putShort((short) 7).putShort((short) 1);
        out.putInt(RATE).putInt(RATE).putShort((short) 1).putShort((short) 8).putShort((short) 0);
        out.put("fact".getBytes()).putInt(4).putInt(data.length);
        out.put("data".getBytes()).putInt(data.length).put(data);
        return out.array();
    }
}
