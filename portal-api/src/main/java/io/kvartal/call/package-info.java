/**
 * Calls: what telephony providers tell, made into one call each, with its recording.
 *
 * <p>Owns: provider accounts, the inbox of their notices, calls, attribution of a call, recordings, routing decisions, the sandbox telephone.
 * Does not own: numbers and leases, leads, what a call costs.
 * Invariants: a notice is stored word for word before it is acknowledged; one call at the provider is one call here, in whatever order and however
 * often it is told; the call, its lead and its charge are one transaction; no call is lost because its number is unknown; every listening is on record.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"shared", "platform", "contract", "billing", "catalogue", "visitor", "number"})
@NullMarked
package io.kvartal.call;

import org.jspecify.annotations.NullMarked;
