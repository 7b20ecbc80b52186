package io.kvartal.catalogue.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.KnownVersion;
import io.kvartal.catalogue.PerVersion;
import io.kvartal.catalogue.Places;
import io.kvartal.catalogue.Storefront;
import io.kvartal.catalogue.Storefront.Offer;
import io.kvartal.mortgage.Mortgages;
import io.kvartal.mortgage.Programme;
import io.kvartal.mortgage.Quotes;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Public JSON of cities and of one complex. */
@RestController
@RequestMapping("/api/v1")
class CatalogueApi {
    private static final int ANSWERS_KEPT = 2_000;

    private final Storefront storefront;
    private final Mortgages mortgages;
    private final JsonMapper json;
    private final PerVersion<String, Written> complexes;

    CatalogueApi(Storefront storefront, Mortgages mortgages, JsonMapper json, KnownVersion version) {
        this.storefront = storefront;
        this.mortgages = mortgages;
        this.json = json;
        this.complexes = new PerVersion<>(version, ANSWERS_KEPT);
    }

    /** @param tag of the bytes, so that it outlives versions in which this complex did not change */
    private record Written(byte[] body, String tag) {}

    record CityView(String slug, String name, int complexes, int units) {}

    record Named(String slug, String name) {}

    record Location(double lat, double lon) {}

    record Completion(int year, int quarter) {}

    record BuildingView(
            String name, @Nullable Integer floors, String state, Completion completion, int unitsAvailable) {}

    record ComplexView(
            String id,
            String slug,
            String name,
            Named developer,
            String city,
            String district,
            @JsonProperty("class") String buildingClass,
            Location location,
            @Nullable String address,
            @Nullable String description,
            Completion completion,
            @Nullable Money priceFrom,
            @Nullable LocalDate priceAsOf,
            int unitsAvailable,
            List<BuildingView> buildings,
            String photo,
            Instant updatedAt) {}

    record UnitView(
            String id,
            @Nullable String number,
            String building,
            int rooms,
            BigDecimal area,
            @Nullable BigDecimal kitchen,
            int floor,
            @Nullable Integer floors,
            Completion completion,
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

    @GetMapping("/complexes/{slug}")
    @ApiResponse(content = @Content(schema = @Schema(implementation = ComplexView.class)))
    Mono<ResponseEntity<byte[]>> complex(@PathVariable String slug) {
        return complexes
                .get(slug, () -> storefront.view(slug).map(view -> written(view(view))))
                .map(written -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .cacheControl(CacheControl.noCache())
                        .eTag(written.tag)
                        .body(written.body));
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

    private static ComplexView view(Storefront.View view) {
        var c = view.complex();
        var cheapest = view.offers().isEmpty() ? null : view.offers().getFirst().unit();
        return new ComplexView(
                c.id().toString(),
                c.slug(),
                c.name(),
                new Named(c.developerSlug(), c.developerName()),
                c.city(),
                c.district(),
                c.buildingClass(),
                new Location(c.lat(), c.lon()),
                view.address(),
                view.description(),
                new Completion(c.completionYear(), c.completionQuarter()),
                cheapest == null ? null : cheapest.price(),
                cheapest == null ? null : cheapest.priceAsOf(),
                view.offers().size(),
                view.buildings().stream()
                        .map(b -> new BuildingView(
                                b.name(),
                                b.floors(),
                                b.state(),
                                new Completion(b.builtYear(), b.readyQuarter()),
                                b.unitsAvailable()))
                        .toList(),
                "/img/facade/" + c.slug() + ".svg",
                view.updatedAt());
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
                new Completion(offer.completion() / 4, offer.completion() % 4 + 1),
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
