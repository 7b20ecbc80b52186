package io.kvartal.number;

import java.time.Duration;

/** Whether somebody may be shown a number, and of which kind. */
sealed interface Leave {
    /** @param trusted has read the page like a person, and the network has not shown many such; the pool's reserve is theirs */
    record Leased(boolean trusted) implements Leave {}

    /** Only the number that is always there: nothing is taken from the pool. */
    record Fixed() implements Leave {}

    record Refused(Duration pause) implements Leave {}
}
