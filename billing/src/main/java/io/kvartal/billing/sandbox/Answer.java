package io.kvartal.billing.sandbox;

/**
 * What goes back over HTTP.
 *
 * @param replayed whether it is the kept answer to an earlier request with the same idempotency key
 */
record Answer(int status, String body, boolean replayed) {}
