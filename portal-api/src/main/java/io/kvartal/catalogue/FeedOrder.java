package io.kvartal.catalogue;

import io.kvartal.catalogue.feed.FeedFormat;
import io.kvartal.shared.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to be done with a document.
 *
 * @param format null: find out
 * @param dryRun only look
 * @param keep whether what was looked at may be put in force later without sending it again
 * @param currency of prices whose format names none
 * @param project the complex of a bare list of Korter's units
 * @param source where it came from, for people: a file name, an address
 */
public record FeedOrder(
        TenantId developer,
        @Nullable FeedFormat format,
        boolean dryRun,
        boolean keep,
        @Nullable String currency,
        @Nullable String project,
        String source,
        String actor) {}
