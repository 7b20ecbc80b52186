package io.kvartal.catalogue;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Writes a YRL feed of any size: the same numbers give the same bytes. Sizes of complexes are skewed as in life (a few huge ones, many small), so are rooms,
 * prices and the fields that developers leave out. Memory does not depend on the size.
 */
final class LargeFeed {
    private static final String[][] PLACES = {
        {"Алматы", "Медеуский район", "43.24", "76.95"},
        {"Алматы", "Бостандыкский район", "43.22", "76.91"},
        {"Алматы", "Алатауский район", "43.28", "76.84"},
        {"Астана", "Есильский район", "51.12", "71.43"},
        {"Астана", "Алматинский район", "51.15", "71.49"},
        {"Шымкент", "Аль-Фарабийский район", "42.32", "69.60"}
    };
    private static final String TEXT =
            " Дом стоит в тихом дворе без машин, рядом парк, школа и остановка. Высота потолков три метра, стены из"
                    + " кирпича,"
                    + " окна выходят на две стороны, в подъезде консьерж и место для колясок. ".repeat(4);

    private final int units;
    private final int complexes;
    private final long seed;

    LargeFeed(int units, int complexes, long seed) {
        this.units = units;
        this.complexes = complexes;
        this.seed = seed;
    }

    /** @return bytes written */
    long write(Path file) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            write(out);
        }
        return Files.size(file);
    }

    private void write(OutputStream out) throws IOException {
        var random = new Random(seed);
        put(out, """
            <?xml version="1.0" encoding="UTF-8"?>
            <realty-feed xmlns="http://webmaster.yandex.ru/schemas/feed/realty/2010-06">
            <generation-date>2026-11-16T06:00:00+05:00</generation-date>
            """);
        int written = 0;
        for (int complex = 0; complex < complexes && written < units; complex++) {
            int here = complex == complexes - 1 ? units - written : Math.min(units - written, size(random));
            complex(out, random, complex, here, written);
            written += here;
        }
        put(out, "</realty-feed>\n");
    }

    /** Log-normal with the mean that fills the feed. */
    private int size(Random random) {
        double mean = (double) units / complexes;
        return (int) Math.max(1, Math.round(mean * Math.exp(0.8 * random.nextGaussian() - 0.32)));
    }

    private void complex(OutputStream out, Random random, int complex, int flats, int before) throws IOException {
        var place = PLACES[Math.min(PLACES.length - 1, (int) Math.floor(-Math.log(1 - random.nextDouble()) * 2))];
        int houses = 1 + flats / 120;
        long metre = 350_000 + random.nextInt(600_000);
        int year = 2026 + random.nextInt(4);
        for (int i = 0; i < flats; i++) {
            put(out, offer(random, complex, i * houses / flats + 1, before + i, place, metre, year));
        }
    }

    private static String offer(Random random, int complex, int house, int unit, String[] place, long metre, int year) {
        int of100 = random.nextInt(100);
        int rooms = of100 < 12 ? 0 : of100 < 45 ? 1 : of100 < 77 ? 2 : of100 < 94 ? 3 : 4;
        int area = 2_400 + rooms * 1_900 + random.nextInt(1_600);
        long price = metre * area / 100 / 10_000 * 10_000;
        boolean sparing = random.nextInt(10) < 3;
        var xml = new StringBuilder(2_400);
        xml.append("<offer internal-id=\"u-").append(unit).append("\">\n");
        xml.append(
                "<type>продажа</type><property-type>жилая</property-type><category>квартира</category><new-flat>да</new-flat>\n");
        xml.append("<creation-date>2026-09-01T09:00:00+05:00</creation-date><last-update-date>2026-11-")
                .append(10 + random.nextInt(6))
                .append("T09:00:00+05:00</last-update-date>\n");
        xml.append("<location><country>Казахстан</country><locality-name>")
                .append(place[0])
                .append("</locality-name><sub-locality-name>")
                .append(place[1]);
        xml.append("</sub-locality-name><address>ул. Примерная, ")
                .append(complex + 1)
                .append("</address><apartment>")
                .append(1 + unit % 400)
                .append("</apartment><latitude>");
        xml.append(place[2])
                .append(complex % 90 + 10)
                .append("</latitude><longitude>")
                .append(place[3])
                .append(complex % 80 + 10)
                .append("</longitude></location>\n");
        xml.append("<sales-agent><category>застройщик</category><phone>+7 700 000 10 01</phone></sales-agent>\n");
        xml.append("<price><value>").append(price).append("</value><currency>KZT</currency></price>\n");
        xml.append("<area><value>")
                .append(area / 100)
                .append('.')
                .append(area % 100 / 10)
                .append("</value><unit>кв. м</unit></area>\n");
        if (!sparing) {
            xml.append("<living-space><value>")
                    .append(area * 55 / 10_000)
                    .append("</value><unit>кв. м</unit></living-space>\n");
            xml.append("<kitchen-space><value>")
                    .append(8 + rooms)
                    .append("</value><unit>кв. м</unit></kitchen-space>\n");
        }
        xml.append(rooms == 0 ? "<studio>1</studio>" : "<rooms>" + rooms + "</rooms>")
                .append("<floor>")
                .append(1 + random.nextInt(12));
        xml.append("</floor><floors-total>12</floors-total>\n<building-name>ЖК Пример ")
                .append(complex + 1)
                .append("</building-name><yandex-building-id>")
                .append(100_000 + complex);
        xml.append("</yandex-building-id><building-section>")
                .append(house)
                .append("</building-section><building-state>unfinished</building-state><built-year>")
                .append(year);
        xml.append("</built-year><ready-quarter>").append(1 + house % 4).append("</ready-quarter>\n");
        for (int i = sparing ? 4 : 0; i < 6; i++) {
            xml.append("<image>https://pictures.example/complex/")
                    .append(complex)
                    .append('/')
                    .append(i)
                    .append(".jpg</image>\n");
        }
        return xml.append("<description>")
                .append(TEXT)
                .append("</description>\n</offer>\n")
                .toString();
    }

    private static void put(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
