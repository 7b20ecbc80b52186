package io.kvartal.catalogue;

import reactor.core.publisher.Mono;

/**
 * Hears of changes that this very process has committed, so that what it answers next has them. Other processes find out by {@link Catalogue#version}:
 * that is the guarantee, this is a shortcut.
 */
public interface CatalogueListener {
    Mono<Void> changed();
}
