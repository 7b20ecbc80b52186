package io.kvartal.catalogue.demo;

import io.kvartal.catalogue.Catalogue;
import java.time.LocalDate;
import java.util.Set;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;

/** The stock of demo developers, through the same door as any feed. */
public final class DemoStock {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 16);

    private DemoStock() {}

    /** What is there already stays as it is. */
    public static void load(Catalogue catalogue, String... slugs) {
        var wanted = Set.of(slugs);
        for (var developer : DemoFeeds.developers()) {
            if (wanted.contains(developer.slug())
                    && catalogue
                            .register(developer)
                            .then(catalogue.complexesOf(developer.id()))
                            .block()
                            .isEmpty()) {
                catalogue
                        .importYrl(
                                developer.id(),
                                DataBufferUtils.readInputStream(
                                        () -> DemoFeeds.feed(developer.slug(), DAY),
                                        DefaultDataBufferFactory.sharedInstance,
                                        8_192),
                                false)
                        .block();
            }
        }
    }
}
