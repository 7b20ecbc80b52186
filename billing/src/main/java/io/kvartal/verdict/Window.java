package io.kvartal.verdict;

import java.time.Instant;

/** The span in which a billed contact keeps the same person from being billed again. */
public record Window(Instant from, Instant until) {}
