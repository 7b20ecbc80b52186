/**
 * The web edge shared by all modules: pages, layouts, texts, assets, problems, JSON forms of the kernel's values.
 *
 * <p>Owns: layouts, the message bundles' loading, static files, error answers. Does not own: any page of a context.
 * Invariants: nothing here blocks; every text exists in three languages; no page needs inline script or style.
 */
@NullMarked
package io.kvartal.platform.web;

import org.jspecify.annotations.NullMarked;
