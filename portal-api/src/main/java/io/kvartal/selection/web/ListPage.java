package io.kvartal.selection.web;

import gg.jte.Content;
import io.kvartal.catalogue.Complex;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.selection.ListKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What both lists have in common. */
public interface ListPage extends Page {
    /**
     * @param share secret of the link; null while there is nothing to show
     * @param foreign somebody else's list, seen through the link
     * @param removed was taken out a moment ago and can come back
     * @param full something could not be added
     * @param recent what was looked at lately, for a list that is empty; null when nothing was
     */
    record State(
            @Nullable String share,
            boolean foreign,
            @Nullable Complex removed,
            boolean full,
            @Nullable Content recent) {
        public static final State PLAIN = new State(null, false, null, false);

        public State(@Nullable String share, boolean foreign, @Nullable Complex removed, boolean full) {
            this(share, foreign, removed, full, null);
        }

        State with(@Nullable Content recent) {
            return new State(share, foreign, removed, full, recent);
        }
    }

    ListKind kind();

    State state();

    List<Kept> kept();

    @Override
    default String title() {
        return ui().t((state().foreign() ? "selection.shared." : "selection.") + kind().code());
    }

    @Override
    default Layout layout() {
        return Layout.PORTAL;
    }

    @Override
    default String nav() {
        return state().foreign() ? "" : kind().code();
    }

    @Override
    default List<String> styles() {
        return List.of("/portal-api/catalogue.css");
    }

    @Override
    default boolean hidden() {
        return true;
    }

    @Override
    default boolean personal() {
        return true;
    }

    default String href() {
        return ui().href("/" + kind().page());
    }

    /** The link for others. */
    default String shareHref() {
        return ui().absolute(href() + "?share=" + state().share());
    }
}
