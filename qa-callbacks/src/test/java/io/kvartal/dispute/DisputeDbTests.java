package io.kvartal.dispute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.billing.Billing;
import io.kvartal.billing.CreditReason;
import io.kvartal.catalogue.Complex;
import io.kvartal.desk.AccountManager;
import io.kvartal.desk.AccountManagers;
import io.kvartal.desk.DeskScene;
import io.kvartal.dispute.Decision.Verdict;
import io.kvartal.lead.LeadId;
import io.kvartal.lead.Leads;
import io.kvartal.platform.Role;
import io.kvartal.platform.StaffAccess;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.verdict.ContactFacts;
import java.time.Duration;
import java.util.List;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

@DbTest
class DisputeDbTests {
    @Autowired
    Disputes disputes;

    @Autowired
    DeskScene scene;

    @Autowired
    Leads leads;

    @Autowired
    Billing billing;

    @Autowired
    AccountManagers managers;

    @Autowired
    TestClock clock;

    private Complex complex;
    private LeadId lead;

    @BeforeEach
    void aChargedLead() {
        clock.set(TestClock.START);
        complex = scene.complex();
        lead = scene.chargedLead(complex);
    }

    private Dispute open() {
        return disputes.open(complex.developer(), lead, "spam", "a robot", null, "Head")
                .block();
    }

    private Money credited() {
        return billing.ofLeads(complex.developer(), List.of(lead.value()))
                .block()
                .get(lead.value())
                .credited();
    }

    private static Decision decision(String verdict, String remedy) {
        return Decision.of(verdict, remedy, "by rule", null);
    }

    @Test
    void anUpheldDisputeCreditsAllThatIsLeft() {
        var dispute = open();
        assertThat(dispute.decideBy()).isEqualTo(clock.instant().plus(Duration.ofDays(3)));
        assertThat(leads.card(complex.developer(), lead).block().lead().disputed())
                .isTrue();

        var decided = disputes.decide(DeskScene.staff(Role.QUALITY), dispute.id(), decision("upheld", "credit"))
                .block();

        assertThat(decided.state()).isEqualTo(DisputeState.DECIDED);
        assertThat(decided.ruling().credited()).isEqualTo(DeskScene.PRICE);
        assertThat(credited()).isEqualTo(DeskScene.PRICE);
        assertThat(billing.charge(complex.developer(), dispute.charge()).block().credits())
                .singleElement()
                .satisfies(note -> assertThat(note.reason()).isEqualTo(CreditReason.DISPUTE));
        assertThat(leads.card(complex.developer(), lead).block().lead().disputed())
                .isFalse();
        assertThat(billing.trialBalance(StaffAccess.system("test"), clock.instant())
                        .block())
                .isNotNull();
    }

    /** The caller turns out to be somebody else, which takes the charge back and makes another. */
    @Test
    void whatIsCreditedIsWhatTheContactIsChargedNow() {
        var dispute = open();
        var facts = billing.charge(complex.developer(), dispute.charge())
                .block()
                .receipt()
                .facts();
        var somebodyElse = new ContactFacts(
                facts.contact(),
                facts.channel(),
                facts.at(),
                "person " + facts.contact(),
                facts.exclusion(),
                facts.answered(),
                facts.waitSec(),
                facts.talkSec(),
                facts.complex(),
                facts.room(),
                facts.source(),
                facts.classification(),
                facts.vendorTarget(),
                facts.vendorUnique());
        var anew = billing.assess(complex.developer(), lead.value(), "call", somebodyElse)
                .block()
                .charge();
        assertThat(anew.id()).isNotEqualTo(dispute.charge());
        disputes.decide(DeskScene.staff(Role.QUALITY), dispute.id(), decision("upheld", "credit"))
                .block();
        assertThat(billing.charge(complex.developer(), anew.id())
                        .block()
                        .charge()
                        .rest()
                        .isZero())
                .isTrue();
    }

    @Test
    void aReplacementIsOwedAndNothingIsCredited() {
        var dispute = open();
        disputes.decide(DeskScene.staff(Role.QUALITY), dispute.id(), decision("upheld", "replacement"))
                .block();
        assertThat(credited().isZero()).isTrue();
        assertThat(billing.replacements(complex.developer()).block())
                .singleElement()
                .satisfies(owed -> assertThat(owed.charge()).isEqualTo(dispute.charge()));
    }

    @Test
    void whenTheCreditFailsNothingIsDecided() {
        var dispute = open();
        var staff = DeskScene.staff(Role.QUALITY);
        assertThatThrownBy(() -> disputes.decide(
                                staff, dispute.id(), Decision.of("partial", "credit", "too much", Money.kzt(15_001)))
                        .block())
                .isInstanceOf(Problem.Invalid.class);
        assertThat(disputes.ofLead(complex.developer(), lead)
                        .block()
                        .orElseThrow()
                        .dispute()
                        .state())
                .isEqualTo(DisputeState.OPEN);
        assertThat(credited().isZero()).isTrue();
    }

