package io.kvartal.mortgage;

import reactor.core.publisher.Mono;

/**
 * Hears of programmes that this very process has changed. Other processes find out by {@link Mortgages#revision}: that is the guarantee, this is a
 * shortcut.
 */
public interface ProgrammesListener {
    Mono<Void> changed();
}
