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
import io.kvartal.fixation.Fixations;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Problem;
import io.kvartal.verdict.Classification;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.UUID;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

@DbTest
class LeadWorkDbTests {
    private static final StaffAccess DESK = new StaffAccess("u1 Сауле", "callback");

    @Autowired
    Leads leads;

    @Autowired
    LeadScene scene;

    @Autowired
    Billing billing;

    @Autowired
    Fixations fixations;

    @Autowired
    TenantTx tx;

    @Autowired
    TestClock clock;

    @BeforeEach
    @AfterEach
    void mondayMorning() {
        clock.set(TestClock.START);
    }

    // ---- taking and moving ----

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

    // ---- isolation ----

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

    // ---- the passport ----

    @Test
    void aPassportsTokenIsNowhereInTheDatabase() {
        var complex = scene.complexOf(CommercialModel.CPL);
        var token = get(leads.request(form(complex, buyer(), null))).passport();
        assertThat(token).hasSize(22);
        var stored = get(tx.portal(db -> db.sql("select count(*) as n from lead.passport where token_hash = :plain")
                .bind("plain", token.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .map(row -> StoredLeads.must(row, "n", Long.class))
                .one()));
        assertThat(stored).isZero();
        assertThat(get(leads.passport(token)).complex()).isEqualTo(complex.slug());
        assertThatThrownBy(() -> leads.passport(token.substring(1) + "A").block())
                .isInstanceOf(Problem.NotFound.class);
        clock.advance(Duration.ofDays(181));
        assertThatThrownBy(() -> leads.passport(token).block()).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void theBuyersYesStopsTheClockAndTheNoGoesToTheDesk() {
        var complex = scene.complexOf(CommercialModel.CPL);
        var accepted = get(leads.request(form(complex, buyer(), null)));
        assertThat(get(leads.passport(accepted.passport())).state()).isEqualTo(Passport.State.WAITING);
        clock.advance(Duration.ofMinutes(20));
        assertThat(get(leads.passport(accepted.passport())).state()).isEqualTo(Passport.State.OVERDUE);
        assertThat(get(leads.answer(accepted.passport(), false)).called()).isFalse();
        assertThat(scene.events(complex.developer(), BuyerAnswered.class)).isEqualTo(1);
        var answered = get(leads.answer(accepted.passport(), true));
        assertThat(answered.state()).isEqualTo(Passport.State.CALLED);
        assertThat(answered.called()).isTrue();
        assertThat(get(leads.card(complex.developer(), accepted.lead())).lead().firstContactAt())
                .isEqualTo(clock.instant());
    }

    @Test
    void aConsentTakenBackClosesThePhone() {
        var complex = scene.complexOf(CommercialModel.CPL);
        var accepted = get(leads.request(form(complex, buyer(), null)));
        assertThat(get(leads.passport(accepted.passport())).consents())
                .hasSize(2)
                .allMatch(Passport.Agreement::isGiven);
        var share = get(leads.withdraw(accepted.passport(), "share"));
        assertThat(share.state()).isEqualTo(Passport.State.WAITING);
        var contact = get(leads.withdraw(accepted.passport(), "contact"));
        assertThat(contact.state()).isEqualTo(Passport.State.WITHDRAWN);
        var row = get(leads.card(complex.developer(), accepted.lead())).lead();
        assertThat(row.buyer().withdrawn()).isTrue();
        assertThat(row.buyer().phone()).contains("•");
        assertThatThrownBy(
                        () -> leads.withdraw(accepted.passport(), "everything").block())
                .isInstanceOf(Problem.NotFound.class);
    }

    // ---- reassignment ----

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
