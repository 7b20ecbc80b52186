/**
 * The quality desk and the call centre at work.
 *
 * <p>Owns: the caller's screens, which other developer is offered and why, who looks after which developer. Does not own: the queue's rules, the
 * lead, the search. Invariants: a buyer changes developer only with consent that is said aloud and recorded.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "shared",
            "platform",
            "contract",
            "verdict",
            "billing",
            "catalogue",
            "search",
            "lead",
            "call",
            "callback"
        })
@NullMarked
package io.kvartal.desk;

import org.jspecify.annotations.NullMarked;
