package io.kvartal.load;

import io.kvartal.catalogue.Places;
import io.kvartal.catalogue.Places.City;
import io.kvartal.load.Stock.Home;
import io.kvartal.load.Stock.Unit;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * A {@link Stock} as the YRL feed of one developer. The same stock gives the same bytes, about 2.4 kB for each unit, and memory does not depend on their number.
 * As in life, three complexes in ten leave out what they may leave out.
 */
final class StockFeed {
    /** Of so many units one has another price in the changed feed. */
    static final int CHANGED_OF = 20;

    private static final String TEXT =
            " Дом стоит в тихом дворе без машин, рядом парк, школа и остановка. Высота потолков три метра, стены из"
                    + " кирпича,"
                    + " окна выходят на две стороны, в подъезде консьерж и место для колясок. ".repeat(4);

    private final Stock stock;
    private final Map<String, City> cities = new HashMap<>();

    StockFeed(Stock stock) {
        this.stock = stock;
        Places.cities().forEach(city -> cities.put(city.slug(), city));
    }

    int units() {
        return stock.homes().stream().mapToInt(Home::units).sum();
    }

    static int changed(int units) {
        return (units + CHANGED_OF - 1) / CHANGED_OF;
    }

    /** @param changed whether every twentieth unit costs three per cent more than the day before */
    void write(OutputStream out, boolean changed) throws IOException {
        put(out, """
            <?xml version="1.0" encoding="UTF-8"?>
            <realty-feed xmlns="http://webmaster.yandex.ru/schemas/feed/realty/2010-06">
            <generation-date>2026-11-21T06:00:00+05:00</generation-date>
            """);
        int written = 0;
        for (var home : stock.homes()) {
            var details = new Random(home.slug().hashCode());
            boolean sparing = details.nextInt(10) < 3;
            for (var unit : (Iterable<Unit>) stock.units(home)::iterator) {
                boolean dearer = changed && written % CHANGED_OF == 0;
                put(out, offer(home, dearer ? dearer(unit) : unit, sparing));
                written++;
            }
        }
        put(out, "</realty-feed>\n");
    }

    private static Unit dearer(Unit unit) {
        return new Unit(
                unit.number(),
                unit.quarter(),
                unit.rooms(),
                unit.area(),
                unit.tenge() / 100 * 103,
                unit.day().plusDays(1),
                unit.available());
    }

    private String offer(Home home, Unit unit, boolean sparing) {
        var xml = new StringBuilder(2_400);
        xml.append("<offer internal-id=\"").append(home.slug()).append('-').append(unit.number());
        xml.append("\">\n<type>продажа</type><property-type>жилая</property-type><category>квартира</category>");
        xml.append("<new-flat>да</new-flat>\n<creation-date>2026-09-01T09:00:00+05:00</creation-date>");
        text(xml, "last-update-date", unit.day() + "T09:00:00+05:00");
        location(xml, home, unit);
        xml.append("<sales-agent><category>застройщик</category><phone>+7 700 000 10 01</phone></sales-agent>\n");
        xml.append("<price><value>").append(unit.tenge()).append("</value><currency>KZT</currency></price>\n");
        area(xml, "area", unit.area());
        if (!sparing) {
            area(xml, "living-space", unit.area() * 55 / 100);
            area(xml, "kitchen-space", 700 + 100 * unit.rooms());
        }
        text(xml, unit.rooms() == 0 ? "studio" : "rooms", unit.rooms() == 0 ? "1" : String.valueOf(unit.rooms()));
        text(xml, "floor", String.valueOf(1 + unit.number() % 16));
        text(xml, "floors-total", "16");
        house(xml, home, home.earliest() + unit.quarter());
        text(xml, "status", unit.available() ? "available" : "sold");
        for (int i = sparing ? 4 : 0; i < 6; i++) {
            text(xml, "image", "https://pictures.example/" + home.slug() + "/" + i + ".jpg");
        }
        text(xml, "description", TEXT);
        return xml.append("</offer>\n").toString();
    }

    private void location(StringBuilder xml, Home home, Unit unit) {
        var city = Objects.requireNonNull(cities.get(home.city()));
        xml.append("<location><country>Казахстан</country>");
        text(xml, "locality-name", city.name().ru());
        text(
                xml,
                "sub-locality-name",
                city.district(home.district()).orElseThrow().name().ru());
        text(xml, "address", "ул. Примерная, " + Math.floorMod(home.slug().hashCode(), 200));
        text(xml, "apartment", String.valueOf(unit.number()));
        text(xml, "latitude", degrees(home.lat()));
        text(xml, "longitude", degrees(home.lon()));
        xml.append("</location>\n");
    }

    private static void house(StringBuilder xml, Home home, int completion) {
        text(xml, "building-name", "ЖК " + home.name());
        text(xml, "yandex-building-id", home.slug());
        text(xml, "building-section", String.valueOf(completion));
        text(xml, "building-state", Stock.finished(completion) ? "hand-over" : "unfinished");
        text(xml, "built-year", String.valueOf(completion / 4));
        text(xml, "ready-quarter", String.valueOf(completion % 4 + 1));
    }

    private static void area(StringBuilder xml, String name, int hundredths) {
        xml.append('<').append(name).append("><value>").append(hundredths / 100).append('.');
        xml.append(hundredths / 10 % 10).append(hundredths % 10);
        xml.append("</value><unit>кв. м</unit></").append(name).append(">\n");
    }

    private static void text(StringBuilder xml, String name, String value) {
        xml.append('<')
                .append(name)
                .append('>')
                .append(value)
                .append("</")
                .append(name)
                .append(">\n");
    }

    private static String degrees(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }

    private static void put(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
