package kvartal.testing;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;

/** YRL for tests: an offer that is good, and a way to spoil it. */
public final class Yrl {
    public static final String HEAD = """
        <?xml version="1.0" encoding="UTF-8"?>
        <realty-feed xmlns="http://webmaster.yandex.ru/schemas/feed/realty/2010-06">
        <generation-date>2026-11-16T06:00:00+05:00</generation-date>
        """;
    private static final String OFFER = """
        <offer internal-id="%s">
        <type>продажа</type><category>квартира</category><new-flat>да</new-flat>
        <last-update-date>2026-11-15T09:00:00+05:00</last-update-date>
        <location><locality-name>Алматы</locality-name><sub-locality-name>Медеуский район</sub-locality-name>
        <address>пр. Достык, 1</address><latitude>43.24</latitude><longitude>76.95</longitude></location>
        <sales-agent><phone>+7 700 000 10 01</phone></sales-agent>
        <price><value>25000000</value><currency>KZT</currency></price>
        <area><value>50.5</value><unit>кв. м</unit></area>
        <living-space><value>28</value><unit>кв. м</unit></living-space>
        <rooms>2</rooms><floor>3</floor><floors-total>9</floors-total>
        <building-name>Тест Парк</building-name><building-section>1</building-section>
        <building-state>unfinished</building-state><built-year>2027</built-year><ready-quarter>4</ready-quarter>
        </offer>
        """;

    private Yrl() {}

    public static String offer(String id) {
        return OFFER.formatted(id);
    }

    public static String offer(String id, UnaryOperator<String> spoiled) {
        return spoiled.apply(offer(id));
    }

    /** Good offers, told apart by their numbers. */
    public static String offers(int howMany) {
        return IntStream.range(0, howMany).mapToObj(i -> offer("u" + i)).collect(Collectors.joining());
    }

    public static String feed(String... offers) {
        return HEAD + String.join("", offers) + "</realty-feed>\n";
    }

    /** The line on which this text begins. */
    public static int line(String feed, String text) {
        return (int) feed.substring(0, feed.indexOf(text)).lines().count() + 1;
    }

    public static Flux<DataBuffer> body(String text) {
        return Flux.defer(
                () -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(StandardCharsets.UTF_8))));
    }
}
