package io.kvartal.catalogue;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much one document may be (QUALITY.md, "XML / zip feeds"). Memory does not depend on it, time and disk do.
 *
 * @param maxBytes unpacked
 * @param apply how long putting a run in force, or taking it back, may take
 */
@ConfigurationProperties("kvartal.feeds")
public record FeedLimits(
        @DefaultValue("200000") int maxOffers,
        @DefaultValue("209715200") long maxBytes,
        @DefaultValue("10m") Duration apply) {}
