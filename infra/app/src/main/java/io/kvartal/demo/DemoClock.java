package io.kvartal.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The clock of a demo process: it stands at moments of the past while history is laid out, and is the real one from then on. */
final class DemoClock extends Clock {
    private final Clock real = Clock.systemUTC();
    private volatile @Nullable Instant moment;

    void standAt(Instant at) {
        moment = at;
    }

    void goOn() {
        moment = null;
    }

    Instant realNow() {
        return real.instant();
    }

    @Override
    public Instant instant() {
        var standing = moment;
        return standing == null ? real.instant() : standing;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }
}
