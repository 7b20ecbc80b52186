package io.kvartal.catalogue.web;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.output.StringOutput;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.ComplexId;
import io.kvartal.catalogue.Storefront;
import io.kvartal.catalogue.Storefront.Offer;
import io.kvartal.catalogue.Unit;
import io.kvartal.catalogue.UnitFilter;
import io.kvartal.catalogue.UnitId;
import io.kvartal.catalogue.UnitState;
import io.kvartal.catalogue.web.ComplexPage.Blocks;
import io.kvartal.catalogue.web.ComplexPage.Calculator;
import io.kvartal.platform.web.Templates;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.TenantId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What search engines read, parsed as they would. */
class StructuredTests {
    /** The day on which {@link Ui#sample} stands. */
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @ParameterizedTest
    @EnumSource(Lang.class)
    void aComplexIsDescribedWithItsOffersAndItsPath(Lang lang) {
        var graph = read(page(lang, "Park", offer(24_900_000, TODAY), offer(41_000_000, TODAY.minusDays(3))));
        var complex = node(graph, "ApartmentComplex");
        assertThat(complex.at("/name").asString()).isEqualTo("Park");
        assertThat(complex.at("/geo/latitude").asDouble()).isEqualTo(43.2);
        assertThat(complex.at("/address/addressCountry").asString()).isEqualTo("KZ");
        assertThat(complex.at("/numberOfAvailableAccommodationUnits/value").asInt())
                .isEqualTo(2);
        var listing = node(graph, "RealEstateListing");
        var url = "https://kvartal.example/" + lang.code() + "/zhk/park";
        assertThat(listing.at("/url").asString()).isEqualTo(url);
        assertThat(listing.at("/mainEntity/@id").asString())
                .isEqualTo(complex.at("/@id").asString());
        var offers = listing.at("/offers");
        assertThat(offers.at("/@type").asString()).isEqualTo("AggregateOffer");
        assertThat(offers.at("/lowPrice").asString()).isEqualTo("24900000");
        assertThat(offers.at("/highPrice").asString()).isEqualTo("41000000");
        assertThat(offers.at("/priceCurrency").asString()).isEqualTo("KZT");
        assertThat(offers.at("/offerCount").asInt()).isEqualTo(2);
        var crumbs = node(graph, "BreadcrumbList").at("/itemListElement");
        assertThat(crumbs.size()).isEqualTo(4);
        for (int i = 0; i < 4; i++) {
            assertThat(crumbs.get(i).at("/position").asInt()).isEqualTo(i + 1);
            assertThat(crumbs.get(i).at("/item").asString()).startsWith("https://kvartal.example/" + lang.code() + "/");
        }
        assertThat(crumbs.get(3).at("/item").asString()).isEqualTo(url);
    }

    @Test
    void anOldPriceIsNoOffer() {
        var mixed = read(
                page(Lang.RU, "Park", offer(9_000_000, TODAY.minusDays(31)), offer(24_900_000, TODAY.minusDays(30))));
        var offers = node(mixed, "RealEstateListing").at("/offers");
        assertThat(offers.at("/lowPrice").asString()).isEqualTo("24900000");
        assertThat(offers.at("/offerCount").asInt()).isEqualTo(1);
        for (var page : List.of(page(Lang.RU, "Park", offer(9_000_000, TODAY.minusDays(31))), page(Lang.RU, "Park"))) {
            assertThat(node(read(page), "RealEstateListing").has("offers")).isFalse();
        }
        assertThat(page(Lang.RU, "Park", offer(9_000_000, TODAY.minusDays(31))).stale())
                .isTrue();
        assertThat(page(Lang.RU, "Park", offer(9_000_000, TODAY.minusDays(30))).stale())
                .isFalse();
    }

    @Test
    void noTelephoneNumberIsGivenAway() {
        assertThat(text(page(Lang.RU, "Park", offer(24_900_000, TODAY)))).doesNotContain("7272000001");
    }

    @Test
    void aNameCannotEndTheBlock() {
        var name = "</script><script>alert('&')</script>\u2028";
        var page = page(Lang.EN, name, offer(24_900_000, TODAY));
        assertThat(text(page).indexOf("</script>")).isEqualTo(text(page).lastIndexOf("</script>"));
        assertThat(node(read(page), "ApartmentComplex").at("/name").asString()).isEqualTo(name);
        assertThat(new Templates().wholeText("catalogue/complex", page)).doesNotContain("<script>alert");
    }

    @Test
    void thePageCarriesTheBlockOnce() {
        var html = new Templates().wholeText("catalogue/complex", page(Lang.KK, "Park", offer(24_900_000, TODAY)));
        assertThat(Pattern.compile("application/ld\\+json").matcher(html).results())
                .hasSize(1);
    }

    private static JsonNode read(ComplexPage page) {
        var block = Pattern.compile("^<script type=\"application/ld\\+json\">(.*)</script>\\s*$", Pattern.DOTALL)
                .matcher(text(page));
        assertThat(block.matches()).isTrue();
        var json = JsonMapper.shared().readTree(block.group(1));
        assertThat(json.at("/@context").asString()).isEqualTo("https://schema.org");
        return json.at("/@graph");
    }

    private static JsonNode node(JsonNode graph, String type) {
        for (var node : graph) {
            if (node.at("/@type").asString().equals(type)) {
                return node;
            }
        }
        throw new AssertionError("no " + type);
    }

    private static String text(ComplexPage page) {
        var out = new StringOutput();
        page.structured().writeTo(out);
        return out.toString();
    }

    private static Offer offer(long price, LocalDate asOf) {
        var unit = new Unit(
                new UnitId(Ids.next()),
                new ComplexId(Ids.next()),
                "1",
                2,
                new BigDecimal("54.5"),
                3,
                Money.kzt(price),
                asOf,
                UnitState.AVAILABLE);
        return new Offer(unit, "1", null, 9, null, 2027 * 4 + 3, false);
    }

    private static ComplexPage page(Lang lang, String name, Offer... offers) {
        var complex = new Complex(
                new ComplexId(Ids.next()),
                "park",
                name,
                TenantId.of("018f0000-0000-7000-8000-000000000001"),
                "alatau-development",
                "Alatau Development",
                "almaty",
                "bostandyk",
                "comfort",
                43.2,
                76.9,
                2027,
                4,
                new PhoneNumber("+77272000001"),
                new PhoneNumber("+77272000001"),
                null);
        return new ComplexPage(
                Ui.sample(lang),
                new Storefront.View(
                        complex, null, null, Instant.parse("2026-11-20T04:00:00Z"), false, List.of(), List.of(offers)),
                new UnitsQuery(UnitFilter.ANY, "price", 1, 10),
                List.of(offers),
                List.of(),
                List.of(),
                List.of(),
                new Calculator(Money.kzt(25_000_000), Money.kzt(5_000_000), 240, List.of(), null),
                new Blocks(List.of(), List.of(), List.of()),
                ComplexPage.More.NONE);
    }
}
