package io.kvartal.affordability;

import io.kvartal.catalogue.UnitFilter;
import io.kvartal.mortgage.Mortgages;
import io.kvartal.mortgage.Programme;
import io.kvartal.search.Search;
import io.kvartal.search.SearchQuery;
import io.kvartal.search.SearchQuery.Sort;
import io.kvartal.search.SearchResult.Card;
import io.kvartal.shared.Money;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a household can buy today and after some saving, with the homes that are really on sale. */
@Service
public class Affordability {
    private static final int SHOWN = 6;
    private static final List<Integer> WAITS = List.of(3, 6, 12, 24);

    private final Mortgages mortgages;
    private final Search search;

    Affordability(Mortgages mortgages, Search search) {
        this.mortgages = mortgages;
        this.search = search;
    }

    /** With so many months of saving the price within reach rises, and so many more homes fit. */
    public record Later(int months, Money price, int moreUnits) {}

    /** What is on sale within reach; {@code cards} are the dearest few. */
    public record Homes(int units, int complexes, List<Card> cards) {
        private static final Homes NONE = new Homes(0, 0, List.of());

        public Homes {
            cards = List.copyOf(cards);
        }
    }

    /**
     * One programme's answer.
     *
     * @param reach for a house that is being built, as most are
     * @param finishedPrice within reach for a house that stands; the own share may be smaller there
     * @param later the shortest wait that brings more homes; null when none of up to two years does
     */
    public record Option(
            Reach reach,
            Money finishedPrice,
            Homes homes,
            @Nullable Later later) {}

    /** Every programme in force, the one with the most homes first. */
    public Mono<List<Option>> options(Household household) {
        return mortgages
                .inForce()
                .flatMapMany(Flux::fromIterable)
                .concatMap(programme -> option(household, programme))
                .sort(Comparator.comparingInt((Option option) -> option.homes().units())
                        .reversed()
                        .thenComparing(option -> option.reach().payment()))
                .collectList();
    }

    private Mono<Option> option(Household household, Programme programme) {
        var reach = Reach.of(household, programme, false);
        var finished = Reach.of(household, programme, true).price();
        return homes(household, reach).flatMap(homes -> later(household, reach, homes)
                .map(later -> new Option(reach, finished, homes, later.orElse(null))));
    }

    private Mono<Homes> homes(Household household, Reach reach) {
        return reach.open()
                ? search.search(query(household, reach.price()))
                        .map(found -> new Homes(found.unitsMatching(), found.totalItems(), found.items()))
                : Mono.just(Homes.NONE);
    }

    private Mono<Optional<Later>> later(Household household, Reach now, Homes homes) {
        if (!household.saving().isPositive()) {
            return Mono.just(Optional.empty());
        }
        return Flux.fromIterable(WAITS)
                .concatMap(months -> {
                    var then = Reach.of(household.after(months), now.programme(), false);
                    return then.open() && then.price().compareTo(now.price()) > 0
                            ? search.search(query(household, then.price()))
                                    .map(more -> new Later(months, then.price(), more.unitsMatching() - homes.units()))
                            : Mono.<Later>empty();
                })
                .filter(later -> later.moreUnits() > 0)
                .next()
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    private static SearchQuery query(Household household, Money price) {
        var units = new UnitFilter(Set.of(), null, price.amount().longValue(), null, null, null, Set.of());
        return new SearchQuery(
                household.city(), Set.of(), null, units, Set.of(), Set.of(), null, Sort.PRICE_DOWN, 1, SHOWN);
    }
}
