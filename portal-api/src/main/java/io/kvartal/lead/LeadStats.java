package io.kvartal.lead;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One developer's leads of one month.
 *
 * @param persons different buyers
 * @param target leads with a billable verdict
 * @param answered leads in which somebody spoke with the buyer
 * @param missed leads whose promise was broken, or that nobody answered
 * @param medianResponseMinutes from creation to the first conversation; null when there was none
 * @param byDay created per day in the tenant's zone; days without leads are absent
 */
public record LeadStats(
        long leads,
        long persons,
        long target,
        long answered,
        long missed,
        @Nullable Double medianResponseMinutes,
        Map<String, Long> byChannel,
        Map<String, Long> bySource,
        Map<String, Long> byComplex,
        Map<LocalDate, Long> byDay) {}