    @Test
    void twoWhoDecideAtOnceCreditOnce() {
        var dispute = open();
        var done = Flux.range(0, 8)
                .flatMap(
                        i -> disputes.decide(DeskScene.staff(Role.QUALITY), dispute.id(), decision("upheld", "credit"))
                                .thenReturn(true)
                                .onErrorResume(Problem.Conflict.class, late -> reactor.core.publisher.Mono.just(false))
                                .subscribeOn(Schedulers.parallel()),
                        8)
                .filter(won -> won)
                .count()
                .block();
        assertThat(done).isOne();
        assertThat(credited()).isEqualTo(DeskScene.PRICE);
    }

    @Test
    void theAccountManagerDoesNotDecideAboutTheOwnDeveloper() {
        var own = DeskScene.staff(Role.MANAGER, Role.QUALITY);
        managers.assign(complex.developer(), new AccountManager(own.userId(), own.name()))
                .block();
        var dispute = open();
        assertThatThrownBy(() -> disputes.decide(own, dispute.id(), decision("upheld", "credit"))
                        .block())
                .isInstanceOf(Problem.Forbidden.class)
                .hasMessage("dispute.own-account");
        assertThat(credited().isZero()).isTrue();
    }

    @Test
    void silenceUpholdsAfterThreeWorkingDaysAndNotBefore() {
        var dispute = open();
        clock.set(dispute.decideBy());
        disputes.upholdOverdue().block();
        assertThat(credited().isZero()).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(disputes.upholdOverdue().block()).isPositive();
        assertThat(disputes.upholdOverdue().block()).isZero();
        var ruling = disputes.ofLead(complex.developer(), lead)
                .block()
                .orElseThrow()
                .dispute()
                .ruling();
        assertThat(ruling.verdict()).isEqualTo(Verdict.UPHELD);
        assertThat(ruling.bySilence()).isTrue();
        assertThat(credited()).isEqualTo(DeskScene.PRICE);
    }

    @Test
    void silenceDoesNotCountWhileTheDeveloperIsAsked() {
        var dispute = open();
        disputes.askEvidence(DeskScene.staff(Role.QUALITY), dispute.id(), "which lead?")
                .block();
        clock.advance(Duration.ofDays(10));
        disputes.upholdOverdue().block();
        assertThat(credited().isZero()).isTrue();
        var again = disputes.supply(complex.developer(), dispute.id(), "this one", "Head")
                .block();
        assertThat(again.state()).isEqualTo(DisputeState.UNDER_REVIEW);
        assertThat(again.decideBy()).isAfter(clock.instant());
    }

    @Test
    void anAppealIsDecidedByAnotherPersonAndEnds() {
        var dispute = open();
        var first = DeskScene.staff(Role.QUALITY);
        disputes.decide(first, dispute.id(), decision("rejected", "none")).block();
        disputes.appeal(complex.developer(), dispute.id(), "listen again", "Head")
                .block();
        assertThatThrownBy(() -> disputes.decide(first, dispute.id(), decision("upheld", "credit"))
                        .block())
                .isInstanceOf(Problem.Forbidden.class);
        var end = disputes.decide(DeskScene.staff(Role.QUALITY), dispute.id(), decision("partial", "credit"))
                .block();
        assertThat(end.state()).isEqualTo(DisputeState.FINAL);
        assertThat(credited()).isEqualTo(Money.kzt(7_500));
    }

    @Test
    void aLeadIsContestedOnceInTimeAndOnlyWhenItWasCharged() {
        open();
        assertThatThrownBy(this::open).isInstanceOf(Problem.Conflict.class).hasMessage("dispute.exists");

        var missed = scene.missedCall(complex);
        assertThatThrownBy(() -> disputes.open(complex.developer(), missed, "spam", null, null, "Head")
                        .block())
                .hasMessage("dispute.nothing-charged");

        lead = scene.chargedLead(complex);
        var closes = disputes.standing(complex.developer(), lead).block().closes();
        clock.set(closes.plusSeconds(1));
        assertThatThrownBy(this::open).hasMessage("dispute.window-over");
    }

    @Test
    void anotherTenantSeesNothing() {
        var dispute = open();
        var other = Tenants.random();
        assertThat(disputes.ofTenant(other).block()).isEmpty();
        assertThatThrownBy(() -> disputes.withdraw(other, dispute.id(), "x").block())
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() ->
                        disputes.open(other, lead, "spam", null, null, "x").block())
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void bothSidesWriteAtTheirSeconds() {
        var dispute = open();
        disputes.remark(complex.developer(), dispute.id(), 40, "asks for rent", "Head")
                .block();
        disputes.remark(DeskScene.staff(Role.QUALITY), dispute.id(), 12, "greets")
                .block();
        assertThat(disputes.view(StaffAccess.system("test"), dispute.id())
                        .block()
                        .remarks())
                .extracting(DisputeView.Remark::second)
                .containsExactly(12, 40);
    }
}
