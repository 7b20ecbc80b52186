package io.kvartal.lead;

import static io.kvartal.lead.LeadScene.buyer;
import static io.kvartal.lead.LeadScene.form;
import static io.kvartal.lead.LeadScene.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.contract.CommercialModel;
import io.kvartal.shared.Problem;
import io.kvartal.verdict.Classification;
import java.time.Duration;
import kvartal.testing.DbTest;
import org.junit.jupiter.api.Test;

/** What developers do with their leads. */
@DbTest
class LeadWorkDbTests extends LeadWorkBase {
    @Test
    void takingAFreeLeadOpensThePhoneOnce() {
        var complex = scene.complexOf(CommercialModel.FREE);
        var buyer = buyer();
        var lead = get(leads.request(form(complex, buyer, null))).lead();
        assertThatThrownBy(() -> leads.attempt(complex.developer(), lead, clock.instant(), "reached", null, "Ержан")
                        .block())
                .isInstanceOf(Problem.Conflict.class);
        var taken = get(leads.accept(complex.developer(), lead, "Ержан"));
        assertThat(taken.buyer().phone()).isEqualTo(buyer.e164());
        assertThat(taken.handling()).isEqualTo(Handling.DEVELOPER);
        assertThat(taken.stage()).isEqualTo(Stage.IN_WORK);
        assertThatThrownBy(
                        () -> leads.accept(complex.developer(), lead, "Ержан").block())
                .isInstanceOf(Problem.Conflict.class);
        assertThat(scene.events(complex.developer(), LeadTaken.class)).isEqualTo(1);
    }

    @Test
    void takingALeadPaidPerDealFixesTheClientForThePortal() {
        var complex = scene.complexOf(CommercialModel.CPT);
        var lead = get(leads.request(form(complex, buyer(), null))).lead();
        assertThatThrownBy(() -> fixations.of(complex.developer(), lead.value()).block())
                .isInstanceOf(Problem.NotFound.class);
        get(leads.accept(complex.developer(), lead, "Ержан"));
        assertThat(get(fixations.of(complex.developer(), lead.value())).holds(clock.instant()))
                .isTrue();
    }

    @Test
    void theCallCentreQualifiesBeforeItHandsOver() {
        var complex = scene.complexOf(CommercialModel.CPT);
        var lead = get(leads.request(form(complex, buyer(), null))).lead();
        assertThatThrownBy(() -> leads.handOver(DESK, complex.developer(), lead).block())
                .isInstanceOf(Problem.Conflict.class);
        get(leads.qualify(
                DESK, complex.developer(), lead, Classification.target("u1", clock.instant()), "ищет двушку"));
        var row = get(leads.handOver(DESK, complex.developer(), lead));
        assertThat(row.handling()).isEqualTo(Handling.DEVELOPER);
        assertThat(row.promisedBy()).isEqualTo(clock.instant().plus(Duration.ofMinutes(15)));
        assertThat(get(fixations.of(complex.developer(), lead.value())).lead()).isEqualTo(lead.value());
    }

    @Test
    void twoWhoMoveOneLeadAtOnceDoNotOverwriteEachOther() {
        var complex = scene.complexOf(CommercialModel.CPL);
        var lead = get(leads.request(form(complex, buyer(), null))).lead();
        var seen = get(leads.card(complex.developer(), lead)).lead().version();
        get(leads.stage(complex.developer(), lead, Stage.SHOWING, null, seen, "Ержан"));
        assertThatThrownBy(() -> leads.stage(complex.developer(), lead, Stage.BOOKING, null, seen, "Дана")
                        .block())
                .isInstanceOf(Problem.Conflict.class);
        assertThat(scene.events(complex.developer(), LeadStageChanged.class)).isEqualTo(1);
    }
}
