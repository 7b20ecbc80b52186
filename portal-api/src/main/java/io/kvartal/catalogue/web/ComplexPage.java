package io.kvartal.catalogue.web;

import gg.jte.Content;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.Storefront;
import io.kvartal.catalogue.Storefront.Offer;
import io.kvartal.catalogue.Storefront.PricePoint;
import io.kvartal.catalogue.Unit;
import io.kvartal.catalogue.content.HandOver;
import io.kvartal.catalogue.content.Nearby;
import io.kvartal.catalogue.content.Presentation;
import io.kvartal.catalogue.content.Presentation.Promotion;
import io.kvartal.mortgage.Programme;
import io.kvartal.mortgage.Quote;
import io.kvartal.mortgage.Quotes;
import io.kvartal.mortgage.Quotes.Monthly;
import io.kvartal.platform.web.JsonLd;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one complex.
 *
 * @param found units that pass the page's own filters, in order
 * @param calculator what the calculator was asked, and its answers
 * @param blocks pieces that other contexts contribute, by place
 * @param more what the feed does not carry
 */
public record ComplexPage(
        Ui ui,
        Storefront.View view,
        UnitsQuery question,
        List<Offer> found,
        List<Programme> programmes,
        List<PricePoint> prices,
        List<Complex> siblings,
        Calculator calculator,
        Blocks blocks,
        More more)
        implements Page {
    private static final int STALE_DAYS = 30;

    /** @param complaint what of the input could not be read; the defaults stand in then */
    public record Calculator(
            Money price,
            Money down,
            int months,
            List<Quote> quotes,
            @Nullable String complaint) {}

    public record Blocks(List<Content> card, List<Content> middle, List<Content> end) {}

    /**
     * @param view which tab of the gallery is open
     * @param chosen the unit that the calculator is bound to
     * @param preview shows a draft to whoever edits it
     */
    public record More(
            Presentation content,
            List<Nearby> nearby,
            List<HandOver> handOvers,
            String view,
            @Nullable Offer chosen,
            boolean preview) {
        static final More NONE = new More(Presentation.EMPTY, List.of(), List.of(), "", null, false);
    }

    /** Flats of one number of rooms. */
    public record Rooms(
            int rooms,
            int units,
            BigDecimal areaFrom,
            Money priceFrom,
            @Nullable Monthly monthly) {}

    public Complex complex() {
        return view.complex();
    }

    @Override
    public String title() {
        return ui.t("catalogue.complex.title", complex().name(), complex().cityIn(ui.lang()));
    }

    @Override
    public String description() {
        var from = priceFrom();
        return from == null
                ? ui.t(
                        "catalogue.complex.description.sold",
                        complex().name(),
                        complex().cityIn(ui.lang()))
                : ui.t(
                        "catalogue.complex.description",
                        complex().name(),
                        complex().cityIn(ui.lang()),
                        from,
                        view.offers().size());
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
        return List.of("/portal-api/catalogue.css", "/portal-api/complex.css");
    }

    @Override
    public List<String> scripts() {
        return List.of("/portal-api/complex.js");
    }

    @Override
    public String menuCity() {
        return complex().city();
    }

    @Override
    public String image() {
        return gallery().preview();
    }

    @Override
    public boolean hidden() {
        return more.preview;
    }

    /** The page may carry a number that was leased to this visitor. */
    @Override
    public boolean personal() {
        return true;
    }

    // ---- head ----

    public Gallery gallery() {
        return new Gallery(ui, complex(), more.content, byRooms(), more.view);
    }

    public String quarter(int completion) {
        return ui.t("catalogue.quarter." + (completion % 4 + 1), String.valueOf(completion / 4));
    }

    public boolean handedOver() {
        return !view.offers().isEmpty() && view.offers().stream().allMatch(Offer::finished);
    }

    /** When the first or the only building is ready. */
    public String deadline() {
        return handedOver()
                ? ui.t("catalogue.ready")
                : quarter(complex().completionYear() * 4 + complex().completionQuarter() - 1);
    }

    public Optional<Offer> cheapest() {
        return view.offers().stream().findFirst();
    }

    public @Nullable Money priceFrom() {
        return cheapest().map(o -> o.unit().price()).orElse(null);
    }

    public Money perMeterFrom() {
        return view.offers().stream()
                .map(o -> perMeter(o.unit()))
                .min(Comparator.naturalOrder())
                .orElse(Money.ZERO_KZT);
    }

    public Money perMeter(Unit unit) {
        return UnitsQuery.perMeter(unit);
    }

    public Optional<Monthly> monthly() {
        return cheapest().flatMap(this::monthly);
    }

    public Optional<Monthly> monthly(Offer offer) {
        return Quotes.lowest(programmes, offer.unit().price(), complex().city(), offer.finished());
    }

    /** Under a monthly payment always stands on which terms: {@code 7-20-25: 7 %, взнос 5 млн ₸, 25 лет}. */
    public String terms(Monthly monthly) {
        return ui.t(
                "catalogue.terms",
                monthly.programme().name().in(ui.lang()),
                ui.number(monthly.programme().rate()),
                ui.moneyShort(monthly.down()),
                monthly.months() / 12);
    }

    /** Day of the newest price. */
    public Optional<LocalDate> pricesOf() {
        return view.offers().stream().map(o -> o.unit().priceAsOf()).max(Comparator.naturalOrder());
    }

    public boolean stale() {
        return pricesOf().map(day -> !fresh(day)).orElse(false);
    }

    boolean fresh(Offer offer) {
        return fresh(offer.unit().priceAsOf());
    }

    private boolean fresh(LocalDate day) {
        return !day.isBefore(LocalDate.ofInstant(ui.now(), Ui.ZONE).minusDays(STALE_DAYS));
    }

    /** The same for search engines. */
    public Content structured() {
        return JsonLd.of(new Structured(this).facts());
    }

    // ---- units ----

    public List<Rooms> byRooms() {
        var groups = new TreeMap<Integer, List<Offer>>();
        view.offers().forEach(o -> groups.computeIfAbsent(Math.min(4, o.unit().rooms()), k -> new ArrayList<>())
                .add(o));
        return groups.entrySet().stream()
                .map(e -> rooms(e.getKey(), e.getValue()))
                .toList();
    }

    private Rooms rooms(int rooms, List<Offer> offers) {
        var cheapest = offers.getFirst();
        var area = offers.stream().map(o -> o.unit().area()).min(Comparator.naturalOrder());
        return new Rooms(
                rooms,
                offers.size(),
                area.orElseThrow(),
                cheapest.unit().price(),
                monthly(cheapest).orElse(null));
    }

    public String rooms(Unit unit) {
        return unit.rooms() > 4
                ? ui.t("catalogue.rooms.many", unit.rooms())
                : ui.t(unit.rooms() == 4 ? "catalogue.rooms.four" : "catalogue.rooms." + unit.rooms());
    }

    public List<Offer> page() {
        return question.page(found);
    }

    public int pages() {
        return question.pages(found.size());
    }

    public Set<Integer> chosenRooms() {
        return question.filter().rooms();
    }

    public String unitsHref(@Nullable Integer rooms, String sort, int number) {
        var query = new ArrayList<String>();
        if (rooms != null) {
            query.add("rooms=" + rooms);
        }
        if (!sort.equals("price")) {
            query.add("sort=" + sort);
        }
        if (number > 1) {
            query.add("page=" + number);
        }
        return href() + (query.isEmpty() ? "" : "?" + String.join("&", query)) + "#units";
    }

    public @Nullable Integer onlyRooms() {
        return chosenRooms().size() == 1 ? chosenRooms().iterator().next() : null;
    }

    public String href() {
        return ui.href("/zhk/" + complex().slug());
    }

    public String plan(Unit unit) {
        return "/img/plan/" + Math.min(unit.rooms(), 5) + "-" + unit.area().intValue() + ".svg";
    }

    public String calculatorHref(Unit unit) {
        return href() + "?unit=" + unit.id() + "#payment";
    }

    // ---- prices over time ----

    public PriceHistory history() {
        return new PriceHistory(prices);
    }

    public Content chart() {
        return PriceChart.of(ui, prices);
    }

    // ---- what the feed does not carry ----

    public LocalDate today() {
        return LocalDate.ofInstant(ui.now(), Ui.ZONE);
    }

    public List<Promotion> promotions() {
        return more.content.promotionsOn(today());
    }

    public ComplexExtras extras() {
        return new ComplexExtras(ui, more.content);
    }

    public HandOver.Summary record() {
        return HandOver.summary(more.handOvers);
    }

    public Content map() {
        return AreaMap.of(ui, complex(), more.nearby);
    }

    /** Parts of the page that have something to show, for the bar of anchors. */
    public List<String> parts() {
        var parts = new ArrayList<String>();
        if (!view.offers().isEmpty()) {
            parts.add("units");
            parts.add("board");
        }
        parts.addAll(List.of("payment", "prices", "buildings"));
        if (!more.content.progress().isEmpty()) {
            parts.add("progress");
        }
        parts.addAll(List.of("map", "papers"));
        if (!more.content.facts().isEmpty()) {
            parts.add("facts");
        }
        parts.add("developer");
        return parts;
    }

    // ---- calculator ----

    public String obstacle(Quote.Obstacle obstacle) {
        return ui.t("mortgage.obstacle." + obstacle.code(), obstacle.args());
    }

    public long whole(Money money) {
        return money.amount().longValue();
    }
}
