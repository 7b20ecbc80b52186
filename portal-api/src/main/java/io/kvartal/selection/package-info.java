/**
 * What a buyer keeps without an account: favourites and a comparison.
 *
 * <p>Owns: the two lists of a browser, what it has looked at, the link that shows them to somebody else, their pages and JSON, the buttons on cards. Does not own: the
 * identity of the browser (visitor), complexes and their prices (catalogue), cards (search).
 * Invariants: a list never outgrows its limit; nobody sees or changes the lists of another browser, except that who has the link may read them; a list
 * that nobody has changed for a year is deleted.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"shared", "platform", "catalogue", "mortgage", "search", "visitor"})
@NullMarked
package io.kvartal.selection;

import org.jspecify.annotations.NullMarked;
