/**
 * The registry of claims to clients: whose a client is at a developer, since when and for how long.
 *
 * <p>Owns: fixations, their terms and states. Does not own: deals, leads, persons (a person is a fingerprint here).
 * Invariants: the first valid claim wins; at one time one claim to a person and complex is in force; a later claimant learns the date of the earlier
 * claim and not whose it is; an unproven date counts for nothing; every act is a step that nobody can rewrite unseen.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"shared", "platform", "contract"})
@NullMarked
package io.kvartal.fixation;

import org.jspecify.annotations.NullMarked;
