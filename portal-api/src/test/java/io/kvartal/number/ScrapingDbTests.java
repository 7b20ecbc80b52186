package io.kvartal.number;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.catalogue.Complex;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;
import kvartal.testing.DbTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

/** Ten thousand numbers shown to one network, every time to a new visitor: people elsewhere still get a number of their own. */
@DbTest
class ScrapingDbTests {
    private static final int POOL = 200;
    private static final int COMPLEXES = 8;
    private static final int AT_ONCE = 16;
    private static final int RESERVE = POOL * 20 / 100;
    private static final int TRUSTED = 30;

    @Autowired
    Numbers numbers;

    @Autowired
    Samples samples;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aScraperDoesNotEmptyThePool(boolean readsPages) throws UnknownHostException {
        var complexes =
                IntStream.range(0, COMPLEXES).mapToObj(i -> samples.complex()).toArray(Complex[]::new);
        samples.pool(POOL, complexes);
        var limits = new RevealLimits(10, 60, 240, TRUSTED, 1000);
        var scraper = InetAddress.getByName("203.0.113.7");
        var shown = Flux.range(0, 10_000)
                .flatMap(
                        i -> {
                            var leave = limits.leave(null, scraper, readsPages);
                            return leave instanceof Leave.Refused
                                    ? Flux.<Reveal>empty()
                                    : numbers.reveal(Samples.visitor(), complexes[i % COMPLEXES], leave)
                                            .flux();
                        },
                        AT_ONCE)
                .collectList()
                .block();
        Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
        shown.forEach(reveal -> kinds.merge(reveal.kind(), 1, Integer::sum));
        assertThat(kinds.get(Kind.DYNAMIC))
                .as("all but the reserve, and of the reserve what one network may have; those asked at once look"
                        + " at once")
                .isLessThanOrEqualTo(POOL - RESERVE + (readsPages ? TRUSTED : 0) + AT_ONCE);
        assertThat(shown)
                .as("the rest is refused; buckets fill up a little meanwhile")
                .hasSizeBetween(1000, 1050);
        var person = limits.leave(null, InetAddress.getByName("198.51.100.9"), true);
        assertThat(numbers.reveal(Samples.visitor(), complexes[0], person)
                        .block()
                        .kind())
                .isEqualTo(Kind.DYNAMIC);
    }
}
