package io.kvartal.number;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code kvartal.number.*}.
 *
 * @param idle how long a number is kept after the visitor's last act
 * @param longest how long one lease may be drawn out in all
 * @param quarantine rest before another visitor is shown the number
 * @param sharePercent of its pool that one complex may hold
 * @param reservePercent of a pool that only trusted visitors may take
 * @param memory how long a caller reaches the same complex
 */
@ConfigurationProperties("kvartal.number")
record NumberPolicy(
        @DefaultValue("30m") Duration idle,
        @DefaultValue("60m") Duration longest,
        @DefaultValue("60m") Duration quarantine,
        @DefaultValue("25") int sharePercent,
        @DefaultValue("20") int reservePercent,
        @DefaultValue("90d") Duration memory) {
    NumberPolicy {
        if (!idle.isPositive()
                || longest.compareTo(idle) < 0
                || quarantine.isNegative()
                || sharePercent < 1
                || sharePercent > 100
                || reservePercent < 0
                || reservePercent > 100) {
            throw new IllegalArgumentException("kvartal.number: impossible policy");
        }
    }
}
