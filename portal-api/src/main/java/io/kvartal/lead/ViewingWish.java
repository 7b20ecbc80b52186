package io.kvartal.lead;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a buyer would come.
 *
 * @param at one of {@link Leads#viewingTimes}
 * @param email where the time and the calendar file are sent; used for that letter only, not kept with the lead
 */
public record ViewingWish(Instant at, @Nullable String email) {}
