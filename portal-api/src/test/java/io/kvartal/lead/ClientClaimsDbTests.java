package io.kvartal.lead;

import static io.kvartal.lead.LeadScene.buyer;
import static io.kvartal.lead.LeadScene.form;
import static io.kvartal.lead.LeadScene.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.billing.DealBook;
import io.kvartal.catalogue.Complex;
import io.kvartal.contract.CommercialModel;
import io.kvartal.fixation.ClaimDraft;
import io.kvartal.fixation.Fixation;
import io.kvartal.fixation.Fixation.Channel;
import io.kvartal.fixation.Fixation.State;
import io.kvartal.platform.OutboxConsumer;
import io.kvartal.platform.StaffAccess;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.Problem;
import java.time.Duration;
import java.util.List;
import kvartal.testing.DbTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A lead that is paid per deal, and the portal's claim to its client. */
@DbTest
class ClientClaimsDbTests extends LeadWorkBase {
    @Autowired
    DealBook deals;

    @Autowired
    OutboxConsumer<ConsentWithdrawn> fixationIsForgotten;

    private LeadId taken(Complex complex, PhoneNumber buyer) {
        var lead = get(leads.request(form(complex, buyer, null))).lead();
        get(leads.accept(complex.developer(), lead, "Ержан"));
        return lead;
    }

    private void move(Complex complex, LeadId lead, Stage to) {
        var seen = get(leads.card(complex.developer(), lead)).lead().version();
        get(leads.stage(complex.developer(), lead, to, to == Stage.REFUSED ? "передумал" : null, seen, "Ержан"));
    }

    private Fixation claim(Complex complex, LeadId lead) {
        return get(fixations.of(complex.developer(), lead.value()));
    }

    @Test
    void aClaimFollowsItsLeadFromTheHandOverToTheBookingAndBack() {
        var complex = scene.complexOf(CommercialModel.CPT);
        var lead = taken(complex, buyer());
        assertThat(claim(complex, lead).state()).isEqualTo(State.CONDITIONAL);
        clock.advance(Duration.ofDays(3));
        move(complex, lead, Stage.SHOWING);
        var visited = claim(complex, lead);
        assertThat(visited.state()).isEqualTo(State.FIXED);
        assertThat(visited.validTill()).isEqualTo(clock.instant().plus(Duration.ofDays(60)));
        move(complex, lead, Stage.BOOKING);
        assertThat(claim(complex, lead).holds(clock.instant().plus(Duration.ofDays(500))))
                .isTrue();
        move(complex, lead, Stage.IN_WORK);
        assertThat(claim(complex, lead).state()).isEqualTo(State.FIXED);
        assertThat(claim(complex, lead).validTill()).isEqualTo(visited.validTill());
    }

    @Test
    void anAccompaniedVisitFixesAClientWhoWasNotFixedYetAndTwoVisitsAreOneClaim() {
        var complex = scene.complexOf(CommercialModel.CPT);
        var lead = get(leads.request(form(complex, buyer(), null))).lead();
        assertThatThrownBy(() -> claim(complex, lead)).isInstanceOf(Problem.NotFound.class);
        move(complex, lead, Stage.SHOWING);
        var first = claim(complex, lead);
        assertThat(first.state()).isEqualTo(State.FIXED);
        move(complex, lead, Stage.IN_WORK);
        clock.advance(Duration.ofDays(1));
        move(complex, lead, Stage.SHOWING);
        assertThat(claim(complex, lead).id()).isEqualTo(first.id());
        assertThat(claim(complex, lead).validTill()).isEqualTo(first.validTill().plus(Duration.ofDays(1)));
    }

    @Test
    void aLeadThatIsPaidByTheContactFixesNobody() {
        var complex = scene.complexOf(CommercialModel.CPL);
        var lead = get(leads.request(form(complex, buyer(), null))).lead();
        move(complex, lead, Stage.SHOWING);
        assertThatThrownBy(() -> claim(complex, lead)).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void aClientWhomAnAgencyHoldsStaysTheAgencysAndTheLeadMovesAllTheSame() {
        var complex = scene.complexOf(CommercialModel.CPT);
        var buyer = buyer();
        get(fixations.claim(
                complex.developer(),
                new ClaimDraft(buyer, null, Channel.AGENCY, "Агентство", "заявка", clock.instant()),
                "Сауле"));
        clock.advance(Duration.ofHours(1));
        var lead = taken(complex, buyer);
        move(complex, lead, Stage.SHOWING);
        assertThat(claim(complex, lead).state()).isEqualTo(State.REJECTED);
        assertThat(get(leads.card(complex.developer(), lead)).lead().stage()).isEqualTo(Stage.SHOWING);
    }

    @Test
    void aDealThatTheOfficeMarksAndNobodyDeclaresIsSeen() {
        var complex = scene.complexOf(CommercialModel.CPT);
        var lead = taken(complex, buyer());
        move(complex, lead, Stage.DEAL);
        assertThat(get(deals.suspicions(new StaffAccess("tester", "suspicions in a test"))))
                .filteredOn(heard -> heard.lead().equals(lead.value()))
                .singleElement()
                .satisfies(heard -> assertThat(heard.description()).isEqualTo(complex.name()));
    }

    @Test
    void aBuyerWhoTakesTheConsentBackLeavesOnlyHashes() {
        var complex = scene.complexOf(CommercialModel.CPT);
        var buyer = buyer();
        get(fixations.claim(
                complex.developer(),
                new ClaimDraft(buyer, null, Channel.OWN, null, "CRM 17 Айгерим", clock.instant()),
                "Ержан"));
        var lead = taken(complex, buyer);
        fixationIsForgotten
                .on(complex.developer(), new ConsentWithdrawn(lead, "quality"))
                .block();
        assertThat(forgotten(complex, buyer)).containsExactly(false, false);
        fixationIsForgotten
                .on(complex.developer(), new ConsentWithdrawn(lead, "contact"))
                .block();
        fixationIsForgotten
                .on(complex.developer(), new ConsentWithdrawn(lead, "contact"))
                .block();
        assertThat(forgotten(complex, buyer)).containsExactly(true, true);
        assertThat(get(fixations.verify(complex.developer())).isWhole()).isTrue();
    }

    private List<Boolean> forgotten(Complex complex, PhoneNumber buyer) {
        return get(fixations.ofPersons(complex.developer(), List.of(fixations.person(buyer)))).stream()
                .map(claim -> claim.claim().forgotten())
                .toList();
    }
}
