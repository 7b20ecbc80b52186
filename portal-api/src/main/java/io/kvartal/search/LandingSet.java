package io.kvartal.search;

import io.kvartal.catalogue.UnitFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A set of filters that people really look for and that therefore has a readable address: rooms, a round price, a programme, in this order. Pure.
 *
 * @param city slug
 * @param rooms 0 studio to 4 and more; null is any
 * @param millions the price is at most so many million tenge; null is any
 * @param programme code; null is any
 */
public record LandingSet(
        String city,
        @Nullable Integer rooms,
        @Nullable Integer millions,
        @Nullable String programme) {
    private static final List<Integer> PRICES = List.of(15, 20, 25, 30, 40, 50, 70, 100);
    private static final int MOST_ROOMS = 4;
    private static final long MILLION = 1_000_000;
    private static final Pattern SLUG =
            Pattern.compile("(?:(studii|[1-4]-komnatnye))?-?(?:do-(\\d{1,3})-mln)?-?(?:programma-([a-z0-9-]{1,40}))?");

    /** Empty when this is no address of a set, or not the one address that it has. */
    public static Optional<LandingSet> of(String city, String slug) {
        var found = SLUG.matcher(slug);
        if (!found.matches()) {
            return Optional.empty();
        }
        var rooms = found.group(1);
        var millions = found.group(2);
        var set = new LandingSet(
                city,
                rooms == null ? null : rooms.equals("studii") ? 0 : Integer.valueOf(rooms.substring(0, 1)),
                millions == null ? null : Integer.valueOf(millions),
                found.group(3));
        var known = set.millions == null || PRICES.contains(set.millions);
        return known && !set.isWhole() && set.slug().equals(slug) ? Optional.of(set) : Optional.empty();
    }

    /** Every set of a city, the widest first; the last programme is none. */
    public static List<LandingSet> all(String city, List<String> programmes) {
        var sets = new ArrayList<LandingSet>();
        for (int rooms = -1; rooms <= MOST_ROOMS; rooms++) {
            for (int price = PRICES.size(); price >= 0; price--) {
                for (int programme = -1; programme < programmes.size(); programme++) {
                    var set = new LandingSet(
                            city,
                            rooms < 0 ? null : rooms,
                            price == PRICES.size() ? null : PRICES.get(price),
                            programme < 0 ? null : programmes.get(programme));
                    if (!set.isWhole()) {
                        sets.add(set);
                    }
                }
            }
        }
        return sets;
    }

    /** {@code 2-komnatnye-do-30-mln-programma-7-20-25}. */
    public String slug() {
        var parts = new ArrayList<String>();
        if (rooms != null) {
            parts.add(rooms == 0 ? "studii" : rooms + "-komnatnye");
        }
        if (millions != null) {
            parts.add("do-" + millions + "-mln");
        }
        if (programme != null) {
            parts.add("programma-" + programme);
        }
        return String.join("-", parts);
    }

    /** Without a language. */
    public String path() {
        return "/" + city + "/novostroyki" + (isWhole() ? "" : "/" + slug());
    }

    /** No filter at all: the city. */
    public boolean isWhole() {
        return rooms == null && millions == null && programme == null;
    }

    public SearchQuery query(int size) {
        var units = new UnitFilter(
                rooms == null ? Set.of() : Set.of(rooms),
                null,
                millions == null ? null : millions * MILLION,
                null,
                null,
                null,
                programme == null ? Set.of() : Set.of(programme));
        return new SearchQuery(
                city, Set.of(), null, units, Set.of(), Set.of(), null, SearchQuery.Sort.RELEVANCE, 1, size);
    }

    /** Whatever is in the other set is in this one too. */
    boolean contains(LandingSet other) {
        return city.equals(other.city)
                && (rooms == null || rooms.equals(other.rooms))
                && (programme == null || programme.equals(other.programme))
                && (millions == null || (other.millions != null && millions >= other.millions));
    }

    /** How many filters it has. */
    int narrowness() {
        return (rooms == null ? 0 : 1) + (millions == null ? 0 : 1) + (programme == null ? 0 : 1);
    }
}
