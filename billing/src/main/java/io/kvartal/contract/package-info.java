/**
 * What the portal and a developer agreed: the commercial model, when a contact is billable, and at which price.
 *
 * <p>Owns: contracts and their versions, price rules, working hours. Does not own: contacts, verdicts, money owed.
 * Invariants: the versions of one tenant never overlap; a version in force is never edited, it is closed by the next one; a CPL contract has a price
 * for every contact.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"shared", "platform"})
@NullMarked
package io.kvartal.contract;

import org.jspecify.annotations.NullMarked;
