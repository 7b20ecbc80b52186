package io.kvartal.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.catalogue.feed.FeedFormat;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.TenantId;
import java.util.stream.IntStream;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.Yrl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What goes out comes in again, and hides what it must. */
@DbTest
class FeedExportDbTests {
    @Autowired
    Catalogue catalogue;

    @Autowired
    Feeds feeds;

    @Autowired
    TenantTx tx;

    @Autowired
    WebTestClient web;

    final TenantId one = Tenants.random();
    final TenantId other = Tenants.random();
    final String slug = "out-" + one.toString().substring(24);

    @BeforeEach
    void register() {
        catalogue.register(new Developer(one, slug, "Первый")).block();
        catalogue
                .register(new Developer(other, "in-" + other.toString().substring(24), "Второй"))
                .block();
    }

    private void stock(int units) {
        var offers = IntStream.range(0, units)
                .mapToObj(i -> Yrl.offer("u" + i, o -> o.replace("25000000", String.valueOf(25_000_000L + i * 10_000L))
                        .replace(
                                "<rooms>2</rooms>",
                                i % 5 == 0 ? "<studio>1</studio>" : "<rooms>" + (1 + i % 4) + "</rooms>")
                        .replace("<floor>3<", "<floor>" + (1 + i % 9) + "<")
                        .replace("Тест Парк", i % 3 == 0 ? "Сад & <Парк> \"1\"" : "Тест Парк")
                        .replace("Сад & <Парк>", "Сад &amp; &lt;Парк&gt;")
                        .replace(
                                "<living-space><value>28</value><unit>кв. м</unit></living-space>",
                                i % 2 == 0 ? "" : "<living-space>28</living-space>")
                        .replace(
                                "</offer>",
                                (i % 7 == 0 ? "<status>booked</status>" : "")
                                        + "<description>Тихий двор &amp;amp; парк</description><apartment>" + i
                                        + "</apartment></offer>")))
                .toArray(String[]::new);
        var report = catalogue.importYrl(one, Yrl.body(Yrl.feed(offers)), false).block();
        assertThat(report.state()).isEqualTo(ImportState.APPLIED);
        assertThat(report.rejected()).isZero();
    }

    /** All that a buyer can see, without ids and days that belong to the row alone. */
    private String seen(TenantId developer) {
        return tx.portal(db -> db.sql("""
            select string_agg(concat_ws('|', u.external_id, c.external_key, c.name, c.city, c.district, c.address, c.class, c.lat, c.lon, c.description,
                    c.completion_year, c.completion_quarter, b.external_key, b.name, b.state, b.built_year, b.ready_quarter, u.number, u.rooms,
                    u.area, u.living, u.kitchen, u.floor, u.floors, u.apartments, u.price_minor, u.currency, u.price_as_of, u.completion,
                    u.finished, u.state), E'\\n' order by u.external_id) as all
            from catalogue.unit u join catalogue.complex c on c.id = u.complex_id join catalogue.building b on b.id = u.building_id
            where u.developer_id = :d\
            """)
                        .bind("d", developer.value())
                        .map(row -> row.get("all", String.class))
                        .one())
                .block();
    }

    private String get(String path) {
        return web.mutate()
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(64 * 1024 * 1024))
                .build()
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    @Test
    void whatGoesOutAsYrlComesInEqual() {
        stock(1_203);
        var document = get("/feeds/" + slug + "/yrl.xml");
        var report = catalogue.importYrl(other, Yrl.body(document), false).block();
        assertThat(report.created()).isEqualTo(1_203);
        assertThat(report.rejected()).isZero();
        assertThat(seen(other)).isEqualTo(seen(one));
    }

    @Test
    void whatGoesOutToKorterComesInWithoutAChangeOfWhatItSays() {
        stock(60);
        catalogue
                .importYrl(other, Yrl.body(get("/feeds/" + slug + "/yrl.xml")), false)
                .block();
        var before = seen(other);
        var whole = new StringBuilder("[");
        for (var complex : catalogue.complexesOf(one).block()) {
            var key = tx.portal(db -> db.sql("select external_key from catalogue.complex where id = :id")
                            .bind("id", complex.id().value())
                            .map(row -> row.get("external_key", String.class))
                            .one())
                    .block();
            var units = web.get()
                    .uri(uri -> uri.path("/feeds/" + slug + "/korter/project-units")
                            .queryParam("project_id", "{key}")
                            .build(key))
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody(String.class)
                    .returnResult()
                    .getResponseBody();
            whole.append(whole.length() > 1 ? "," : "")
                    .append("{\"id\":\"")
                    .append(key.replace("\"", "\\\""))
                    .append("\",\"units\":")
                    .append(units)
                    .append("}");
        }
        var order = new FeedOrder(other, FeedFormat.KORTER, false, false, null, null, "test", "anna");
        var report = feeds.now(order, Yrl.body(whole.append("]").toString())).block();
        assertThat(report.rejected()).as("%s", report.warnings()).isZero();
        assertThat(report.created() + report.vanished()).isZero();
        assertThat(report.state()).isEqualTo(ImportState.APPLIED);
        // the day of a price is the day of the import, because Korter names none
        assertThat(seen(other).replaceAll("\\|20\\d\\d-\\d\\d-\\d\\d\\|", "|"))
                .isEqualTo(before.replaceAll("\\|20\\d\\d-\\d\\d-\\d\\d\\|", "|"));
    }

    @Test
    void noTelephoneGoesOut() {
        stock(5);
        var complex = catalogue.complexesOf(one).block().getFirst();
        catalogue
                .assignStaticNumber(complex.id(), new PhoneNumber("+77000002999"))
                .block();
        var document =
                get("/feeds/" + slug + "/yrl.xml") + get("/feeds/yrl.xml") + get("/feeds/" + slug + "/korter/projects");
        assertThat(document.replaceAll("[^0-9]", " "))
                .doesNotContain("77000001001")
                .doesNotContain("77000002999");
        assertThat(document).doesNotContain("phone");
    }

    @Test
    void theWholePortalHasUniqueIds() {
        stock(3);
        assertThat(get("/feeds/yrl.xml")).contains("internal-id=\"" + slug + "/u0\"");
        assertThat(get("/feeds/korter/projects")).contains(slug + "/тест парк");
    }

    @Test
    void whoAsksAgainIsToldThatNothingHasChanged() {
        stock(3);
        var first = web.get()
                .uri("/feeds/" + slug + "/yrl.xml")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult();
        var tag = first.getResponseHeaders().getETag();
        assertThat(tag).isNotNull();
        var again = web.get()
                .uri("/feeds/" + slug + "/yrl.xml")
                .header("If-None-Match", tag)
                .exchange()
                .expectBody()
                .returnResult();
        // other tests of this JVM may have changed the catalogue meanwhile; then the tag is another one
        assertThat(again.getStatus().value() == 304
                        || !tag.equals(again.getResponseHeaders().getETag()))
                .isTrue();
    }

    @Test
    void whatIsNotThereIsNotFound() {
        for (var path :
                new String[] {"/feeds/nobody/yrl.xml", "/feeds/" + slug + "/korter/project-units?project_id=x"}) {
            web.get().uri(path).exchange().expectStatus().isNotFound();
        }
    }
}
