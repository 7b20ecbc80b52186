package io.kvartal.catalogue.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.content.HandOvers;
import io.kvartal.catalogue.content.Inaccuracies;
import io.kvartal.catalogue.content.Inaccuracy;
import io.kvartal.catalogue.content.Inaccuracy.Subject;
import io.kvartal.catalogue.content.Nearby;
import io.kvartal.catalogue.content.Place;
import io.kvartal.catalogue.content.Surroundings;
import io.kvartal.number.Samples;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Lang;
import io.kvartal.shared.LocalizedText;
import io.kvartal.shared.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import kvartal.testing.DbTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

/** What stands around a complex: promises, places, readers' reports. */
@DbTest
class AroundDbTests {
    private static final int Q3_2027 = 2027 * 4 + 2;

    @Autowired
    TenantTx tx;

    @Autowired
    HandOvers handOvers;

    @Autowired
    Surroundings surroundings;

    @Autowired
    Inaccuracies inaccuracies;

    @Autowired
    InaccuracyPages pages;

    @Autowired
    Samples samples;

    @Test
    void everyChangeOfAPromiseIsKeptWhoeverMakesIt() {
        var complex = samples.complex();
        sql(complex, """
            insert into catalogue.building (complex_id, external_key, name, state, built_year, ready_quarter)
            values (:complex, '1', '1', 'unfinished', 2027, 3)\
            """);
        sql(complex, "update catalogue.building set floors = 9 where complex_id = :complex");
        sql(complex, "update catalogue.building set built_year = 2028, ready_quarter = 1 where complex_id = :complex");
        sql(complex, "update catalogue.building set state = 'hand-over' where complex_id = :complex");
        var building = handOvers.of(complex.developer()).block().getFirst();
        assertThat(building.promised()).isEqualTo(Q3_2027);
        assertThat(building.latest()).isEqualTo(Q3_2027 + 2);
        assertThat(building.delay()).isEqualTo(2);
        assertThat(building.handedOver()).isTrue();
        assertThat(plans(complex)).isEqualTo(3);
        handOvers
                .earlier(complex.id(), "1", Instant.parse("2025-01-01T00:00:00Z"), Q3_2027 - 2)
                .block();
        assertThat(handOvers.of(complex.developer()).block().getFirst().delay()).isEqualTo(4);
    }

    @Test
    void theTwoNearestOfAKindAreShownByTheWayToThem() {
        var complex = samples.complex();
        // a city of its own far from other tests: only the coordinates count
        var places = new ArrayList<Place>();
        for (int i = 1; i <= 4; i++) {
            places.add(new Place(
                    "almaty",
                    Place.Kind.CLINIC,
                    LocalizedText.same("Clinic " + i),
                    complex.lat() + i * 0.003,
                    complex.lon(),
                    "test",
                    LocalDate.of(2026, 1, 2)));
        }
        surroundings.add(places).then(surroundings.add(places)).block();
        var clinics = surroundings.of(complex).block().stream()
                .filter(near -> near.place().kind() == Place.Kind.CLINIC)
                .toList();
        assertThat(clinics).extracting(near -> near.place().name().en()).containsExactly("Clinic 1", "Clinic 2");
        assertThat(clinics).extracting(Nearby::metres).containsExactly(334, 667);
        assertThat(clinics).extracting(Nearby::minutes).containsExactly(6, 11);
    }

    @Test
    void aReportIsAnsweredOnce() {
        var complex = samples.complex();
        inaccuracies
                .report(complex.id(), Subject.DEADLINE, "Building 2 stands", Lang.KK)
                .block();
        var found = only(complex, true);
        assertThat(found.comment()).isEqualTo("Building 2 stands");
        inaccuracies.resolve(found.id(), "Mended", "Dana").block();
        assertThatThrownBy(
                        () -> inaccuracies.resolve(found.id(), "Again", "Erlan").block())
                .isInstanceOf(Problem.Conflict.class);
        assertThat(only(complex, false).answer()).isEqualTo("Mended");
    }

    @Test
    void robotsAreThankedAndForgotten() {
        var complex = samples.complex();
        var ui = io.kvartal.platform.web.Ui.sample(Lang.RU);
        var trapped =
                pages.report(complex.slug(), ui, form("comment=x&website=spam")).block();
        var empty = pages.report(complex.slug(), ui, form("subject=PRICE&comment=++"))
                .block();
        assertThat(trapped.view()).isInstanceOf(org.springframework.web.reactive.result.view.RedirectView.class);
        assertThat(empty.status().value()).isEqualTo(422);
        assertThat(of(complex, true)).isEmpty();
        pages.report(complex.slug(), ui, form("subject=NONSENSE&comment=wrong")).block();
        assertThat(only(complex, true).subject()).isEqualTo(Subject.OTHER);
    }

    private Inaccuracy only(Complex complex, boolean open) {
        var all = of(complex, open);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private List<Inaccuracy> of(Complex complex, boolean open) {
        return inaccuracies.list(open).block().stream()
                .filter(found -> found.complexSlug().equals(complex.slug()))
                .toList();
    }

    private static MockServerWebExchange form(String body) {
        return MockServerWebExchange.from(MockServerHttpRequest.post("/")
                .contentType(org.springframework.http.MediaType.APPLICATION_FORM_URLENCODED)
                .body(body));
    }

    private void sql(Complex complex, String statement) {
        tx.portal(db -> db.sql(statement).bind("complex", complex.id().value()).then())
                .block();
    }

    private long plans(Complex complex) {
        return tx.portal(db -> db.sql("""
            select count(*) as n from catalogue.building_plan p join catalogue.building b on b.id = p.building_id where b.complex_id = :complex\
            """)
                        .bind("complex", complex.id().value())
                        .map(row -> row.get("n", Long.class))
                        .one())
                .block();
    }
}
