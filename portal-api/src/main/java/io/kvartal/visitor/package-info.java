/**
 * Visitors: browsers that looked at the portal, and where they came from.
 *
 * <p>Owns: the visitor cookie, consent to analytics, visits, page views. Does not own: people, phones, leads.
 * Invariants: a visitor gets an identity only from an act that needs one or from consent; without consent nothing is kept but the source of the
 * running session, and that only when the visitor acts.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"shared", "platform"})
@NullMarked
package io.kvartal.visitor;

import org.jspecify.annotations.NullMarked;
