package io.kvartal.dispute;

import java.time.Instant;
import java.util.UUID;

/** A file that the developer shows. @param name as it was called, for people only */
public record DisputeFile(UUID id, Instant at, String author, String name, String contentType, int bytes, String key) {}
