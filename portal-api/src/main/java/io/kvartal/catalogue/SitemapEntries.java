package io.kvartal.catalogue;

import java.util.List;
import reactor.core.publisher.Mono;

/** Pages of another context that search engines should know; beans of this type are asked for every map of a language. */
public interface SitemapEntries {
    /** Paths without their language, such as {@code /programme/7-20-25}. */
    Mono<List<String>> paths();
}
