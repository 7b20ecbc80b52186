/**
 * A payment provider of our own for demos and tests: it speaks Stripe's HTTP API to whoever asks, keeps its state in PostgreSQL, shows a hosted
 * payment page and sends signed webhooks, more than once and out of order on purpose.
 *
 * <p>Owns: schema {@code stripe_sandbox}. Does not own: anything that the product believes; the product hears of a payment only through its webhook.
 * Invariants: no request is accepted and no answer is sent that Stripe's published OpenAPI does not allow.
 */
@NullMarked
package io.kvartal.billing.sandbox;

import org.jspecify.annotations.NullMarked;
