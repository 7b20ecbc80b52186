package io.kvartal.catalogue.feed;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writers of the formats that only come in, for tests: the same flats in each of them. */
final class Documents {
    private Documents() {}

    /** @param rooms 0 is a studio */
    record Flat(
            String id,
            String number,
            int rooms,
            BigDecimal area,
            @Nullable BigDecimal living,
            @Nullable BigDecimal kitchen,
            int floor,
            int floors,
            long price,
            String state) {}

    static String write(FeedFormat format, List<Flat> flats) {
        return switch (format) {
            case YRL -> yrl(flats);
            case CIAN -> cian(flats);
            case AVITO -> avito(flats);
            case DOMCLICK -> domclick(flats);
            case KORTER -> korter(flats);
            case PROFITBASE -> profitbase(flats);
        };
    }

    private static String yrl(List<Flat> flats) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <realty-feed xmlns="http://webmaster.yandex.ru/schemas/feed/realty/2010-06">
                <generation-date>2026-11-16T06:00:00+05:00</generation-date>
                """
                + each(flats, f -> """
                    <offer internal-id="%s">
                    <type>продажа</type><category>квартира</category><new-flat>1</new-flat>
                    <location><locality-name>Алматы</locality-name><sub-locality-name>Медеуский район</sub-locality-name>
                    <address>пр. Достык, 1</address><apartment>%s</apartment><latitude>43.24</latitude><longitude>76.95</longitude></location>
                    <sales-agent><phone>+7 700 000 10 01</phone></sales-agent>
                    <price><value>%d</value><currency>KZT</currency></price>
                    <area><value>%s</value><unit>кв. м</unit></area>%s%s
                    %s<floor>%d</floor><floors-total>%d</floors-total>
                    <building-name>Тест Парк</building-name><yandex-building-id>77</yandex-building-id><yandex-house-id>h1</yandex-house-id>
                    <building-section>1</building-section><building-class>комфорт</building-class>
                    <building-state>unfinished</building-state><built-year>2027</built-year><ready-quarter>4</ready-quarter>
                    <status>%s</status>
                    </offer>
                    """.formatted(
                        f.id,
                        f.number,
                        f.price,
                        f.area,
                        f.living == null ? "" : "<living-space><value>" + f.living + "</value></living-space>",
                        f.kitchen == null ? "" : "<kitchen-space><value>" + f.kitchen + "</value></kitchen-space>",
                        f.rooms == 0 ? "<studio>1</studio>" : "<rooms>" + f.rooms + "</rooms>",
                        f.floor,
                        f.floors,
                        f.state))
                + "</realty-feed>\n";
    }

    private static String cian(List<Flat> flats) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <feed>
                <feed_version>2</feed_version>
                """
                + each(flats, f -> """
                    <object>
                    <Category>newBuildingFlatSale</Category>
                    <ExternalId>%s</ExternalId>
                    <Address>Казахстан, Алматы, пр. Достык, 1</Address>
                    <Coordinates><Lat>43.24</Lat><Lng>76.95</Lng></Coordinates>
                    <Phones><PhoneSchema><CountryCode>+7</CountryCode><Number>7000001001</Number></PhoneSchema></Phones>
                    <FlatRoomsCount>%d</FlatRoomsCount>
                    <TotalArea>%s</TotalArea>%s%s
                    <FloorNumber>%d</FloorNumber>
                    <JKSchema><Id>77</Id><Name>Тест Парк</Name><House><Id>h1</Id><Name>1</Name>
                    <Flat><FlatNumber>%s</FlatNumber></Flat></House></JKSchema>
                    <Building><FloorsCount>%d</FloorsCount>
                    <Deadline><Quarter>fourth</Quarter><Year>2027</Year><IsComplete>false</IsComplete></Deadline></Building>
                    <BargainTerms><Price>%d</Price><Currency>kzt</Currency><SaleType>ddu</SaleType></BargainTerms>
                    <Booking><Status>%s</Status></Booking>
                    </object>
                    """.formatted(
                                f.id,
                                f.rooms == 0 ? 9 : f.rooms,
                                f.area,
                                f.living == null ? "" : "<LivingArea>" + f.living + "</LivingArea>",
                                f.kitchen == null ? "" : "<KitchenArea>" + f.kitchen + "</KitchenArea>",
                                f.floor,
                                f.number,
                                f.floors,
                                f.price,
                                f.state))
                + "</feed>\n";
    }

    private static String avito(List<Flat> flats) {
        return """
                <Ads formatVersion="3" target="Avito.ru">
                """
                + each(flats, f -> """
                    <Ad>
                    <Id>%s</Id>
                    <Category>Квартиры</Category><OperationType>Продам</OperationType><MarketType>Новостройка</MarketType>
                    <NewDevelopmentId>77</NewDevelopmentId><DevelopmentsBuildingName>1</DevelopmentsBuildingName>
                    <ApartmentNumber>%s</ApartmentNumber><Status>Квартира</Status>
                    <Rooms>%s</Rooms>
                    <Square>%s</Square>%s%s
                    <Floor>%d</Floor><Floors>%d</Floors>
                    <Price>%d</Price>
                    <ContactPhone>+7 700 000 10 01</ContactPhone>
                    <Images><Image url="https://pictures.example/1.jpg"/></Images>
                    </Ad>
                    """.formatted(
                                f.id,
                                f.number,
                                f.rooms == 0 ? "Студия" : String.valueOf(f.rooms),
                                f.area,
                                f.living == null ? "" : "<LivingSpace>" + f.living + "</LivingSpace>",
                                f.kitchen == null ? "" : "<KitchenSpace>" + f.kitchen + "</KitchenSpace>",
                                f.floor,
                                f.floors,
                                f.price))
                + "</Ads>\n";
    }

    private static String domclick(List<Flat> flats) {
        return """
                <complexes>
                <complex>
                <id>77</id><name>Тест Парк</name>
                <latitude>43.24</latitude><longitude>76.95</longitude><address>Алматы, пр. Достык, 1</address>
                <sales_info><sales_phone>+7 700 000 10 01</sales_phone></sales_info>
                <buildings>
                <building>
                <id>h1</id><name>1</name><floors>9</floors>
                <built_year>2027</built_year><ready_quarter>4</ready_quarter><building_state>unfinished</building_state>
                <flats>
                """
                + each(flats, f -> """
                    <flat>
                    <flat_id>%s</flat_id>
                    <apartment>%s</apartment>
                    <rooms>%d</rooms>
                    <price>%d</price>
                    <area>%s</area>%s%s
                    <floor>%d</floor><status>%s</status>
                    <plan>https://pictures.example/plan.png</plan>
                    </flat>
                    """.formatted(
                                f.id,
                                f.number,
                                f.rooms,
                                f.price,
                                f.area,
                                f.living == null ? "" : "<living_area>" + f.living + "</living_area>",
                                f.kitchen == null ? "" : "<kitchen_area>" + f.kitchen + "</kitchen_area>",
                                f.floor,
                                f.state))
                + """
                </flats>
                </building>
                </buildings>
                </complex>
                </complexes>
                """;
    }

    private static String korter(List<Flat> flats) {
        return "[{\"id\":\"77\",\"name\":\"Тест Парк\",\"units\":[\n"
                + flats.stream()
                        .map(f -> """
                            {"id":"%s","flat_number":"%s","block_name":"1","area":%s,"floor":%d,"price":%d,"room_count":%d,"status":"%s","unit_type":"flat","layout_url":null}\
                            """.formatted(f.id, f.number, f.area, f.floor, f.price, f.rooms, f.state))
                        .collect(Collectors.joining(",\n"))
                + "\n]}]\n";
    }

    private static String profitbase(List<Flat> flats) {
        return """
                <realty-feed>
                <generation-date>2026-11-16T06:00:00+05:00</generation-date>
                """
                + each(flats, f -> """
                    <offer internal-id="%s">
                    <object><id>77</id><name>Тест Парк</name><location><locality-name>Алматы</locality-name>
                    <district>Медеуский район</district><address>пр. Достык, 1</address><latitude>43.24</latitude><longitude>76.95</longitude></location></object>
                    <house><id>h1</id><name>1</name><floors-total>%d</floors-total><built-year>2027</built-year><ready-quarter>4</ready-quarter>
                    <building-state>unfinished</building-state></house>
                    <number>%s</number><rooms>%d</rooms><studio>%d</studio>
                    <floor>%d</floor>
                    <area><value>%s</value><unit>кв. м</unit></area>%s%s
                    <price><value>%d</value><currency>KZT</currency></price>
                    <status>%s</status>
                    <image type="plan">https://pictures.example/plan.png</image>
                    </offer>
                    """.formatted(
                        f.id,
                        f.floors,
                        f.number,
                        f.rooms,
                        f.rooms == 0 ? 1 : 0,
                        f.floor,
                        f.area,
                        f.living == null ? "" : "<living-space><value>" + f.living + "</value></living-space>",
                        f.kitchen == null ? "" : "<kitchen-space><value>" + f.kitchen + "</value></kitchen-space>",
                        f.price,
                        f.state.toUpperCase(java.util.Locale.ROOT)))
                + "</realty-feed>\n";
    }

    private static String each(List<Flat> flats, java.util.function.Function<Flat, String> writer) {
        return flats.stream().map(writer).collect(Collectors.joining());
    }
}
