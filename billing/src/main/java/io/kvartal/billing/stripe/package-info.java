/**
 * The adapter to Stripe: it opens our finalised invoices there and hears of payments through signed webhooks.
 *
 * <p>Owns: the mapping of our ids to Stripe's, the raw webhook events. Does not own: what a payment means, that is {@code io.kvartal.billing}.
 * Invariants: an invoice is opened at most once whatever answer was lost; a payment is booked once whatever comes twice; an amount that differs from
 * ours is never accepted.
 */
@NullMarked
package io.kvartal.billing.stripe;

import org.jspecify.annotations.NullMarked;
