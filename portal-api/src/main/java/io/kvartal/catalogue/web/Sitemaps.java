package io.kvartal.catalogue.web;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Places;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Lang;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** For search engines: what there is, in all languages. */
@RestController
class Sitemaps {
    private static final MediaType XML = MediaType.parseMediaType("application/xml;charset=UTF-8");

    private final Catalogue catalogue;

    Sitemaps(Catalogue catalogue) {
        this.catalogue = catalogue;
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
    Mono<ResponseEntity<String>> sitemap(Ui ui) {
        return catalogue.complexes().map(complexes -> {
            var paths = new ArrayList<String>(List.of("/"));
            Places.cities().forEach(city -> paths.add("/" + city.slug() + "/novostroyki"));
            complexes.forEach(complex -> paths.add("/zhk/" + complex.slug()));
            return ResponseEntity.ok().contentType(XML).body(document(paths, ui));
        });
    }

    /** Slugs hold nothing that XML would have to escape. The pages themselves name their other languages. */
    private static String document(List<String> paths, Ui ui) {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
        for (var path : paths) {
            for (var lang : Lang.values()) {
                xml.append("<url><loc>")
                        .append(ui.absolute("/" + lang.code() + path))
                        .append("</loc></url>\n");
            }
        }
        return xml.append("</urlset>\n").toString();
    }
}
