package io.kvartal.lead;

import java.time.Instant;

/**
 * The visit that a buyer wishes for.
 *
 * @param sequence how often it was changed since this request was sent; a calendar keeps the highest
 */
public record Viewing(Instant at, int minutes, boolean cancelled, int sequence) {
    Viewing since(int changes) {
        return new Viewing(at, minutes, cancelled, changes);
    }
}
