package io.kvartal.catalogue.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.platform.web.Messages;
import io.kvartal.platform.xml.BrokenXml;
import io.kvartal.shared.Lang;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import kvartal.testing.Yrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YrlRulesTests {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 16);

    private record Checked(RawOffer raw, OfferRules.Result result) {
        FeedOffer offer() {
            return result.offer();
        }

        List<String> codes() {
            return result.findings().stream().map(Finding::code).toList();
        }
    }

    private static List<Checked> read(String feed) {
        var rules = new OfferRules(FeedFormat.YRL, KnownComplexes.NONE, TODAY);
        var list = new ArrayList<Checked>();
        try (var reader = FeedFormat.YRL.open(
                new ByteArrayInputStream(feed.getBytes(StandardCharsets.UTF_8)), ReadOptions.PLAIN)) {
            for (var raw = reader.next(); raw != null; raw = reader.next()) {
                list.add(new Checked(raw, rules.check(raw, reader.generationDate())));
            }
        }
        return list;
    }

    private static Checked one(String from, String to) {
        return read(Yrl.feed(Yrl.offer("a", o -> {
                    assertThat(o).contains(from);
                    return o.replace(from, to);
                })))
                .getFirst();
    }

    @Test
    void aGoodOfferIsReadWhole() {
        var offer = read(Yrl.feed(Yrl.offer("a"))).getFirst();
        assertThat(offer.codes()).isEmpty();
        assertThat(offer.offer().priceMinor()).isEqualTo(2_500_000_000L);
        assertThat(offer.offer().area()).isEqualTo(new BigDecimal("50.50"));
        assertThat(offer.offer().city()).isEqualTo("almaty");
        assertThat(offer.offer().district()).isEqualTo("medeu");
        assertThat(offer.offer().asOf()).isEqualTo(LocalDate.of(2026, 11, 15));
        assertThat(offer.offer().salesOffice()).isEqualTo("+77000001001");
    }

    @Test
    void theNamespaceMayBeMissing() {
        var feed = Yrl.feed(Yrl.offer("a")).replaceAll(" xmlns=\"[^\"]+\"", "");
        assertThat(read(feed)).hasSize(1).allSatisfy(o -> assertThat(o.offer()).isNotNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "да", "true", "+", "TRUE", "Да", "yes", "иә"})
    void truthIsSpelledInManyWays(String yes) {
        assertThat(one("<rooms>2</rooms>", "<studio>" + yes + "</studio>")
                        .offer()
                        .rooms())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // from | to | code; a leading ! means that the offer is rejected
                "<value>50.5</value> | <value>50,5</value> | ",
                "<value>25000000</value> | <value>25 000 000,00</value> | ",
                "<unit>кв. м</unit></area> | <unit>sqm</unit></area> | ",
                "<unit>кв. м</unit></area> | <unit>м²</unit></area> | ",
                "<rooms>2</rooms> | <studio>1</studio> | ",
                "<rooms>2</rooms> | <rooms>2.0</rooms> | ",
                "<currency>KZT</currency> | <currency>тенге</currency> | ",
                "<built-year>2027</built-year><ready-quarter>4</ready-quarter> | <built-year>2027</built-year> |"
                        + " MISSING_QUARTER",
                "<building-state>unfinished</building-state><built-year>2027</built-year> |"
                        + " <building-state>hand-over</building-state> | ",
                "<phone>+7 700 000 10 01</phone> | <phone>8 700 000 10 01</phone> | ",
                "<phone>+7 700 000 10 01</phone> | <phone>звоните</phone> | INVALID_PHONE",
                "Медеуский район | район Медеу | ",
                "Медеуский район | Марсианский | UNKNOWN_DISTRICT",
                "<latitude>43.24</latitude> | <latitude>55.75</latitude> | COORDINATES_FAR",
                "<latitude>43.24</latitude> |  | MISSING_COORDINATES",
                "<floor>3</floor> | <floor>12</floor> | FLOOR_GT_TOTAL",
                "<rooms>2</rooms> | <rooms>2</rooms><image>plan.png</image> | INVALID_MEDIA_URL",
                "<rooms>2</rooms> | <rooms>2</rooms><apartments>maybe</apartments> | INVALID_BOOLEAN",
                "<rooms>2</rooms> | <rooms>2</rooms><status>под вопросом</status> | UNKNOWN_STATUS",
                "2026-11-15T09:00:00+05:00 | 2026-09-01 | STALE_OFFER",
                "2026-11-15T09:00:00+05:00 | вчера | INVALID_DATE",
                "<value>28</value> | <value>2x</value> | INVALID_DECIMAL",
                "internal-id=\"a\" | internal-id=\" \" | !MISSING_ID",
                "<value>25000000</value> |  | !MISSING_PRICE",
                "<value>25000000</value> | <value>дорого</value> | !INVALID_DECIMAL",
                "<value>25000000</value> | <value>1.500,00</value> | !INVALID_DECIMAL",
                "<value>25000000</value> | <value>-5</value> | !INVALID_DECIMAL",
                "<value>25000000</value> | <value>25000</value> | !PRICE_IMPLAUSIBLE",
                "<currency>KZT</currency> | <currency>RUR</currency> | !FOREIGN_CURRENCY",
                "<currency>KZT</currency> | <currency>бубль</currency> | !UNKNOWN_CURRENCY",
                "<currency>KZT</currency> |  | !MISSING_CURRENCY",
                "<unit>кв. м</unit></area> | <unit>сотка</unit></area> | !UNKNOWN_AREA_UNIT",
                "<value>50.5</value> |  | !MISSING_AREA",
                "<value>28</value> | <value>58</value> | !LIVING_GT_TOTAL",
                "<rooms>2</rooms> |  | !MISSING_ROOMS",
                "<rooms>2</rooms> | <rooms>две</rooms> | !INVALID_INTEGER",
                "<floor>3</floor> |  | !MISSING_FLOOR",
                "<building-name>Тест Парк</building-name> |  | !MISSING_COMPLEX",
                "<built-year>2027</built-year> |  | !MISSING_COMPLETION",
                "<locality-name>Алматы</locality-name> | <locality-name>Париж</locality-name> | !UNKNOWN_CITY",
                "<new-flat>да</new-flat> | <new-flat>нет</new-flat> | !NOT_NEW_FLAT",
                "<type>продажа</type> | <type>аренда</type> | !NOT_A_SALE",
                "<category>квартира</category> | <category>гараж</category> | !NOT_A_FLAT"
            })
    void quirksAreUnderstoodAndDefectsNamed(String from, String to, String expected) {
        var checked = one(from, to == null ? "" : to);
        if (expected == null) {
            assertThat(checked.codes()).isEmpty();
            assertThat(checked.offer()).isNotNull();
        } else {
            boolean rejected = expected.startsWith("!");
            assertThat(checked.codes()).contains(rejected ? expected.substring(1) : expected);
            assertThat(checked.offer() == null).isEqualTo(rejected);
        }
    }

    @Test
    void everyDefectOfAnOfferIsNamedNotOnlyTheFirst() {
        var checked = read(Yrl.feed(Yrl.offer("a", o -> o.replace("<rooms>2</rooms>", "")
                        .replace("<currency>KZT</currency>", "")
                        .replace("Алматы", "?"))))
                .getFirst();
        assertThat(checked.codes()).contains("MISSING_ROOMS", "MISSING_CURRENCY", "UNKNOWN_CITY");
    }

    @Test
    void everyOfferKnowsItsLine() {
        var feed = Yrl.feed(Yrl.offer("a"), Yrl.offer("b", o -> o.replace("<rooms>2</rooms>", "")), Yrl.offer("a"));
        var lines = feed.lines().toList();
        var read = read(feed);
        assertThat(read)
                .allSatisfy(o -> assertThat(lines.get(o.raw().line() - 1)).startsWith("<offer "));
        assertThat(read.get(1).raw().line()).isEqualTo(lines.indexOf("<offer internal-id=\"b\">") + 1);
    }

    @Test
    void aLineIsThatOfTheTagEvenWhenAttributesTakeSeveral() {
        var feed = Yrl.feed(Yrl.offer("a", o -> o.replace("<offer internal-id", "<offer\n\n  internal-id")));
        assertThat(feed.lines().toList().get(read(feed).getFirst().raw().line() - 1))
                .isEqualTo("<offer");
    }

    @Test
    void markupLeavesTheDescriptionAndTheFlatNumberIsFound() {
        var escaped = one(
                "<rooms>2</rooms>",
                "<rooms>2</rooms><description>&lt;b&gt;Продается&lt;/b&gt; квартира 1017 &amp;amp; парк</description>");
        assertThat(escaped.offer().description()).isEqualTo("Продается квартира 1017 & парк");
        assertThat(escaped.offer().number()).isEqualTo("1017");
        var nested = one("<rooms>2</rooms>", "<rooms>2</rooms><description>Свет <b>и</b> <i>простор</i></description>");
        assertThat(nested.offer().description()).contains("Свет").contains("простор");
        var cdata = one("<rooms>2</rooms>", "<rooms>2</rooms><description><![CDATA[<p>Тихий двор</p>]]></description>");
        assertThat(cdata.offer().description()).isEqualTo("Тихий двор");
    }

    @Test
    void anAddressMayStandOutsideTheLocation() {
        var feed = Yrl.feed(Yrl.offer(
                "a", o -> o.replaceAll("(?s)<location>.*</location>", "<Address>Алматы, ул. Абая, 5</Address>")));
        var offer = read(feed).getFirst();
        assertThat(offer.offer().city()).isEqualTo("almaty");
        assertThat(offer.offer().address()).isEqualTo("Алматы, ул. Абая, 5");
    }

    @Test
    void aPriceForTheSquareMetreIsMultiplied() {
        var checked = one("<value>25000000</value>", "<value>500000</value><unit>кв. м</unit>");
        assertThat(checked.offer().priceMinor()).isEqualTo(2_525_000_000L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<realty-feed><offer internal-id=\"a\"></realty-feed> | not-well-formed",
                "<feed></feed> | wrong-root",
                "'' | not-well-formed",
                "no xml at all | not-well-formed",
                "<realty-feed><offer internal-id=\"a\"><rooms>2 | not-well-formed",
                "<!DOCTYPE realty-feed SYSTEM \"http://127.0.0.1/x.dtd\"><realty-feed/> | dtd-forbidden",
                "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><realty-feed>&x;</realty-feed> |"
                        + " dtd-forbidden",
                "<!DOCTYPE r [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><realty-feed>&b;</realty-feed> | dtd-forbidden",
                "<realty-feed><offer internal-id=\"a\"><description>&xxe;</description></offer></realty-feed> |"
                        + " not-well-formed"
            })
    void aBrokenDocumentIsRefusedWhole(String document, String code) {
        assertThatThrownBy(() -> read(document)).isInstanceOfSatisfying(BrokenXml.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }

    @Test
    void depthAndTextAreBounded() {
        assertThatThrownBy(() -> read("<realty-feed>" + "<a>".repeat(40)))
                .isInstanceOfSatisfying(
                        BrokenXml.class, e -> assertThat(e.code()).isEqualTo("too-deep"));
        assertThatThrownBy(() -> one("<rooms>2</rooms>", "<rooms>" + "2".repeat(70_000) + "</rooms>"))
                .isInstanceOfSatisfying(
                        BrokenXml.class, e -> assertThat(e.code()).isEqualTo("text-too-long"));
        assertThatThrownBy(
                        () -> read("<realty-feed><offer internal-id=\"" + "x".repeat(3_000_000) + "\"/></realty-feed>"))
                .isInstanceOf(BrokenXml.class);
    }

    @Test
    void aBreakSaysWhereItIs() {
        assertThatThrownBy(() -> read("<realty-feed>\n<offer internal-id=\"a\">\n  </price>\n</offer></realty-feed>"))
                .isInstanceOfSatisfying(BrokenXml.class, e -> {
                    assertThat(e.line()).isEqualTo(3);
                    assertThat(e.column()).isPositive();
                });
    }

    @Test
    void everyCodeHasASentenceInThreeLanguages() {
        var messages = new Messages(true);
        for (var code : codes()) {
            for (var lang : Lang.values()) {
                assertThat(messages.text(lang, "catalogue.feed." + code, "1", "2", "3"))
                        .isNotBlank()
                        .doesNotContain("{");
                assertThat(code.endsWith("_GUARD") || messages.has(lang, "catalogue.feeds.code." + code))
                        .as(code)
                        .isTrue();
            }
        }
    }

    private static List<String> codes() {
        return List.of(
                "MISSING_ID",
                "ID_REUSED",
                "NOT_A_SALE",
                "NOT_A_FLAT",
                "NOT_NEW_FLAT",
                "MISSING_PRICE",
                "INVALID_DECIMAL",
                "INVALID_INTEGER",
                "INVALID_BOOLEAN",
                "INVALID_DATE",
                "MISSING_CURRENCY",
                "UNKNOWN_CURRENCY",
                "FOREIGN_CURRENCY",
                "UNKNOWN_PRICE_UNIT",
                "PRICE_IMPLAUSIBLE",
                "MISSING_AREA",
                "UNKNOWN_AREA_UNIT",
                "LIVING_GT_TOTAL",
                "MISSING_ROOMS",
                "MISSING_FLOOR",
                "FLOOR_GT_TOTAL",
                "MISSING_COMPLEX",
                "UNKNOWN_CITY",
                "UNKNOWN_DISTRICT",
                "MISSING_COORDINATES",
                "COORDINATES_FAR",
                "UNKNOWN_BUILDING_STATE",
                "MISSING_COMPLETION",
                "MISSING_QUARTER",
                "STALE_OFFER",
                "UNKNOWN_STATUS",
                "MISSING_PHONE",
                "INVALID_PHONE",
                "INVALID_MEDIA_URL",
                "STALE_FEED",
                "MISSING_GENERATION_DATE",
                "MASS_DELETE_GUARD",
                "PRICE_JUMP_GUARD",
                "ID_TAKEN_GUARD",
                "PRICE_JUMP",
                "ID_TAKEN",
                "MISSING_COMPLEX_KEY",
                "UNKNOWN_COMPLEX",
                "UNKNOWN_BUILDING");
    }
}
