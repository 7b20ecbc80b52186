package io.kvartal.lead;

import static io.kvartal.lead.LeadScene.buyer;
import static io.kvartal.lead.LeadScene.form;
import static io.kvartal.lead.LeadScene.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.billing.Billing;
import io.kvartal.billing.CreditReason;
import io.kvartal.catalogue.Complex;
import io.kvartal.contract.CommercialModel;
import io.kvartal.shared.Problem;
import java.time.Duration;
import java.util.UUID;
import kvartal.testing.DbTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A forgotten buyer goes to another developer. */
@DbTest
class ReassigningDbTests extends LeadWorkBase {
    @Autowired
    Billing billing;

    @Test
    void aForgottenBuyerGoesToTheSecondDeveloperAndChargesFollow() {
        var first = scene.complexOf(CommercialModel.CPL);
        var second = scene.complexOf(CommercialModel.CPL);
        var accepted = get(leads.request(form(first, buyer(), UUID.randomUUID())));
        clock.advance(Duration.ofMinutes(5));
        get(leads.attempt(first.developer(), accepted.lead(), clock.instant(), "reached", null, "Ержан"));
        assertThat(charged(first, accepted.lead())).isEqualTo(LeadScene.PRICE.minor());
        clock.advance(Duration.ofHours(3));

        var moved = get(leads.reassign(DESK, first.developer(), accepted.lead(), second.id()));

        var lost = get(leads.card(first.developer(), accepted.lead()));
        assertThat(lost.lead().lost()).isEqualTo(new LeadRow.Lost(clock.instant(), "not-called"));
        assertThat(lost.lead().buyer().phone()).contains("•");
        assertThat(lost.lead().buyer().name()).isNull();
        assertThat(charged(first, accepted.lead())).isZero();
        assertThat(lost.timeline()).extracting(TimelineEntry::kind).contains(EventKind.REASSIGNED_AWAY);
        assertThat(lost.timeline().toString())
                .doesNotContain(second.slug())
                .doesNotContain(second.developer().toString());
        var charge = get(billing.charge(
                first.developer(),
                io.kvartal.billing.ChargeId.of(lost.lead().charge().id())));
        assertThat(charge.credits()).singleElement().satisfies(note -> assertThat(note.reason())
                .isEqualTo(CreditReason.REASSIGNED));

        var got = get(leads.card(second.developer(), moved));
        assertThat(got.lead().buyer().phone()).matches("\\+7701\\d{7}");
        assertThat(got.lead().verdict()).isEqualTo("TARGET");
        assertThat(charged(second, moved)).isEqualTo(LeadScene.PRICE.minor());
        assertThat(got.lead().promisedBy()).isEqualTo(clock.instant().plus(Duration.ofMinutes(15)));
        assertThat(got.timeline().toString())
                .doesNotContain(first.slug())
                .doesNotContain(first.developer().toString());
        assertThat(scene.events(first.developer(), LeadReassigned.class)).isEqualTo(1);
        assertThat(scene.events(second.developer(), LeadDelivered.class)).isEqualTo(1);
        assertThat(get(billing.trialBalance(DESK, clock.instant())).isBalanced())
                .isTrue();

        var passport = get(leads.passport(accepted.passport()));
        assertThat(passport.complex()).isEqualTo(second.slug());
        assertThat(passport.caller()).isEqualTo(second.developerName());
        assertThat(passport.timeline()).extracting(TimelineEntry::kind).contains(EventKind.REASSIGNED_AWAY);
        get(leads.answer(accepted.passport(), true));
        assertThat(get(leads.card(second.developer(), moved)).lead().firstContactAt())
                .isEqualTo(clock.instant());
    }

    @Test
    void whatIsLostStaysLost() {
        var first = scene.complexOf(CommercialModel.CPL);
        var second = scene.complexOf(CommercialModel.PLACEMENT);
        var lead = get(leads.request(form(first, buyer(), null))).lead();
        get(leads.reassign(DESK, first.developer(), lead, second.id()));
        assertThatThrownBy(() -> leads.reassign(DESK, first.developer(), lead, second.id())
                        .block())
                .isInstanceOf(Problem.Conflict.class);
        assertThatThrownBy(() -> leads.attempt(first.developer(), lead, clock.instant(), "reached", null, "x")
                        .block())
                .isInstanceOf(Problem.Conflict.class);
        assertThat(scene.rows(second.developer(), "lead")).isEqualTo(1);
    }

    @Test
    void aLeadForADeveloperPaidPerDealIsFixedForThePortal() {
        var first = scene.complexOf(CommercialModel.CPL);
        var second = scene.complexOf(CommercialModel.CPT);
        var lead = get(leads.request(form(first, buyer(), null))).lead();
        var moved = get(leads.reassign(DESK, first.developer(), lead, second.id()));
        assertThat(get(fixations.of(second.developer(), moved.value())).holds(clock.instant()))
                .isTrue();
        assertThat(get(leads.card(second.developer(), moved)).lead().handling()).isEqualTo(Handling.DEVELOPER);
    }

    @Test
    void withoutTheBuyersConsentNothingIsPassedOn() {
        var first = scene.complexOf(CommercialModel.CPL);
        var second = scene.complexOf(CommercialModel.CPL);
        var lead = get(leads.request(form(first, buyer(), null, "contact"))).lead();
        assertThatThrownBy(() -> leads.reassign(DESK, first.developer(), lead, second.id())
                        .block())
                .isInstanceOfSatisfying(Problem.Conflict.class, refused -> assertThat(refused.code())
                        .isEqualTo("lead-no-share-consent"));
        assertThat(scene.rows(second.developer(), "lead")).isZero();
        leads.recordConsent(DESK, first.developer(), lead, ConsentPurpose.SHARE, "callback 1, second 14")
                .block();
        get(leads.reassign(DESK, first.developer(), lead, second.id()));
        assertThat(scene.rows(second.developer(), "lead")).isEqualTo(1);
    }

    @Test
    void aComplexOfTheSameDeveloperIsNoReassignment() {
        var first = scene.complexOf(CommercialModel.CPL);
        var lead = get(leads.request(form(first, buyer(), null))).lead();
        assertThatThrownBy(() -> leads.reassign(DESK, first.developer(), lead, first.id())
                        .block())
                .isInstanceOf(Problem.Conflict.class);
    }

    private long charged(Complex complex, LeadId lead) {
        var money = get(billing.ofLeads(complex.developer(), java.util.List.of(lead.value())))
                .get(lead.value());
        return money == null || money.amount() == null
                ? 0
                : money.amount().minus(money.credited()).minor();
    }

    @Test
    void theDeskSeesThePhoneThatTheDeveloperDoesNot() {
        var complex = scene.complexOf(CommercialModel.FREE);
        var buyer = buyer();
        var lead = get(leads.request(form(complex, buyer, null))).lead();
        var desk = get(leads.forDesk(DESK, complex.developer(), lead));
        assertThat(desk.phone()).isEqualTo(buyer);
        assertThat(desk.mayShare()).isTrue();
        assertThat(desk.card().lead().buyer().phone()).contains("•");
    }
}
