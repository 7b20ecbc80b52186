package io.kvartal.search;

import io.kvartal.search.SearchIndex.Offer;
import io.kvartal.search.Snapshot.Stretch;
import io.kvartal.shared.Money;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What complexes have for sale, summed up over their cells. */
final class CellOffers {
    private static final int MORE = 4;

    private final Snapshot snapshot;
    private final @Nullable Integer rooms;

    CellOffers(Snapshot snapshot, @Nullable Integer rooms) {
        this.snapshot = snapshot;
        this.rooms = rooms == null ? null : Math.min(rooms, MORE);
    }

    List<Offer> over(Stretch complexes) {
        var offers = new ArrayList<Offer>();
        for (int complex = complexes.from(); complex < complexes.to(); complex++) {
            var offer = of(complex);
            if (offer != null) {
                offers.add(offer);
            }
        }
        return offers;
    }

    private @Nullable Offer of(int complex) {
        var cells = snapshot.cells();
        int units = 0;
        long price = Long.MAX_VALUE;
        int completion = Integer.MAX_VALUE;
        for (int cell = snapshot.complexes().firstCell()[complex];
                cell < snapshot.complexes().firstCell()[complex + 1];
                cell++) {
            if (rooms == null || cells.rooms()[cell] == rooms) {
                units += cells.firstUnit()[cell + 1] - cells.firstUnit()[cell];
                price = Math.min(price, snapshot.units().price()[cells.firstUnit()[cell]]);
                completion = Math.min(completion, cells.completion()[cell]);
            }
        }
        return units == 0
                ? null
                : new Offer(snapshot.complexes().all().get(complex), units, new Money(price, Money.KZT), completion);
    }
}
