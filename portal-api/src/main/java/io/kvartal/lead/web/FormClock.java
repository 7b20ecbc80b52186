package io.kvartal.lead.web;

import io.kvartal.platform.Pii;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** When a form was shown: a signed time inside the form, so that a robot can neither leave it out nor make it up. */
@Component
class FormClock {
    private static final int SIGNATURE = 20;

    private final Pii pii;
    private final Clock clock;

    FormClock(Pii pii, Clock clock) {
        this.pii = pii;
        this.clock = clock;
    }

    String stamp() {
        var shownAt = Long.toString(clock.millis());
        return shownAt + "." + signature(shownAt);
    }

    /** Since the form was shown; zero when the stamp is missing or not ours. */
    Duration since(@Nullable String stamp) {
        var dot = stamp == null ? -1 : stamp.indexOf('.');
        if (stamp == null
                || dot < 1
                || dot > 15
                || !signature(stamp.substring(0, dot)).equals(stamp.substring(dot + 1))) {
            return Duration.ZERO;
        }
        return Duration.between(Instant.ofEpochMilli(Long.parseLong(stamp.substring(0, dot))), clock.instant());
    }

    private String signature(String shownAt) {
        return HexFormat.of()
                .formatHex(pii.fingerprint("form shown " + shownAt))
                .substring(0, SIGNATURE);
    }
}
