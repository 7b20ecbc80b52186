/**
 * Phoning buyers back.
 *
 * <p>Owns: the queue of callbacks, its leases, the plan of attempts, the buyer's answers. Does not own: the lead, the script's screen, reassignment.
 * Invariants: one callback is in one caller's hands at a time; nobody is phoned in quiet hours; a lead has at most one open callback.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"shared", "platform", "contract", "catalogue", "lead"})
@NullMarked
package io.kvartal.callback;

import org.jspecify.annotations.NullMarked;
