/**
 * Asking developers once a quarter.
 *
 * <p>Owns: recipients, waves, invitations with single-use links, answers, the tasks that unhappy ones open. Does not own: the letter's way out, the
 * developer. Invariants: one wave per quarter; one person is not asked twice in 90 days; an answer is given once and never changed; a score is
 * never shown without its interval.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"shared", "platform", "catalogue", "desk"})
@NullMarked
package io.kvartal.survey;

import org.jspecify.annotations.NullMarked;
