package io.kvartal.affordability;

import io.kvartal.catalogue.Places;
import io.kvartal.catalogue.UnitFilter;
import io.kvartal.mortgage.Mortgages;
import io.kvartal.mortgage.Programme;
import io.kvartal.mortgage.QuoteForm;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.search.ActsOfCards;
import io.kvartal.search.Search;
import io.kvartal.search.SearchQuery;
import io.kvartal.search.SearchQuery.Sort;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code /{lang}/programme/{code}}: everything about one programme; the calculator is a GET form, so that its answer has an address. */
@Controller
class ProgrammeLanding {
    private static final Money USUAL = Money.kzt(25_000_000);
    private static final int SHOWN = 6;

    private final Mortgages mortgages;
    private final Search search;
    private final ActsOfCards acts;

    ProgrammeLanding(Mortgages mortgages, Search search, ActsOfCards acts) {
        this.mortgages = mortgages;
        this.search = search;
        this.acts = acts;
    }

    @GetMapping("/{lang:ru|kk|en}/programme/{code}")
    Mono<Rendering> page(
            @PathVariable String code,
            @RequestParam MultiValueMap<String, String> params,
            Ui ui,
            ServerWebExchange exchange) {
        var wanted = params.getFirst("city");
        var city = wanted != null && Places.city(wanted).isPresent()
                ? wanted
                : Places.cities().getFirst().slug();
        return mortgages.programme(code).flatMap(programme -> search.search(homes(programme, city))
                .flatMap(homes -> acts.on(ui, exchange).map(acts -> {
                    var complaint = complaint(params, ui);
                    var form = complaint == null ? form(params) : new QuoteForm(USUAL, null, null);
                    var quote = form.quote(programme, city, false);
                    return Pages.render(
                            "affordability/programme",
                            new ProgrammePage(ui, programme, city, quote, complaint, homes, acts));
                })));
    }

    private static SearchQuery homes(Programme programme, String city) {
        var units = new UnitFilter(Set.of(), null, null, null, null, null, Set.of(programme.code()));
        return new SearchQuery(city, Set.of(), null, units, Set.of(), Set.of(), null, Sort.PRICE, 1, SHOWN);
    }

    private static QuoteForm form(MultiValueMap<String, String> params) {
        var price = params.getFirst("price");
        return QuoteForm.read(
                price == null || price.isBlank() ? USUAL.amount().toBigInteger().toString() : price,
                params.getFirst("downPayment"),
                params.getFirst("months"));
    }

    private static @Nullable String complaint(MultiValueMap<String, String> params, Ui ui) {
        try {
            form(params);
            return null;
        } catch (Problem.Invalid wrong) {
            var error = wrong.errors().getFirst();
            return ui.t("problem." + error.code(), error.args());
        }
    }
}
