package io.kvartal.catalogue.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.catalogue.feed.Documents.Flat;
import io.kvartal.catalogue.feed.KnownComplexes.KnownBuilding;
import io.kvartal.catalogue.feed.KnownComplexes.KnownComplex;
import io.kvartal.platform.xml.BrokenXml;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each format says the same flats; each says plainly what is wrong with one, and where. */
class FeedFormatTests {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 16);
    private static final KnownComplex PARK = new KnownComplex(
            "77",
            "Тест Парк",
            "almaty",
            "medeu",
            "пр. Достык, 1",
            43.24,
            76.95,
            "comfort",
            List.of(new KnownBuilding("h1", "1", 9, "unfinished", 2027, 4)));
    private static final KnownComplexes KNOWN = new KnownComplexes(Map.of("77", PARK, "тест парк", PARK));
    private static final ReadOptions TENGE = new ReadOptions("KZT", null, 1_000);

    private record Checked(RawOffer raw, OfferRules.Result result) {
        List<String> codes() {
            return result.findings().stream().map(Finding::code).toList();
        }
    }

    private static InputStream bytes(String document) {
        return new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Checked> read(FeedFormat format, String document, KnownComplexes known, ReadOptions options) {
        var rules = new OfferRules(format, known, TODAY);
        var list = new ArrayList<Checked>();
        try (var reader = format.open(bytes(document), options)) {
            for (var raw = reader.next(); raw != null; raw = reader.next()) {
                list.add(new Checked(raw, rules.check(raw, reader.generationDate())));
            }
        }
        return list;
    }

    private static List<Flat> flats(long seed) {
        var random = new Random(seed);
        var flats = new ArrayList<Flat>();
        for (int i = 0; i < 30; i++) {
            int rooms = random.nextInt(6);
            var area = BigDecimal.valueOf(3_000 + random.nextInt(9_000), 2);
            flats.add(new Flat(
                    "u-" + i,
                    String.valueOf(100 + i),
                    rooms,
                    area,
                    random.nextBoolean() ? BigDecimal.valueOf(1_500 + random.nextInt(1_000), 2) : null,
                    random.nextBoolean() ? BigDecimal.valueOf(700 + random.nextInt(900), 2) : null,
                    1 + random.nextInt(9),
                    9,
                    (500_000L + random.nextInt(400_000)) * area.intValue(),
                    random.nextInt(4) == 0 ? "booked" : "available"));
        }
        return flats;
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsRead(FeedFormat format) {
        for (long seed = 1; seed <= 20; seed++) {
            var flats = flats(seed);
            var read = read(format, Documents.write(format, flats), KNOWN, TENGE);
            assertThat(read).hasSameSizeAs(flats);
            for (int i = 0; i < flats.size(); i++) {
                equal(format, flats.get(i), read.get(i));
            }
        }
    }

    private static void equal(FeedFormat format, Flat flat, Checked checked) {
        var offer = checked.result.offer();
        assertThat(offer).as("%s: %s", format, checked.codes()).isNotNull();
        assertThat(offer.externalId()).isEqualTo(flat.id());
        assertThat(offer.number()).isEqualTo(flat.number());
        assertThat(offer.rooms()).isEqualTo(flat.rooms());
        assertThat(offer.area()).isEqualByComparingTo(flat.area());
        assertThat(offer.floor()).isEqualTo(flat.floor());
        assertThat(offer.floors()).isEqualTo(flat.floors());
        assertThat(offer.priceMinor()).isEqualTo(flat.price() * 100);
        assertThat(List.of(offer.complexKey(), offer.complexName(), offer.buildingKey(), offer.buildingName()))
                .containsExactly("77", "Тест Парк", "h1", "1");
        assertThat(List.of(offer.city(), offer.district())).containsExactly("almaty", "medeu");
        assertThat(List.of(offer.builtYear(), offer.readyQuarter())).containsExactly(2027, 4);
        if (format != FeedFormat.KORTER) {
            assertThat(offer.living()).isEqualTo(flat.living());
            assertThat(offer.kitchen()).isEqualTo(flat.kitchen());
            assertThat(offer.salesOffice()).isEqualTo(format == FeedFormat.PROFITBASE ? null : "+77000001001");
        }
        if (format != FeedFormat.AVITO) {
            assertThat(offer.state()).isEqualTo(flat.state().equals("booked") ? "RESERVED" : "AVAILABLE");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFormatIsFoundOutFromItsBeginning(FeedFormat format) throws IOException {
        var document = Documents.write(format, flats(1));
        assertThat(Detection.of(bytes(document))).isEqualTo(format);
        assertThat(Detection.of(bytes("\ufeff" + document.strip()))).isEqualTo(format);
    }

    @Test
    void whatIsNoneOfThemIsRefused() {
        for (var document : List.of("<html></html>", "<rss><channel/></rss>", "plain text", "", "   ")) {
            assertThatThrownBy(() -> Detection.of(bytes(document))
                            .open(bytes(document), TENGE)
                            .next())
                    .as(document)
                    .isInstanceOf(BrokenXml.class);
        }
    }

    /** from is replaced by to in the second of three flats; a leading ! means that it is rejected; the line is that of the offer. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CIAN | <ExternalId>b</ExternalId> |  | !MISSING_ID",
                "CIAN | newBuildingFlatSale | flatRent | !NOT_A_SALE",
                "CIAN | newBuildingFlatSale | newBuildingOfficeSale | !NOT_A_FLAT",
                "CIAN | <Price>30000000</Price> |  | !MISSING_PRICE",
                "CIAN | <Currency>kzt</Currency> | <Currency>rur</Currency> | !FOREIGN_CURRENCY",
                "CIAN | <Currency>kzt</Currency> | <Currency>doge</Currency> | !UNKNOWN_CURRENCY",
                "CIAN | <Currency>kzt</Currency> |  | !MISSING_CURRENCY",
                "CIAN | <FlatRoomsCount>2</FlatRoomsCount> |  | !MISSING_ROOMS",
                "CIAN | <TotalArea>50.5</TotalArea> | <TotalArea>много</TotalArea> | !INVALID_DECIMAL",
                "CIAN | <LivingArea>28</LivingArea> | <LivingArea>58</LivingArea> | !LIVING_GT_TOTAL",
                "CIAN | <FloorNumber>3</FloorNumber> |  | !MISSING_FLOOR",
                "CIAN | <Name>Тест Парк</Name> |  | !MISSING_COMPLEX",
                "CIAN | Казахстан, Алматы | Казахстан, Париж | !UNKNOWN_CITY",
                "CIAN | <Year>2027</Year> |  | !MISSING_COMPLETION",
                "CIAN | <Quarter>fourth</Quarter> | <Quarter>sixth</Quarter> | INVALID_INTEGER",
                "CIAN | <Status>available</Status> | <Status>может быть</Status> | UNKNOWN_STATUS",
                "CIAN | <Number>7000001001</Number> | <Number>нет</Number> | INVALID_PHONE",
                "AVITO | <Id>b</Id> |  | !MISSING_ID",
                "AVITO | Продам | Сдам | !NOT_A_SALE",
                "AVITO | Квартиры | Гаражи | !NOT_A_FLAT",
                "AVITO | Новостройка | Вторичка | !NOT_NEW_FLAT",
                "AVITO | <NewDevelopmentId>77</NewDevelopmentId> | <NewDevelopmentId>12345</NewDevelopmentId> |"
                        + " !UNKNOWN_COMPLEX",
                "AVITO | <NewDevelopmentId>77</NewDevelopmentId> |  | !MISSING_COMPLEX_KEY",
                "AVITO | Name>1</Dev | Name>Литер Я</Dev | !UNKNOWN_BUILDING",
                "AVITO | <Price>30000000</Price> | <Price>1.5 млн</Price> | !INVALID_DECIMAL",
                "AVITO | <Price>30000000</Price> | <Price>30000000</Price><Currency>RUB</Currency> | !FOREIGN_CURRENCY",
                "AVITO | <Square>50.5</Square> |  | !MISSING_AREA",
                "AVITO | <Rooms>2</Rooms> | <Rooms>пара</Rooms> | !INVALID_INTEGER",
                "AVITO | <Floor>3</Floor> | <Floor>12</Floor> | FLOOR_GT_TOTAL",
                "AVITO | https://pictures.example/1.jpg | картинка | INVALID_MEDIA_URL",
                "DOMCLICK | <flat_id>b</flat_id> |  | !MISSING_ID",
                "DOMCLICK | <price>30000000</price> |  | !MISSING_PRICE",
                "DOMCLICK | <price>30000000</price> | <price>30000</price> | !PRICE_IMPLAUSIBLE",
                "DOMCLICK | <area>50.5</area> | <area>0</area> | !INVALID_DECIMAL",
                "DOMCLICK | <living_area>28</living_area> | <living_area>99</living_area> | !LIVING_GT_TOTAL",
                "DOMCLICK | <rooms>2</rooms> |  | !MISSING_ROOMS",
                "DOMCLICK | <floor>3</floor> | <floor>третий</floor> | !INVALID_INTEGER",
                "DOMCLICK | https://pictures.example/plan.png | plan.png | INVALID_MEDIA_URL",
                "KORTER | \"id\":\"b\" | \"no\":1 | !MISSING_ID",
                "KORTER | \"price\":30000000 | \"price\":null | !MISSING_PRICE",
                "KORTER | \"area\":50.5 | \"area\":\"?\" | !INVALID_DECIMAL",
                "KORTER | \"unit_type\":\"flat\" | \"unit_type\":\"cottage\" | !NOT_A_FLAT",
                "KORTER | \"block_name\":\"1\" | \"block_name\":\"9\" | !UNKNOWN_BUILDING",
                "KORTER | \"room_count\":2 | \"room_count\":null | !MISSING_ROOMS",
                "KORTER | \"status\":\"available\" | \"status\":\"maybe\" | UNKNOWN_STATUS",
                "PROFITBASE | internal-id=\"b\" | internal-id=\"\" | !MISSING_ID",
                "PROFITBASE | <value>30000000</value> |  | !MISSING_PRICE",
                "PROFITBASE | <currency>KZT</currency> | <currency>RUB</currency> | !FOREIGN_CURRENCY",
                "PROFITBASE | <rooms>2</rooms> |  | !MISSING_ROOMS",
                "PROFITBASE | <name>Тест Парк</name> |  | !MISSING_COMPLEX",
                "PROFITBASE | <locality-name>Алматы</locality-name> | <locality-name>Марс</locality-name> |"
                        + " !UNKNOWN_CITY",
                "PROFITBASE | <status>AVAILABLE</status> | <status>UNAVAILABLE</status> | UNKNOWN_STATUS",
                "PROFITBASE | <built-year>2027</built-year> |  | !MISSING_COMPLETION"
            })
    void everyDefectIsNamedWithItsLine(FeedFormat format, String from, String to, String expected) {
        var document = Documents.write(format, List.of(flat("a"), flat("b"), flat("c")));
        int first = document.indexOf(between(format), format == FeedFormat.KORTER ? document.indexOf("units") : 0);
        int second = document.indexOf(between(format), first + 1);
        int place = document.indexOf(from, second);
        assertThat(place).as("the document has %s", from).isPositive();
        var spoiled = document.substring(0, place) + (to == null ? "" : to) + document.substring(place + from.length());
        var read = read(format, spoiled, KNOWN, TENGE);
        boolean rejected = expected.startsWith("!");
        var checked = read.get(1);
        assertThat(checked.codes()).contains(rejected ? expected.substring(1) : expected);
        assertThat(checked.result.offer() == null).isEqualTo(rejected);
        assertThat(checked.raw.line())
                .isEqualTo((int) spoiled.substring(0, second).lines().count() + 1);
        assertThat(read.get(0).result.offer()).isNotNull();
        assertThat(read.get(2).result.offer()).isNotNull();
    }

    /** What an offer begins with. */
    private static String between(FeedFormat format) {
        return switch (format) {
            case YRL, PROFITBASE -> "<offer ";
            case CIAN -> "<object>";
            case AVITO -> "<Ad>";
            case DOMCLICK -> "<flat>";
            case KORTER -> "{\"id\":\"";
        };
    }

    private static Flat flat(String id) {
        return new Flat(
                id,
                "5",
                2,
                new BigDecimal("50.5"),
                new BigDecimal("28"),
                new BigDecimal("11"),
                3,
                9,
                30_000_000L,
                "available");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CIAN | <feed><object><ExternalId>1 | not-well-formed",
                "CIAN | <realty-feed/> | wrong-root",
                "AVITO | <Ads><Ad></Ads> | not-well-formed",
                "AVITO | <!DOCTYPE x SYSTEM 'file:///etc/passwd'><Ads/> | dtd-forbidden",
                "DOMCLICK | <complexes><complex> | not-well-formed",
                "DOMCLICK | <complex/> | wrong-root",
                "PROFITBASE | <feed/> | wrong-root",
                "KORTER | [{\"id\": | json-not-well-formed",
                "KORTER | {\"a\":} | json-not-well-formed",
                "KORTER | '' | json-not-well-formed",
                "KORTER | 17 | wrong-root"
            })
    void aBrokenDocumentIsRefusedWhole(FeedFormat format, String document, String code) {
        assertThatThrownBy(() -> read(format, document, KNOWN, TENGE))
                .isInstanceOfSatisfying(
                        BrokenXml.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void aCurrencyThatNobodyNamedIsAFindingNotAGuess() {
        for (var format : List.of(FeedFormat.AVITO, FeedFormat.DOMCLICK)) {
            var read = read(format, Documents.write(format, List.of(flat("a"))), KNOWN, ReadOptions.PLAIN);
            assertThat(read.getFirst().codes()).contains("MISSING_CURRENCY");
            assertThat(read.getFirst().result.offer()).isNull();
        }
    }

    @Test
    void aPlaceThatNobodyKnowsIsOneFindingNotSix() {
        for (var format : List.of(FeedFormat.AVITO, FeedFormat.KORTER)) {
            var read = read(format, Documents.write(format, List.of(flat("a"))), KnownComplexes.NONE, TENGE);
            assertThat(read.getFirst().codes()).containsExactly("UNKNOWN_COMPLEX");
        }
    }

    @Test
    void aBareListOfKorterNeedsItsProject() {
        var units = """
            [ {"id":"a","block_name":null,"area":50.5,"floor":3,"price":30000000,"room_count":0,"status":"sold","unit_type":"flat"} ]
            """;
        assertThat(read(FeedFormat.KORTER, units, KNOWN, ReadOptions.PLAIN)
                        .getFirst()
                        .codes())
                .containsExactly("MISSING_COMPLEX_KEY");
        var read = read(FeedFormat.KORTER, units, KNOWN, new ReadOptions(null, "77", 10))
                .getFirst();
        assertThat(read.result.offer()).isNotNull().satisfies(o -> {
            assertThat(o.state()).isEqualTo("SOLD");
            assertThat(o.buildingKey()).isEqualTo("h1");
            assertThat(o.rooms()).isZero();
        });
    }

    @Test
    void projectsOfKorterMayHaveMoreBesideTheirUnits() {
        var document = """
            {"projects":[
              {"name":"Тест Парк","id":"77","tags":["a",{"b":1}],"units":[
                {"id":"a","block_name":"1","area":50.5,"floor":3,"price":30000000,"room_count":2,"status":"available","unit_type":"flat"}],
               "more":{"x":[1,2]}},
              {"id":"78","name":"Другой","units":[
                {"id":"b","block_name":"1","area":50.5,"floor":3,"price":30000000,"room_count":2,"status":"available","unit_type":"flat"}]}
            ]}
            """;
        var read = read(FeedFormat.KORTER, document, KNOWN, ReadOptions.PLAIN);
        assertThat(read).hasSize(2);
        assertThat(read.get(0).result.offer()).isNotNull();
        assertThat(read.get(1).codes()).containsExactly("UNKNOWN_COMPLEX");
    }

    @Test
    void theGlobalDialectSaysCompletion() {
        var feed = Documents.write(FeedFormat.YRL, List.of(flat("a")))
                .replace("built-year", "completion-year")
                .replace("ready-quarter", "completion-quarter")
                .replace("yandex-building-id", "complex-id")
                .replace("yandex-house-id", "building-id");
        var offer = read(FeedFormat.YRL, feed, KnownComplexes.NONE, ReadOptions.PLAIN)
                .getFirst()
                .result
                .offer();
        assertThat(offer).isNotNull();
        assertThat(List.of(offer.builtYear(), offer.readyQuarter())).containsExactly(2027, 4);
        assertThat(List.of(offer.complexKey(), offer.buildingKey())).containsExactly("77", "h1");
    }

    @Test
    void moreOffersThanAllowedBreakTheDocument() {
        for (var format : FeedFormat.values()) {
            var document = Documents.write(format, List.of(flat("a"), flat("b"), flat("c")));
            assertThatThrownBy(() -> read(format, document, KNOWN, new ReadOptions("KZT", null, 2)))
                    .as(format.code())
                    .isInstanceOfSatisfying(
                            BrokenXml.class, e -> assertThat(e.code()).isEqualTo("too-many-offers"));
        }
    }
}
