package io.kvartal.catalogue.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.number.Samples;
import java.util.regex.Pattern;
import kvartal.testing.DbTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What the pages say about themselves. */
@DbTest
class SearchEnginesDbTests {
    @Autowired
    WebTestClient web;

    @Autowired
    Samples samples;

    @Test
    void pagesNameThemselvesAndTheirOtherLanguagesByFullAddresses() {
        var complex = samples.complex();
        for (var path : new String[] {
            "/zhk/" + complex.slug(), "/developer/" + complex.developerSlug(), "/almaty/novostroyki", "/"
        }) {
            for (var own : new String[] {"ru", "kk", "en"}) {
                var html = get("/" + own + path);
                var canonical = one(html, "<link rel=\"canonical\" href=\"(https?://[^\"]+)\">");
                assertThat(canonical).endsWith("/" + own + path);
                for (var lang : new String[] {"ru", "kk", "en"}) {
                    assertThat(one(html, "hreflang=\"" + lang + "\" href=\"(https?://[^\"]+)\">"))
                            .endsWith("/" + lang + path);
                }
                assertThat(one(html, "hreflang=\"x-default\" href=\"(https?://[^\"]+)\">"))
                        .endsWith("/ru" + path);
                assertThat(one(html, "property=\"og:url\" content=\"([^\"]+)\""))
                        .isEqualTo(canonical);
                assertThat(html)
                        .contains("property=\"og:title\"")
                        .contains("property=\"og:description\"")
                        .contains("property=\"og:locale\"");
            }
        }
    }

    @Test
    void aSetOfFiltersStaysOutOfTheIndexAndALaterPageIsItsOwn() {
        assertThat(get("/ru/almaty/novostroyki?rooms=2")).contains("noindex").doesNotContain("rel=\"canonical\"");
        assertThat(one(get("/ru/almaty/novostroyki?page=2&sort=price"), "rel=\"canonical\" href=\"([^\"]+)\""))
                .endsWith("/ru/almaty/novostroyki?page=2");
        assertThat(one(get("/ru/zhk/" + samples.complex().slug() + "?rooms=1"), "rel=\"canonical\" href=\"([^\"]+)\""))
                .doesNotContain("?");
    }

    @Test
    void theSiteMapIsAnIndexOfMapsByLanguage() {
        var complex = samples.complex();
        var slug = complex.slug();
        var index = get("/sitemap.xml");
        assertThat(index).contains("<sitemapindex");
        assertThat(get("/robots.txt")).contains("/sitemap.xml").contains("Disallow: /cabinet");
        for (var lang : new String[] {"ru", "kk", "en"}) {
            assertThat(index).contains("/sitemaps/" + lang + "-1.xml</loc>");
            var map = get("/sitemaps/" + lang + "-1.xml");
            assertThat(map)
                    .startsWith("<?xml")
                    .contains("/" + lang + "/zhk/" + slug + "</loc><lastmod>")
                    .contains("/" + lang + "/almaty/novostroyki</loc>")
                    .contains("/" + lang + "/developer/" + complex.developerSlug() + "</loc>")
                    .endsWith("</urlset>\n");
            assertThat(Pattern.compile("<url>").matcher(map).results().count())
                    .isEqualTo(Pattern.compile("</url>").matcher(map).results().count());
        }
        for (var wrong : new String[] {"ru-2.xml", "ru-0.xml", "de-1.xml", "ru.xml"}) {
            web.get().uri("/sitemaps/" + wrong).exchange().expectStatus().isNotFound();
        }
    }

    @Test
    void aComplexThatDoesNotExistIsNotFoundInAnyLanguage() {
        for (var lang : new String[] {"ru", "kk", "en"}) {
            web.get()
                    .uri("/" + lang + "/zhk/no-such")
                    .accept(MediaType.TEXT_HTML)
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
    }

    private String get(String path) {
        return web.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private static String one(String html, String pattern) {
        var found = Pattern.compile(pattern).matcher(html);
        assertThat(found.find()).as(pattern).isTrue();
        var value = found.group(1);
        assertThat(found.find()).as("only one " + pattern).isFalse();
        return value;
    }
}
