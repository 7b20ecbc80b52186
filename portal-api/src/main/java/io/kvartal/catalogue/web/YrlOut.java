package io.kvartal.catalogue.web;

import io.kvartal.catalogue.FeedStock.Listing;
import io.kvartal.catalogue.Places;
import io.kvartal.catalogue.UnitState;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes what is listed as YRL, offer by offer. Of what our own import reads nothing is left out but the telephone. */
final class YrlOut {
    static final String END = "</realty-feed>\n";

    private YrlOut() {}

    static String head(OffsetDateTime made) {
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <realty-feed xmlns="http://webmaster.yandex.ru/schemas/feed/realty/2010-06">
            <generation-date>%s</generation-date>
            """.formatted(made.withNano(0).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME));
    }

    static String offer(Listing unit) {
        var xml = new StringBuilder(1_200);
        xml.append("<offer internal-id=\"").append(escaped(unit.id())).append("\">\n");
        element(xml, "type", "продажа");
        element(xml, "property-type", "жилая");
        element(xml, "category", "квартира");
        element(xml, "deal-status", "первичная продажа");
        element(xml, "new-flat", "да");
        element(xml, "last-update-date", unit.asOf().toString());
        location(xml, unit);
        xml.append("<price>");
        element(
                xml,
                "value",
                BigDecimal.valueOf(unit.priceMinor(), 2).stripTrailingZeros().toPlainString());
        element(xml, "currency", "KZT");
        xml.append("</price>\n");
        area(xml, "area", unit.area());
        area(xml, "living-space", unit.living());
        area(xml, "kitchen-space", unit.kitchen());
        element(xml, "rooms", String.valueOf(unit.rooms()));
        element(xml, "studio", unit.rooms() == 0 ? "1" : null);
        element(xml, "apartments", unit.apartments() ? "1" : null);
        element(xml, "floor", String.valueOf(unit.floor()));
        element(
                xml,
                "floors-total",
                unit.floors() == null ? null : unit.floors().toString());
        house(xml, unit);
        element(
                xml,
                "status",
                unit.state() == UnitState.AVAILABLE
                        ? "available"
                        : unit.state().name().toLowerCase(Locale.ROOT));
        element(xml, "description", unit.description());
        return xml.append("</offer>\n").toString();
    }

    private static void location(StringBuilder xml, Listing unit) {
        var city = Places.city(unit.city());
        xml.append("<location>");
        element(xml, "country", "Казахстан");
        element(xml, "locality-name", city.map(c -> c.name().ru()).orElse(unit.city()));
        element(
                xml,
                "sub-locality-name",
                city.flatMap(c -> c.district(unit.district()))
                        .map(d -> d.name().ru())
                        .orElse(unit.district()));
        element(xml, "address", unit.address());
        element(xml, "apartment", unit.number());
        element(xml, "latitude", String.valueOf(unit.lat()));
        element(xml, "longitude", String.valueOf(unit.lon()));
        xml.append("</location>\n");
    }

    private static void house(StringBuilder xml, Listing unit) {
        element(xml, "building-name", unit.complexName());
        element(xml, "yandex-building-id", unit.complexId());
        element(xml, "yandex-house-id", unit.buildingId());
        element(xml, "building-section", unit.buildingName());
        element(xml, "building-class", unit.buildingClass());
        element(xml, "building-state", unit.buildingState());
        element(xml, "built-year", String.valueOf(unit.builtYear()));
        element(xml, "ready-quarter", String.valueOf(unit.readyQuarter()));
    }

    private static void area(StringBuilder xml, String name, @Nullable BigDecimal metres) {
        if (metres != null) {
            xml.append('<').append(name).append('>');
            element(xml, "value", metres.toPlainString());
            element(xml, "unit", "кв. м");
            xml.append("</").append(name).append(">\n");
        }
    }

    private static void element(StringBuilder xml, String name, @Nullable String text) {
        if (text != null) {
            xml.append('<')
                    .append(name)
                    .append('>')
                    .append(escaped(text))
                    .append("</")
                    .append(name)
                    .append(">\n");
        }
    }

    /** What XML 1.0 cannot carry at all is left out. */
    private static String escaped(String text) {
        var safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                default -> {
                    if (c >= 0x20 || c == '\t' || c == '\n' || c == '\r') {
                        safe.appendCodePoint(c);
                    }
                }
            }
        });
        return safe.toString();
    }
}
