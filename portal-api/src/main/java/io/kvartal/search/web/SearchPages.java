package io.kvartal.search.web;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Places;
import io.kvartal.catalogue.Storefront;
import io.kvartal.catalogue.UnitFilter;
import io.kvartal.mortgage.Mortgages;
import io.kvartal.platform.web.Languages;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.search.ActsOfCards;
import io.kvartal.search.HomePageBlock;
import io.kvartal.search.LandingSet;
import io.kvartal.search.Landings;
import io.kvartal.search.Params;
import io.kvartal.search.Search;
import io.kvartal.search.SearchForm;
import io.kvartal.search.SearchQuery;
import io.kvartal.search.SearchQuery.Sort;
import io.kvartal.search.SearchResult;
import io.kvartal.shared.Problem;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The front page and the results. Everything works by plain links and one GET form. */
@Controller
class SearchPages {
    private static final int ON_PAGE = 12;

    private final Search search;
    private final Catalogue catalogue;
    private final Storefront storefront;
    private final Mortgages mortgages;
    private final ActsOfCards acts;
    private final Landings landings;

    private final List<HomePageBlock> blocks;

    SearchPages(
            Search search,
            Catalogue catalogue,
            Storefront storefront,
            Mortgages mortgages,
            ActsOfCards acts,
            Landings landings,
            ObjectProvider<HomePageBlock> blocks) {
        this.search = search;
        this.catalogue = catalogue;
        this.storefront = storefront;
        this.mortgages = mortgages;
        this.acts = acts;
        this.landings = landings;
        this.blocks = blocks.orderedStream().toList();
    }

    @GetMapping("/")
    Rendering root(ServerWebExchange exchange) {
        return Rendering.redirectTo("/" + Languages.of(exchange).code() + "/").build();
    }

    @GetMapping("/{lang:ru|kk|en}/")
    Mono<Rendering> home(Ui ui, ServerWebExchange exchange) {
        var freshest =
                new SearchQuery(null, Set.of(), null, UnitFilter.ANY, Set.of(), Set.of(), null, Sort.UPDATED, 1, 6);
        return storefront.cities().flatMap(stock -> search.search(freshest)
                .flatMap(result -> acts.on(ui, exchange).flatMap(acts -> Flux.fromIterable(blocks)
                        .concatMap(block -> block.render(ui, exchange))
                        .collectList()
                        .map(blocks ->
                                Pages.render("search/home", new HomePage(ui, stock, result.items(), acts, blocks))))));
    }

    @GetMapping("/{lang:ru|kk|en}")
    Rendering homeWithoutSlash(Ui ui) {
        return Rendering.redirectTo(ui.href("/")).build();
    }

    /** The front page's form carries the city as a field; addresses carry it in the path. */
    @GetMapping("/{lang:ru|kk|en}/novostroyki")
    Rendering choose(@RequestParam MultiValueMap<String, String> params, Ui ui) {
        var wanted = params.getFirst("city");
        var city = wanted == null
                ? Places.cities().getFirst()
                : Places.city(wanted).orElse(Places.cities().getFirst());
        var query = SearchForm.lenient(params, city.slug(), ON_PAGE);
        return Pages.seeOther(ui.href("/" + city.slug() + "/novostroyki" + Params.of(query)));
    }

    @GetMapping("/{lang:ru|kk|en}/{city}/novostroyki")
    Mono<Rendering> results(
            @PathVariable String city,
            @RequestParam MultiValueMap<String, String> params,
            Ui ui,
            ServerWebExchange exchange) {
        var place = Places.city(city).orElseThrow(() -> new Problem.NotFound("city"));
        return results(place, SearchForm.lenient(params, city, ON_PAGE), null, ui, exchange);
    }

    /** A set of filters that has an address of its own; its further pages are searches like any other. */
    @GetMapping("/{lang:ru|kk|en}/{city}/novostroyki/{set}")
    Mono<Rendering> landing(@PathVariable String city, @PathVariable String set, Ui ui, ServerWebExchange exchange) {
        var place = Places.city(city).orElseThrow(() -> new Problem.NotFound("city"));
        var landing = LandingSet.of(city, set).orElseThrow(() -> new Problem.NotFound("search"));
        return programmeOf(landing).then(results(place, landing.query(ON_PAGE), landing, ui, exchange));
    }

    /** @throws Problem.NotFound for a programme that is not in force */
    private Mono<Void> programmeOf(LandingSet landing) {
        var code = landing.programme();
        return code == null ? Mono.empty() : mortgages.programme(code).then();
    }

    private Mono<Rendering> results(
            Places.City place, SearchQuery query, @Nullable LandingSet landing, Ui ui, ServerWebExchange exchange) {
        return search.search(query).flatMap(result -> catalogue.developers().flatMap(developers -> mortgages
                .inForce()
                .flatMap(programmes -> advice(query, result).flatMap(loosened -> acts.on(ui, exchange)
                        .map(acts -> Pages.render(
                                "search/results",
                                new SearchPage(
                                        ui,
                                        place,
                                        query,
                                        result,
                                        developers,
                                        programmes,
                                        loosened,
                                        acts,
                                        landing,
                                        landing == null ? null : landings.canonical(landing),
                                        landings.popular(place.slug(), landing))))))));
    }

    private Mono<List<Search.Loosened>> advice(SearchQuery query, SearchResult result) {
        return result.totalItems() == 0 ? search.loosen(query) : Mono.just(List.of());
    }
}
