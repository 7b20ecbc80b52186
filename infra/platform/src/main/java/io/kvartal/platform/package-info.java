/**
 * What every context stands on: the one door to the database, the outbox, recurring jobs, the caller's identity, the audit log, and the edges
 * (web, storage, messages, http) in sub-packages.
 *
 * <p>Owns: transactions and tenant isolation, delivery of events, sessions, audit. Does not own: any rule of the trade.
 * Invariants: database work never sees a cancellation; a transaction acts for at most one tenant unless a named person gave a reason; an event is
 * delivered at least once and recorded once per consumer.
 */
@org.springframework.modulith.ApplicationModule(type = org.springframework.modulith.ApplicationModule.Type.OPEN)
@NullMarked
package io.kvartal.platform;

import org.jspecify.annotations.NullMarked;
