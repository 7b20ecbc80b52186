package io.kvartal.billing;

/**
 * A developer's hold on a person began, moved or ended, so that verdicts of developers whose scope is the whole portal may change.
 *
 * @param person fingerprint
 */
public record HoldMoved(String person) {}
