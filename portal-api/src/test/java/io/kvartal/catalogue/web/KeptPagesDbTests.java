package io.kvartal.catalogue.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Complex;
import io.kvartal.number.Samples;
import io.kvartal.platform.TenantTx;
import java.util.regex.Pattern;
import kvartal.testing.DbTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;

/** The page of a complex is made once for all of whom nothing is known. A change behind the product's back tells a kept page from one that is made anew. */
@DbTest
class KeptPagesDbTests {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @Autowired
    WebTestClient web;

    @Autowired
    Samples samples;

    @Autowired
    Catalogue catalogue;

    @Autowired
    TenantTx tx;

    private Complex complex;

    @BeforeEach
    void makeAComplex() {
        complex = samples.complex();
        // a replica keeps nothing until it has heard of a version
        catalogue.version().block();
    }

    private EntityExchangeResult<String> page(String... cookie) {
        var request = web.get().uri("/ru/zhk/{slug}", complex.slug());
        return (cookie.length == 0 ? request : request.cookie(cookie[0], cookie[1]))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult();
    }

    private void rename(String name) {
        tx.portal(db -> db.sql("update catalogue.complex set name = :name where id = :id")
                        .bind("name", name)
                        .bind("id", complex.id().value())
                        .then())
                .block();
    }

    private static String token(EntityExchangeResult<String> page) {
        var found = TOKEN.matcher(page.getResponseBody());
        assertThat(found.find()).as("a form on the page").isTrue();
        return found.group(1);
    }

    @Test
    void theNextReaderGetsTheSamePageWithATokenOfHisOwn() {
        var first = page();
        rename("Тайный сад");
        var second = page();
        assertThat(second.getResponseBody()).doesNotContain("Тайный сад");
        assertThat(token(second)).isNotEqualTo(token(first));
        assertThat(second.getResponseBody().replace(token(second), token(first)))
                .hasSameSizeAs(first.getResponseBody())
                .doesNotContain(token(second));
        web.post()
                .uri("/ru/zhk/{slug}/phone", complex.slug())
                .cookie(
                        "kv_csrf",
                        second.getResponseCookies().getFirst("kv_csrf").getValue())
                .body(BodyInserters.fromFormData("_csrf", token(second)))
                .exchange()
                .expectStatus()
                .is3xxRedirection();
    }

    @Test
    void aChangeOfTheCatalogueIsSeenAtOnce() {
        page();
        rename("Новый сад");
        catalogue.changed().block();
        assertThat(page().getResponseBody()).contains("Новый сад");
    }

    @Test
    void aVisitorWithAListOfHisOwnGetsAPageOfHisOwn() {
        page();
        var visitor = "00000000-0000-4000-8000-" + complex.id().toString().substring(24);
        web.put()
                .uri("/api/v1/favourites/{slug}", complex.slug())
                .cookie("kv_visitor", visitor)
                .exchange()
                .expectStatus()
                .is2xxSuccessful();
        var own = page("kv_visitor", visitor).getResponseBody();
        assertThat(own.replace("aria-pressed=\"true\"", "").length()).isLessThan(own.length());
        assertThat(page().getResponseBody()).doesNotContain("aria-pressed=\"true\"");
    }
}
