package io.kvartal.platform.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that a template may see; one record per page, named {@code page} in its template. */
public interface Page {
    Ui ui();

    /** Heading and browser title, without the product's name. */
    String title();

    Layout layout();

    /** Key of the active menu entry. */
    default String nav() {
        return "";
    }

    /** The city that the menu stands on; null = none yet. */
    default @Nullable String menuCity() {
        return ui().city();
    }

    /** For search engines and link previews. */
    default @Nullable String description() {
        return null;
    }

    /** Path below {@code static/} of the module's own style sheets, such as {@code /portal-api/search.css}. */
    default List<String> styles() {
        return List.of();
    }

    /** The same for ES modules. */
    default List<String> scripts() {
        return List.of();
    }

    /** Path of the page that search engines should keep; null = this path without its query. */
    default @Nullable String canonical() {
        return null;
    }

    /** Path of a picture for link previews. */
    default @Nullable String image() {
        return null;
    }

    /** Address of a stream of server-sent events for this page; {@code <hx-partial>} elements in it say where they go. */
    default @Nullable String live() {
        return null;
    }

    /** Stays out of search engines' indexes; portal pages with personal content say so. */
    default boolean hidden() {
        return layout() != Layout.PORTAL;
    }

    /** Depends on who looks, so that no cache may keep it. */
    default boolean personal() {
        return hidden();
    }
}
