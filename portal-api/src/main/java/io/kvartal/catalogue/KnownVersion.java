package io.kvartal.catalogue;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** The catalogue's version as far as this replica has heard: what it committed itself, and what the database said last when it was asked. */
@Component
public class KnownVersion {
    static final long UNKNOWN = 0;

    /** Of this process: the transaction that raises the version has no bean at hand. */
    private static final AtomicLong COMMITTED_HERE = new AtomicLong(UNKNOWN);

    private volatile long heard = UNKNOWN;

    public long now() {
        return heard == UNKNOWN ? UNKNOWN : Math.max(heard, COMMITTED_HERE.get());
    }

    void heard(long version) {
        heard = version;
    }

    static void committed(long version) {
        COMMITTED_HERE.accumulateAndGet(version, Math::max);
    }
}
