package io.kvartal.selection;

import io.kvartal.catalogue.ComplexId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lists of one browser.
 *
 * @param share secret of the link that shows them to others; null while nothing was ever kept
 * @param favourites the latest first
 * @param comparison in the order in which they were added
 */
public record Selection(@Nullable String share, List<ComplexId> favourites, List<ComplexId> comparison) {
    public static final Selection NOTHING = new Selection(null, List.of(), List.of());

    public Selection {
        favourites = List.copyOf(favourites);
        comparison = List.copyOf(comparison);
    }

    public List<ComplexId> list(ListKind kind) {
        return switch (kind) {
            case FAVOURITES -> favourites;
            case COMPARISON -> comparison;
        };
    }
}
