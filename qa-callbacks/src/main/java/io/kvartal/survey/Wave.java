package io.kvartal.survey;

import java.time.Instant;

/**
 * One round of asking.
 *
 * @param invited letters written
 * @param resting people who were asked less than 90 days before and are left alone
 */
public record Wave(Quarter quarter, Instant startedAt, long invited, long resting) {}
