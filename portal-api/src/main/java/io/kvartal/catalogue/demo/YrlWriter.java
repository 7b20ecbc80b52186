package io.kvartal.catalogue.demo;

import io.kvartal.catalogue.Places;
import io.kvartal.catalogue.demo.DemoFeeds.Flat;
import java.time.LocalDate;
import java.util.Locale;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes offers as a developer's system would. */
final class YrlWriter {
    private static final String NAMESPACE = "http://webmaster.yandex.ru/schemas/feed/realty/2010-06";

    private final XMLStreamWriter xml;
    private final LocalDate today;
    private final LocalDate seenFrom;

    YrlWriter(XMLStreamWriter xml, LocalDate today, LocalDate seenFrom) {
        this.xml = xml;
        this.today = today;
        this.seenFrom = seenFrom;
    }

    void start() throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("realty-feed");
        xml.writeDefaultNamespace(NAMESPACE);
        line(1);
        value("generation-date", today + "T06:00:00+05:00");
    }

    void end() throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.writeEndDocument();
        xml.close();
    }

    void offer(DemoComplex complex, Flat flat) throws XMLStreamException {
        line(1);
        xml.writeStartElement("offer");
        xml.writeAttribute("internal-id", flat.id());
        fields(2, "type", "продажа", "property-type", "жилая", "category", "квартира");
        fields(2, "deal-status", "первичная продажа", "new-flat", "да");
        fields(2, "creation-date", flat.updated().minusDays(90) + "T09:00:00+05:00");
        fields(2, "last-update-date", flat.updated() + "T09:00:00+05:00");
        location(complex, flat);
        group("sales-agent", "category", "застройщик", "phone", complex.salesOffice());
        group("price", "value", String.valueOf(flat.price()), "currency", "KZT");
        group("area", "value", decimal(flat.area()), "unit", "кв. м");
        if (flat.rooms() > 0) {
            group("living-space", "value", decimal(flat.living()), "unit", "кв. м");
            group("kitchen-space", "value", decimal(flat.kitchen()), "unit", "кв. м");
            fields(2, "rooms", String.valueOf(flat.rooms()));
        } else {
            fields(2, "studio", "да");
        }
        fields(2, "floor", String.valueOf(flat.floor()), "floors-total", String.valueOf(flat.floors()));
        house(complex, flat);
        line(1);
        xml.writeEndElement();
    }

    private void location(DemoComplex complex, Flat flat) throws XMLStreamException {
        var city = Places.city(complex.city()).orElseThrow();
        var district = city.district(complex.district()).orElseThrow();
        group(
                "location",
                "country",
                "Казахстан",
                "locality-name",
                city.name().ru(),
                "sub-locality-name",
                district.name().ru() + " район",
                "address",
                complex.address(),
                "apartment",
                String.valueOf(flat.number()),
                "latitude",
                String.valueOf(complex.lat()),
                "longitude",
                String.valueOf(complex.lon()));
    }

    private void house(DemoComplex complex, Flat flat) throws XMLStreamException {
        boolean finished = flat.readyIn() <= 0;
        int quarter = seenFrom.getYear() * 4 + (seenFrom.getMonthValue() - 1) / 3 + flat.readyIn();
        fields(2, "building-name", complex.name(), "yandex-building-id", String.valueOf(900_000 + complex.index()));
        fields(2, "building-section", String.valueOf(flat.building()));
        fields(2, "building-class", complex.buildingClass());
        fields(2, "building-state", finished ? "hand-over" : "unfinished");
        fields(2, "built-year", String.valueOf(quarter / 4), "ready-quarter", String.valueOf(quarter % 4 + 1));
    }

    private void group(String name, String... fields) throws XMLStreamException {
        line(2);
        xml.writeStartElement(name);
        fields(3, fields);
        line(2);
        xml.writeEndElement();
    }

    private void fields(int depth, String... namesAndValues) throws XMLStreamException {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            line(depth);
            value(namesAndValues[i], namesAndValues[i + 1]);
        }
    }

    private void value(String name, String value) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(value);
        xml.writeEndElement();
    }

    private void line(int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
