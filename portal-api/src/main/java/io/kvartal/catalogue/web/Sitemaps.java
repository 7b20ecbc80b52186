package io.kvartal.catalogue.web;

import io.kvartal.catalogue.ComplexAddresses;
import io.kvartal.catalogue.Places;
import io.kvartal.catalogue.SitemapEntries;
import io.kvartal.catalogue.Storefront;
import io.kvartal.catalogue.Storefront.Listed;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * For search engines: what there is. An index names one map for each language and each forty-five thousand complexes; a map is written while it is read
 * from the database, a page at a time.
 */
@RestController
class Sitemaps {
    /** The protocol allows 50,000 addresses; the first map also has the entrances. */
    static final int IN_MAP = 45_000;

    private static final int AT_ONCE = 500;
    private static final MediaType XML = MediaType.parseMediaType("application/xml;charset=UTF-8");
    private static final Pattern FILE = Pattern.compile("(ru|kk|en)-(\\d{1,4})\\.xml");
    private static final String SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private final Storefront storefront;
    private final ComplexAddresses addresses;
    private final List<SitemapEntries> entries;

    Sitemaps(Storefront storefront, ComplexAddresses addresses, ObjectProvider<SitemapEntries> entries) {
        this.storefront = storefront;
        this.addresses = addresses;
        this.entries = entries.orderedStream().toList();
    }

    @GetMapping("/robots.txt")
    ResponseEntity<String> robots(Ui ui) {
        return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body("""
            User-agent: *
            Disallow: /api/
            Disallow: /cabinet
            Disallow: /desk
            Disallow: /billing
            Disallow: /portfolio
            Disallow: /sandbox/
            Disallow: /hooks/
            Sitemap: %s
            """.formatted(ui.absolute("/sitemap.xml")));
    }

    @GetMapping("/sitemap.xml")
    Mono<ResponseEntity<String>> index(Ui ui) {
        return storefront.complexes().map(complexes -> {
            var xml = new StringBuilder(
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"" + SCHEMA + "\">\n");
            for (int map = 1; map <= maps(complexes); map++) {
                for (var lang : Lang.values()) {
                    xml.append("<sitemap><loc>")
                            .append(ui.absolute("/sitemaps/" + lang.code() + "-" + map + ".xml"))
                            .append("</loc></sitemap>\n");
                }
            }
            return ResponseEntity.ok()
                    .contentType(XML)
                    .body(xml.append("</sitemapindex>\n").toString());
        });
    }

    @GetMapping("/sitemaps/{file}")
    Mono<ResponseEntity<Flux<String>>> map(@PathVariable String file, Ui ui) {
        var name = FILE.matcher(file);
        if (!name.matches()) {
            return Mono.error(new Problem.NotFound("sitemap"));
        }
        int map = Integer.parseInt(name.group(2));
        var lang = "/" + name.group(1);
        return storefront
                .complexes()
                .filter(complexes -> map >= 1 && map <= maps(complexes))
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("sitemap")))
                .map(found -> ResponseEntity.ok().contentType(XML).body(document(ui, lang, map)));
    }

    private Flux<String> document(Ui ui, String lang, int map) {
        var head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"" + SCHEMA + "\">\n";
        return Flux.concat(
                Mono.just(head),
                map == 1 ? entrances(ui, lang) : Flux.empty(),
                complexes(ui, lang, map),
                Mono.just("</urlset>\n"));
    }

    /** The front page, the cities, developers, and what other contexts have, such as sets of filters: some thousands at most. */
    private Flux<String> entrances(Ui ui, String lang) {
        var own = new ArrayList<>(List.of("/"));
        Places.cities().forEach(city -> own.add("/" + city.slug() + "/novostroyki"));
        return Flux.fromIterable(entries)
                .concatMap(SitemapEntries::paths)
                .startWith(own)
                .map(paths -> paths.stream()
                        .map(path -> "<url><loc>" + ui.absolute(lang + path) + "</loc></url>\n")
                        .collect(Collectors.joining()));
    }

    private Flux<String> complexes(Ui ui, String lang, int map) {
        long from = (map - 1L) * IN_MAP;
        return Flux.range(0, IN_MAP / AT_ONCE)
                .concatMap(page -> storefront.listed(from + (long) page * AT_ONCE, AT_ONCE), 1)
                .takeUntil(listed -> listed.size() < AT_ONCE)
                .map(listed -> listed.stream()
                        .filter(complex -> !addresses.isGone(complex.slug()))
                        .map(complex -> url(ui, lang, complex))
                        .collect(Collectors.joining()));
    }

    /** Slugs hold nothing that XML would have to escape. The pages themselves name their other languages. */
    private static String url(Ui ui, String lang, Listed complex) {
        return "<url><loc>" + ui.absolute(lang + "/zhk/" + complex.slug()) + "</loc><lastmod>" + complex.updatedAt()
                + "</lastmod></url>\n";
    }

    private static long maps(long complexes) {
        return Math.max(1, (complexes + IN_MAP - 1) / IN_MAP);
    }
}
