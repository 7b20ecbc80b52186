package io.kvartal.visitor;

import reactor.core.publisher.Mono;

/**
 * What another context keeps for a browser because its visitor asked for it, such as favourites. It needs no consent to analytics and outlives its
 * withdrawal: then the visitor gets a new identity, and this goes with it.
 */
public interface KeptForVisitor {
    /** Hands everything over to the new identity. Answers whether there was anything. */
    Mono<Boolean> carry(VisitorId from, VisitorId to);
}
