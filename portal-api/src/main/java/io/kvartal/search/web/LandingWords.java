package io.kvartal.search.web;

import io.kvartal.mortgage.Programme;
import io.kvartal.platform.web.Ui;
import io.kvartal.search.LandingSet;
import io.kvartal.shared.Money;
import java.util.List;

/** A set of filters as a heading. */
record LandingWords(Ui ui, List<Programme> programmes) {
    private static final long MILLION = 1_000_000;

    /** {@code 2-комнатные квартиры в новостройках Алматы до 30 млн ₸}. */
    String heading(LandingSet set) {
        return ui.t("search.set.title." + set.city(), rooms(set), price(set), programme(set))
                .strip()
                .replaceAll(" {2,}", " ");
    }

    /** Short, for a link below the heading of its city. */
    String link(LandingSet set) {
        return (rooms(set) + " " + price(set) + " " + programme(set)).strip().replaceAll(" {2,}", " ");
    }

    private String rooms(LandingSet set) {
        var rooms = set.rooms();
        return ui.t(rooms == null ? "search.set.any" : "search.set.rooms." + rooms);
    }

    private String price(LandingSet set) {
        var millions = set.millions();
        return millions == null ? "" : ui.t("search.set.price", ui.moneyShort(Money.kzt(millions * MILLION)));
    }

    private String programme(LandingSet set) {
        var code = set.programme();
        return code == null
                ? ""
                : ui.t(
                        "search.set.programme",
                        programmes.stream()
                                .filter(p -> p.code().equals(code))
                                .map(p -> p.name().in(ui.lang()))
                                .findFirst()
                                .orElse(code));
    }
}
