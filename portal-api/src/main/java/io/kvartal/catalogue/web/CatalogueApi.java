package io.kvartal.catalogue.web;

import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.KnownVersion;
import io.kvartal.catalogue.PerVersion;
import io.kvartal.catalogue.Places;
import io.kvartal.catalogue.Storefront;
import io.kvartal.catalogue.Storefront.Offer;
import io.kvartal.catalogue.content.HandOver;
import io.kvartal.catalogue.content.HandOvers;
import io.kvartal.catalogue.content.Showcase;
import io.kvartal.mortgage.Mortgages;
import io.kvartal.mortgage.Programme;
import io.kvartal.mortgage.Quotes;
import io.kvartal.platform.web.Languages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Public JSON of cities and of one complex. */
@RestController
@RequestMapping("/api/v1")
class CatalogueApi {
    private static final int ANSWERS_KEPT = 2_000;

    private final Storefront storefront;
    private final Mortgages mortgages;
    private final Showcase showcase;
    private final HandOvers handOvers;
    private final JsonMapper json;
    private final Clock clock;
    private final PerVersion<Asked, Written> complexes;

    CatalogueApi(
            Storefront storefront,
            Mortgages mortgages,
            Showcase showcase,
            HandOvers handOvers,
            JsonMapper json,
            Clock clock,
            KnownVersion version) {
        this.storefront = storefront;
        this.mortgages = mortgages;
        this.showcase = showcase;
        this.handOvers = handOvers;
        this.json = json;
        this.clock = clock;
        this.complexes = new PerVersion<>(version, ANSWERS_KEPT);
    }

    /** What an answer about a complex depends on besides the catalogue. */
    private record Asked(String slug, Lang lang, LocalDate day) {}

    /** @param tag of the bytes, so that it outlives versions in which this complex did not change */
    private record Written(byte[] body, String tag) {}

    record CityView(String slug, String name, int complexes, int units) {}

    record UnitView(
            String id,
            @Nullable String number,
            String building,
            int rooms,
            BigDecimal area,
            @Nullable BigDecimal kitchen,
            int floor,
            @Nullable Integer floors,
            ComplexView.Completion completion,
            boolean finished,
            Money price,
            Money pricePerMeter,
            LocalDate priceAsOf,
            @Nullable Money monthlyFrom,
            @Nullable String monthlyProgramme,
            List<String> programmes) {}

    record PageView(int number, int size, int totalItems, int totalPages) {}

    record UnitsView(List<UnitView> items, PageView page) {}

    record History(List<Storefront.PricePoint> items) {}

    /** A list without a wrapper: there are as many cities as the portal serves, and no more. */
    @GetMapping("/cities")
    Mono<List<CityView>> cities(Ui ui) {
        return storefront.cities().map(stock -> Places.cities().stream()
                .map(city -> stock.stream()
                        .filter(s -> s.city().equals(city.slug()))
                        .findFirst()
                        .map(s -> new CityView(city.slug(), city.name().in(ui.lang()), s.complexes(), s.units()))
                        .orElse(new CityView(city.slug(), city.name().in(ui.lang()), 0, 0)))
                .toList());
    }

    /** In the language of {@code Accept-Language} or {@code ?lang=}. */
    @GetMapping("/complexes/{slug}")
    @ApiResponse(content = @Content(schema = @Schema(implementation = ComplexView.class)))
    Mono<ResponseEntity<byte[]>> complex(@PathVariable String slug, ServerWebExchange exchange) {
        var asked = new Asked(slug, Languages.of(exchange), LocalDate.ofInstant(clock.instant(), Ui.ZONE));
        return complexes.get(asked, () -> view(asked).map(this::written)).map(written -> ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noCache())
                .varyBy(HttpHeaders.ACCEPT_LANGUAGE)
                .eTag(written.tag)
                .body(written.body));
    }

    private Mono<ComplexView> view(Asked asked) {
        return storefront
                .view(asked.slug)
                .flatMap(view -> showcase.published(view.complex().id()).flatMap(content -> handOvers
                        .of(view.complex().developer())
                        .map(record ->
                                ComplexView.of(view, content, HandOver.summary(record), asked.lang, asked.day))));
    }

    private Written written(ComplexView view) {
        var body = json.writeValueAsBytes(view);
        return new Written(body, "\"" + DigestUtils.md5DigestAsHex(body) + "\"");
    }

    /** The same unit filters as in search; {@code sort=price|-price|area|floor}; paged. */
    @GetMapping("/complexes/{slug}/units")
    Mono<UnitsView> units(@PathVariable String slug, @RequestParam MultiValueMap<String, String> params) {
        var question = UnitsQuery.strict(params);
        return storefront.view(slug).flatMap(view -> mortgages.inForce().map(programmes -> {
            var found = question.apply(view, programmes);
            return new UnitsView(
                    question.page(found).stream()
                            .map(o -> unit(o, view.complex(), programmes))
                            .toList(),
                    new PageView(question.number(), question.size(), found.size(), question.pages(found.size())));
        }));
    }

    @GetMapping("/complexes/{slug}/price-history")
    Mono<History> prices(@PathVariable String slug) {
        return storefront
                .view(slug)
                .flatMap(view -> storefront.prices(view.complex().id()))
                .map(History::new);
    }

    private static UnitView unit(Offer offer, Complex complex, List<Programme> programmes) {
        var unit = offer.unit();
        var monthly = Quotes.lowest(programmes, unit.price(), complex.city(), offer.finished());
        return new UnitView(
                unit.id().toString(),
                offer.number(),
                offer.building(),
                unit.rooms(),
                unit.area(),
                offer.kitchen(),
                unit.floor(),
                offer.floors(),
                new ComplexView.Completion(offer.completion() / 4, offer.completion() % 4 + 1),
                offer.finished(),
                unit.price(),
                UnitsQuery.perMeter(unit),
                unit.priceAsOf(),
                monthly.map(Quotes.Monthly::payment).orElse(null),
                monthly.map(m -> m.programme().code()).orElse(null),
                programmes.stream()
                        .filter(p -> p.fits(unit.price(), complex.city(), offer.finished()))
                        .map(Programme::code)
                        .toList());
    }
}
