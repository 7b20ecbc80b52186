package io.kvartal.search.web;

import gg.jte.Content;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.Developer;
import io.kvartal.catalogue.Places;
import io.kvartal.mortgage.Programme;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.search.FilterWords;
import io.kvartal.search.LandingSet;
import io.kvartal.search.Landings;
import io.kvartal.search.Params;
import io.kvartal.search.Search.Loosened;
import io.kvartal.search.SearchQuery;
import io.kvartal.search.SearchResult;
import io.kvartal.search.SearchResult.FacetValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Results in one city with everything that narrows them.
 *
 * @param acts what other contexts put onto a card
 * @param landing the set of filters that this page is about; null for any search
 * @param canonical the widest set with the same homes; null for any search
 * @param popular other sets of this city
 */
public record SearchPage(
        Ui ui,
        Places.City city,
        SearchQuery query,
        SearchResult result,
        List<Developer> developers,
        List<Programme> programmes,
        List<Loosened> loosened,
        Function<Complex, Content> acts,
        @Nullable LandingSet landing,
        @Nullable LandingSet canonicalSet,
        List<LandingSet> popular)
        implements Page {

    /** One value of a filter. */
    public record Option(String value, String label, int count, boolean chosen) {}

    /** A filter that is set: a click takes it away. */
    public record Chip(String label, String href) {}

    @Override
    public String title() {
        return landing == null
                ? ui.t("search.title." + city.slug())
                : new LandingWords(ui, programmes).heading(landing);
    }

    /** A link to another set. */
    public record Link(String label, String href) {}

    public List<Link> popularLinks() {
        var words = new LandingWords(ui, programmes);
        return popular.stream()
                .map(set -> new Link(words.link(set), ui.href(set.path())))
                .toList();
    }

    @Override
    public String description() {
        if (landing != null && !result.items().isEmpty()) {
            var cheapest = result.items().stream()
                    .map(SearchResult.Card::priceFrom)
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            return ui.t(
                    "search.set.description",
                    title(),
                    result.totalItems(),
                    result.unitsMatching(),
                    ui.moneyShort(cheapest));
        }
        return ui.t("search.description." + city.slug(), result.totalItems(), result.unitsMatching());
    }

    @Override
    public Layout layout() {
        return Layout.PORTAL;
    }

    @Override
    public String nav() {
        return "search";
    }

    @Override
    public List<String> styles() {
        return List.of("/portal-api/catalogue.css");
    }

    @Override
    public List<String> scripts() {
        return List.of("/portal-api/search.js");
    }

    /** Sets of filters are for people; search engines get the city, and the sets that have enough in them. */
    @Override
    public boolean hidden() {
        return landing == null ? !params().filters().isEmpty() : result.totalItems() < Landings.LEAST_COMPLEXES;
    }

    /** Every page of the results is a page of its own; the order is not. */
    @Override
    public String canonical() {
        if (canonicalSet != null) {
            return ui.href(canonicalSet.path());
        }
        return action() + (query.page() > 1 ? "?page=" + query.page() : "");
    }

    @Override
    public boolean personal() {
        return false;
    }

    public Params params() {
        return Params.of(query);
    }

    public String action() {
        return ui.href("/" + city.slug() + "/novostroyki");
    }

    public String href(Params params) {
        return action() + params;
    }

    /** Where letters about this very search can be asked for. */
    public String saveHref() {
        var query = params().without("sort").without("page").toString();
        return ui.href("/alerts/new") + (query.isEmpty() ? "?" : query + "&") + "city=" + city.slug();
    }

    public int pages() {
        return (result.totalItems() + query.size() - 1) / query.size();
    }

    /** Numbers around this page; 0 is a gap. */
    public List<Integer> pageNumbers() {
        var list = new ArrayList<Integer>();
        for (int n = 1; n <= pages(); n++) {
            if (n == 1 || n == pages() || Math.abs(n - query.page()) <= 1) {
                list.add(n);
            } else if (list.getLast() != 0) {
                list.add(0);
            }
        }
        return list;
    }

    public List<Option> rooms() {
        var options = new ArrayList<Option>();
        for (int rooms = 0; rooms <= 4; rooms++) {
            options.add(option("rooms", String.valueOf(rooms), ui.t("catalogue.rooms." + rooms)));
        }
        return options;
    }

    public List<Option> classes() {
        return options("class", "class", v -> ui.t("catalogue.class." + v));
    }

    public List<Option> districts() {
        return options("district", "district", words()::district);
    }

    public List<Option> developerOptions() {
        return options("developer", "developer", words()::developer);
    }

    public List<Option> programmeOptions() {
        return options("programme", "programme", words()::programme);
    }

    /** Quarters in which something is handed over; each means "by then". */
    public List<Option> quarters() {
        var list = new ArrayList<Option>();
        int sum = 0;
        for (var value : result.facet("completion")) {
            sum += value.count();
            list.add(new Option(
                    value.value(),
                    ui.t("search.by-quarter", quarter(value.value())),
                    sum,
                    params().has("completionBefore", value.value())));
        }
        return list;
    }

    public String quarter(String code) {
        return words().quarter(code);
    }

    public FilterWords words() {
        return new FilterWords(ui, query, developers, programmes);
    }

    /** Values that exist, plus those that are chosen though nothing is left of them. */
    private List<Option> options(String param, String facet, UnaryOperator<String> label) {
        var values = new ArrayList<>(
                result.facet(facet).stream().map(FacetValue::value).toList());
        params().get(param).stream().filter(v -> !values.contains(v)).forEach(values::add);
        return values.stream().map(v -> option(param, v, label.apply(v))).toList();
    }

    private Option option(String name, String value, String label) {
        var count = result.facet(name).stream()
                .filter(f -> f.value().equals(value))
                .mapToInt(FacetValue::count)
                .sum();
        return new Option(value, label, count, params().has(name, value));
    }

    /** What stands on the button of a filter: its name, or what is chosen. */
    public String summary(String filter) {
        var chosen = chosen(filter);
        return chosen.isEmpty() ? ui.t("search.filter." + filter) : String.join(", ", chosen);
    }

    public boolean set(String filter) {
        return !chosen(filter).isEmpty();
    }

    private List<String> chosen(String filter) {
        var units = query.units();
        return switch (filter) {
            case "rooms" -> labels(rooms());
            case "price" -> range("search.price", words().price(units.priceMin()), words().price(units.priceMax()));
            case "area" -> range("search.area", words().area(units.areaMin()), words().area(units.areaMax()));
            case "completion" ->
                params().get("completionBefore").stream()
                        .map(q -> ui.t("search.by-quarter", quarter(q)))
                        .toList();
            case "district" -> labels(districts());
            case "class" -> labels(classes());
            case "developer" -> labels(developerOptions());
            default -> labels(programmeOptions());
        };
    }

    private static List<String> labels(List<Option> options) {
        return options.stream().filter(Option::chosen).map(Option::label).toList();
    }

    private List<String> range(String key, String from, String to) {
        if (from.isEmpty() && to.isEmpty()) {
            return List.of();
        }
        return List.of(
                from.isEmpty()
                        ? ui.t(key + ".to", to)
                        : to.isEmpty() ? ui.t(key + ".from", from) : ui.t(key + ".between", from, to));
    }

    public List<Chip> chips() {
        var chips = new ArrayList<Chip>();
        var params = params().without("page");
        for (var filter : params.filters()) {
            for (var value : params.get(filter)) {
                chips.add(new Chip(words().one(filter, value), href(params.without(filter, value))));
            }
        }
        return chips;
    }

    /** {@code без срока сдачи: +18}. */
    public String looser(Loosened loosened) {
        return ui.t("search.without." + loosened.filter(), loosened.complexes());
    }

    public String looserHref(Loosened loosened) {
        return href(params().without(new String[] {loosened.filter(), "page"}));
    }
}
