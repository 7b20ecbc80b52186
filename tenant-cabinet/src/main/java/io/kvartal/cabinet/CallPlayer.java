package io.kvartal.cabinet;

import gg.jte.Content;
import io.kvartal.call.CallView;
import java.util.List;

/** The picture of a recording: decoration beside its player. */
public final class CallPlayer {
    private static final int HEIGHT = 48;

    private CallPlayer() {}

    /** The waveform; nothing when the format gave no peaks. */
    public static Content wave(CallView call) {
        return of(call.peaks());
    }

    /** @param peaks heights 0 to 127 */
    private static Content of(List<Integer> peaks) {
        var path = new StringBuilder();
        for (int i = 0; i < peaks.size(); i++) {
            var half = Math.max(0.5, peaks.get(i) / 127d * HEIGHT / 2);
            path.append(
                    String.format(java.util.Locale.ROOT, "M%d %.1fV%.1f", i, HEIGHT / 2d - half, HEIGHT / 2d + half));
        }
        var svg = "<svg class=\"cab-wave\" viewBox=\"0 0 " + Math.max(1, peaks.size()) + " " + HEIGHT
                + "\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><path d=\"" + path + "\"></path></svg>";
        return output -> output.writeContent(peaks.isEmpty() ? "" : svg);
    }
}
