package io.kvartal.visitor;

import io.kvartal.platform.Pii;
import io.kvartal.platform.web.FreshValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** When a form was shown: a signed time inside the form, so that a robot can neither leave it out nor make it up. */
@Component
public class FormClock implements FreshValue {
    private static final int SIGNATURE = 20;
    private static final Pattern STAMP = Pattern.compile("\\b\\d{13}\\.[0-9a-f]{" + SIGNATURE + "}\\b");
    private static final Duration QUICKEST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Pii pii;
    private final Clock clock;

    FormClock(Pii pii, Clock clock) {
        this.pii = pii;
        this.clock = clock;
    }

    @Override
    public Pattern pattern() {
        return STAMP;
    }

    @Override
    public String next() {
        return stamp();
    }

    public String stamp() {
        var shownAt = Long.toString(clock.millis());
        return shownAt + "." + signature(shownAt);
    }

    /** Since the form was shown; zero when the stamp is missing or not ours. */
    public Duration since(@Nullable String stamp) {
        var dot = stamp == null ? -1 : stamp.indexOf('.');
        if (stamp == null
                || dot < 1
                || dot > 15
                || !signature(stamp.substring(0, dot)).equals(stamp.substring(dot + 1))) {
            return Duration.ZERO;
        }
        return Duration.between(Instant.ofEpochMilli(Long.parseLong(stamp.substring(0, dot))), clock.instant());
    }

    /** Whether the page was looked at before it was acted on, and not saved up for later. */
    public boolean isFresh(@Nullable String stamp) {
        var age = since(stamp);
        return age.compareTo(QUICKEST) >= 0 && age.compareTo(LONGEST) <= 0;
    }

    private String signature(String shownAt) {
        return HexFormat.of()
                .formatHex(pii.fingerprint("form shown " + shownAt))
                .substring(0, SIGNATURE);
    }
}
