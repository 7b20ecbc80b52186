/**
 * What a developer's machine needs around the application: PostgreSQL, Keycloak, a browser, a container engine, and the
 * launcher behind {@code ./kvartal}.
 *
 * <p>Owns: starting, watching and stopping processes, the folder {@code .kvartal}. Does not own: anything that ships to
 * production. Invariants: a process started here never outlives the one that started it; no secret on a command line.
 */
@NullMarked
package kvartal.dev;

import org.jspecify.annotations.NullMarked;
