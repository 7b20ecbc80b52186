package io.kvartal.number;

/**
 * How a pool fares.
 *
 * @param shownPerHour of the busiest hour of the last seven days, dynamic and overflow together
 * @param overflow numbers not given in the last seven days because the pool was empty
 * @param needed numbers that would turn away one visitor in a hundred at that load
 */
public record PoolLoad(
        String pool, String city, int numbers, int leased, long shownPerHour, long overflow, int needed) {}
