package io.kvartal.survey;

import java.time.Instant;
import java.util.UUID;

/** A person of the event's developer answered. {@code detractor}: a task was opened. */
public record NpsAnswered(UUID invitation, String quarter, int score, boolean detractor, Instant at) {}
