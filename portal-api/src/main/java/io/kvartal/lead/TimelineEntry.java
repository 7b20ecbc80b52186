package io.kvartal.lead;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * One line of a lead's timeline.
 *
 * @param actor a person's name, or {@code system}, {@code buyer}, {@code portal}
 * @param data small values by name; what stands in it depends on the kind
 */
public record TimelineEntry(UUID id, EventKind kind, Instant at, String actor, Map<String, String> data) {}
