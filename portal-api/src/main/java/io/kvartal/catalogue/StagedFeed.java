package io.kvartal.catalogue;

import io.kvartal.catalogue.feed.FeedFormat;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one pass over a document found; its offers lie in the database.
 *
 * @param generationDate what the document says about its own age, as it is written there
 * @param codes how often each remark was made, those that are not among the warnings too
 */
record StagedFeed(
        UUID run,
        FeedOrder order,
        FeedFormat format,
        int offers,
        LocalDate today,
        @Nullable String generationDate,
        List<ImportWarning> warnings,
        Map<String, Integer> codes) {}
