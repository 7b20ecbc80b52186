package io.kvartal.lead;

import static io.kvartal.lead.LeadScene.buyer;
import static io.kvartal.lead.LeadScene.form;
import static io.kvartal.lead.LeadScene.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.contract.CommercialModel;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Problem;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lists, views and figures, each tenant its own. */
@DbTest
class LeadListDbTests extends LeadWorkBase {
    @Test
    void listsPageByKeysAndNewLeadsDoNotShiftThem() {
        var complex = scene.complexOf(CommercialModel.CPL);
        for (int i = 0; i < 7; i++) {
            clock.advance(Duration.ofMinutes(1));
            get(leads.request(form(complex, buyer(), null)));
        }
        var first = get(leads.list(complex.developer(), LeadFilter.ALL, null, 3));
        clock.advance(Duration.ofMinutes(1));
        get(leads.request(form(complex, buyer(), null)));
        var second = get(leads.list(complex.developer(), LeadFilter.ALL, first.nextCursor(), 3));
        var third = get(leads.list(complex.developer(), LeadFilter.ALL, second.nextCursor(), 3));
        var seen = new HashSet<LeadId>();
        for (var page : Arrays.asList(first, second, third)) {
            page.items().forEach(row -> assertThat(seen.add(row.id())).isTrue());
        }
        assertThat(seen).hasSize(7);
        assertThat(third.nextCursor()).isNull();
        assertThatThrownBy(() -> leads.list(complex.developer(), LeadFilter.ALL, "nonsense", 3)
                        .block())
                .isInstanceOf(Problem.Invalid.class);
    }

    @ParameterizedTest
    @EnumSource(LeadFilter.View.class)
    void everyViewAnswersAndAgreesWithItsCount(LeadFilter.View view) {
        var complex = scene.complexOf(CommercialModel.FREE);
        get(leads.request(form(complex, buyer(), null)));
        get(leads.fromCall(scene.call(complex, buyer(), 60)));
        var rows = get(leads.list(complex.developer(), LeadFilter.view(view), null, 50));
        assertThat((long) rows.items().size())
                .isEqualTo(get(leads.counts(complex.developer())).get(view));
    }

    @Test
    void figuresOfAMonth() {
        var complex = scene.complexOf(CommercialModel.CPL);
        get(leads.fromCall(scene.call(complex, buyer(), 120)));
        var lead = get(leads.request(form(complex, buyer(), null))).lead();
        clock.advance(Duration.ofMinutes(10));
        get(leads.attempt(complex.developer(), lead, clock.instant(), "reached", null, "Ержан"));
        get(leads.fromCall(scene.call(complex, buyer(), 0)));
        var stats = get(leads.stats(complex.developer(), BillingPeriod.parse("2026-11")));
        assertThat(stats.leads()).isEqualTo(3);
        assertThat(stats.persons()).isEqualTo(3);
        assertThat(stats.target()).isEqualTo(2);
        assertThat(stats.answered()).isEqualTo(2);
        assertThat(stats.missed()).isEqualTo(1);
        assertThat(stats.medianResponseMinutes()).isEqualTo(5.0);
        assertThat(stats.byChannel()).containsEntry("CALL", 2L).containsEntry("FORM", 1L);
        assertThat(stats.byComplex()).containsEntry(complex.slug(), 3L);
        assertThat(stats.byDay()).containsEntry(java.time.LocalDate.of(2026, 11, 16), 3L);
        assertThat(get(leads.stats(Tenants.random(), BillingPeriod.parse("2026-11")))
                        .leads())
                .isZero();
    }

    @Test
    void oneTenantNeverSeesAnothersLeads() {
        var complex = scene.complexOf(CommercialModel.CPL);
        var stranger = scene.complexOf(CommercialModel.CPL).developer();
        var lead = get(leads.request(form(complex, buyer(), null))).lead();
        for (var table : Arrays.asList("lead", "contact", "event", "consent")) {
            assertThat(scene.rows(complex.developer(), table)).as(table).isPositive();
            assertThat(scene.rows(stranger, table)).as(table).isZero();
        }
        assertThat(get(leads.list(stranger, LeadFilter.ALL, null, 10)).items()).isEmpty();
        assertThatThrownBy(() -> leads.card(stranger, lead).block()).isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> leads.accept(stranger, lead, "x").block()).isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() ->
                        leads.stage(stranger, lead, Stage.DEAL, null, 1, "x").block())
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> leads.attempt(stranger, lead, clock.instant(), "reached", null, "x")
                        .block())
                .isInstanceOf(Problem.NotFound.class);
    }
}
