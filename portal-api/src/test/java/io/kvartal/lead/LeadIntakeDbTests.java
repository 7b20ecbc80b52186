package io.kvartal.lead;

import static io.kvartal.lead.LeadScene.buyer;
import static io.kvartal.lead.LeadScene.form;
import static io.kvartal.lead.LeadScene.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.billing.Billing;
import io.kvartal.call.CallId;
import io.kvartal.call.Direction;
import io.kvartal.call.FinishedCall;
import io.kvartal.call.Outcome;
import io.kvartal.contract.CommercialModel;
import io.kvartal.number.Confidence;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Ids;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import kvartal.testing.DbTest;
import kvartal.testing.TestClock;
import kvartal.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

@DbTest
class LeadIntakeDbTests {
    @Autowired
    Leads leads;

    @Autowired
    CallLeads callLeads;

    @Autowired
    LeadScene scene;

    @Autowired
    Billing billing;

    @Autowired
    PromiseAlarms alarms;

    @Autowired
    TestClock clock;

    @BeforeEach
    @AfterEach
    void mondayMorning() {
        clock.set(TestClock.START);
    }

    @ParameterizedTest
    @EnumSource(CommercialModel.class)
    void theCommercialModelDecidesWhoCalls(CommercialModel model) {
        var complex = scene.complexOf(model);
        var accepted = get(leads.request(form(complex, buyer(), null)));
        var row = get(leads.card(complex.developer(), accepted.lead())).lead();
        var atCallCentre = model == CommercialModel.FREE || model == CommercialModel.CPT;
        assertThat(row.handling()).isEqualTo(atCallCentre ? Handling.CALL_CENTRE : Handling.DEVELOPER);
        assertThat(row.buyer().masked()).isEqualTo(atCallCentre);
        assertThat(row.buyer().phone()).matches(atCallCentre ? ".*•.*" : "\\+7701\\d{7}");
        assertThat(accepted.promisedBy()).isEqualTo(TestClock.START.plus(Duration.ofMinutes(15)));
    }

    @Test
    void aLongCallIsOneChargedLeadHoweverOftenItIsHandedIn() {
        var complex = scene.complexOf(CommercialModel.CPL);
        var call = scene.call(complex, buyer(), 125);
        var ids = new HashSet<LeadId>();
        for (int i = 0; i < 10; i++) {
            ids.add(get(leads.fromCall(call)));
        }
        assertThat(ids).hasSize(1);
        assertThat(scene.rows(complex.developer(), "lead")).isEqualTo(1);
        assertThat(scene.rows(complex.developer(), "contact")).isEqualTo(1);
        assertThat(charges(complex.developer())).isEqualTo(1);
        assertThat(scene.events(complex.developer(), LeadDelivered.class)).isEqualTo(1);
        var row = get(leads.card(complex.developer(), ids.iterator().next())).lead();
        assertThat(row.verdict()).isEqualTo("TARGET");
        assertThat(row.charge().amount()).isEqualTo(LeadScene.PRICE);
        assertThat(row.firstContactAt()).isEqualTo(call.at());
        assertThat(row.promisedBy()).isNull();
    }

    @Test
    void theSameCallHandedInByManyAtOnceIsStillOneLead() {
        var complex = scene.complexOf(CommercialModel.CPL);
        var call = scene.call(complex, buyer(), 125);
        var ids = get(Flux.range(0, 8).flatMap(i -> leads.fromCall(call)).collectList());
        assertThat(new HashSet<>(ids)).hasSize(1);
        assertThat(charges(complex.developer())).isEqualTo(1);
    }

    @Test
    void whatTelephonyHandsOverIsALeadThatTheCallKnows() {
        var complex = scene.complexOf(CommercialModel.CPL);
        var call = new FinishedCall(
                new CallId(Ids.next()),
                complex,
                Direction.IN,
                buyer(),
                null,
                null,
                new io.kvartal.call.Attribution("google", "cpc", "autumn", null, "/ru/zhk/x", Confidence.EXACT),
                clock.instant(),
                true,
                5,
                80,
                Outcome.ANSWERED,
                null,
                null);
        callLeads.finished(complex.developer(), call).block();
        callLeads.finished(complex.developer(), call).block();
        var known = get(callLeads.leadsOf(complex.developer(), List.of(call.id(), new CallId(Ids.next()))));
        assertThat(known).hasSize(1).containsKey(call.id());
        assertThat(known.get(call.id()).verdict()).isEqualTo("TARGET");
        assertThat(known.get(call.id()).phoneOpen()).isTrue();
        var card = get(
                leads.card(complex.developer(), new LeadId(known.get(call.id()).lead())));
        assertThat(card.attribution().source()).isEqualTo("google");
        assertThat(card.contacts()).hasSize(1);
    }

    @Test
    void aFormAndACallOfOneBuyerAreOneLead() {
        var complex = scene.complexOf(CommercialModel.CPL);
        var buyer = buyer();
        var accepted = get(leads.request(form(complex, buyer, null)));
        clock.advance(Duration.ofMinutes(5));
        var called = get(leads.fromCall(scene.call(complex, buyer, 90)));
        assertThat(called).isEqualTo(accepted.lead());
        var card = get(leads.card(complex.developer(), called));
        assertThat(card.contacts()).extracting(LeadCard.Touch::kind).containsExactly("FORM", "CALL");
        assertThat(card.lead().firstContactAt()).isEqualTo(clock.instant());
        assertThat(card.lead().overdue()).isFalse();
        assertThat(charges(complex.developer())).isEqualTo(1);
        assertThat(scene.events(complex.developer(), ContactJoined.class)).isEqualTo(1);
    }

    @Test
    void anotherBuyerOrAnotherComplexIsAnotherLead() {
        var complex = scene.complexOf(CommercialModel.CPL);
        var other = scene.complexOf(CommercialModel.CPL);
        var buyer = buyer();
        var first = get(leads.request(form(complex, buyer, null))).lead();
        assertThat(get(leads.request(form(complex, buyer(), null))).lead()).isNotEqualTo(first);
        assertThat(get(leads.request(form(other, buyer, null))).lead()).isNotEqualTo(first);
    }

    @Test
    void whenTheChargeCannotBeWrittenThereIsNoLead() throws Exception {
        var complex = scene.complexOf(CommercialModel.CPL);
        var call = scene.call(complex, buyer(), 125);
        owner("""
            create or replace function billing.refuse() returns trigger language plpgsql as
            $$ begin raise exception 'no charge today'; end $$;
            create trigger refuse before insert on billing.charge for each row
            when (new.tenant_id = '%s') execute function billing.refuse();
            """.formatted(complex.developer()));
        try {
            assertThatThrownBy(() -> leads.fromCall(call).block()).isNotNull();
            assertThat(scene.rows(complex.developer(), "lead")).isZero();
            assertThat(scene.rows(complex.developer(), "contact")).isZero();
            assertThat(scene.rows(complex.developer(), "event")).isZero();
            assertThat(scene.events(complex.developer(), LeadDelivered.class)).isZero();
        } finally {
            owner("drop trigger refuse on billing.charge; drop function billing.refuse();");
        }
        get(leads.fromCall(call));
        assertThat(scene.rows(complex.developer(), "lead")).isEqualTo(1);
    }

    @Test
    void aMissedCallIsAPromiseAndItsReturnIsWhatIsCharged() {
        var complex = scene.complexOf(CommercialModel.CPL);
        var buyer = buyer();
        var lead = get(leads.fromCall(scene.call(complex, buyer, 0)));
        var missed = get(leads.card(complex.developer(), lead)).lead();
        assertThat(missed.verdict()).isEqualTo("MISSED");
        assertThat(missed.charge()).isNull();
        assertThat(missed.promisedBy()).isEqualTo(TestClock.START.plus(Duration.ofMinutes(15)));

        clock.advance(Duration.ofMinutes(4));
        assertThat(get(leads.fromCall(scene.call(complex, buyer, 75, true)))).isEqualTo(lead);
        var returned = get(leads.card(complex.developer(), lead)).lead();
        assertThat(returned.verdict()).isEqualTo("TARGET");
        assertThat(returned.charge()).isNotNull();
        assertThat(returned.firstContactAt()).isEqualTo(clock.instant());
        assertThat(charges(complex.developer())).isEqualTo(1);
    }

    @Test
    void aFormIsChargedOnceSomebodyHasSpokenWithTheBuyer() {
        var complex = scene.complexOf(CommercialModel.CPL);
        var lead = get(leads.request(form(complex, buyer(), null))).lead();
        assertThat(get(leads.card(complex.developer(), lead)).lead().charge()).isNull();
        clock.advance(Duration.ofMinutes(3));
        get(leads.attempt(complex.developer(), lead, clock.instant(), "no-answer", null, "Ержан"));
        assertThat(get(leads.card(complex.developer(), lead)).lead().firstContactAt())
                .isNull();
        clock.advance(Duration.ofMinutes(3));
        var row = get(leads.attempt(complex.developer(), lead, clock.instant(), "reached", "ждёт показ", "Ержан"));
        assertThat(row.firstContactAt()).isEqualTo(clock.instant());
        assertThat(row.verdict()).isEqualTo("TARGET");
        assertThat(row.charge().amount()).isEqualTo(LeadScene.PRICE);
        assertThat(scene.events(complex.developer(), PromiseKept.class)).isEqualTo(1);
    }

    @Test
    void aHiddenNumberIsALeadThatNobodyPays() {
        var complex = scene.complexOf(CommercialModel.CPL);
        var lead = get(leads.fromCall(scene.call(complex, null, 125)));
        var row = get(leads.card(complex.developer(), lead)).lead();
        assertThat(row.verdict()).isEqualTo("UNVERIFIABLE");
        assertThat(row.buyer().phone()).isNull();
        assertThat(charges(complex.developer())).isZero();
    }

    @Test
    void theSameRequestWithinADayIsTheSameLead() {
        var complex = scene.complexOf(CommercialModel.CPL);
        var buyer = buyer();
        var visitor = UUID.randomUUID();
        var first = get(leads.request(form(complex, buyer, visitor)));
        clock.advance(Duration.ofHours(2));
        var second = get(leads.request(form(complex, buyer, visitor)));
        assertThat(second.lead()).isEqualTo(first.lead());
        assertThat(second.promisedBy()).isEqualTo(first.promisedBy());
        assertThat(second.passport()).isNotEqualTo(first.passport());
        assertThat(scene.rows(complex.developer(), "lead")).isEqualTo(1);
        assertThat(scene.rows(complex.developer(), "contact")).isEqualTo(1);
        assertThat(scene.events(complex.developer(), LeadDelivered.class)).isEqualTo(1);
    }

    @Test
    void aStrangerWithSomebodysNumberLearnsNothing() {
        var complex = scene.complexOf(CommercialModel.CPL);
        var buyer = buyer();
        var first = get(leads.request(form(complex, buyer, UUID.randomUUID())));
        get(leads.answer(first.passport(), true));
        clock.advance(Duration.ofHours(1));
        var strangers = get(leads.request(form(complex, buyer, UUID.randomUUID())));
        var seen = get(leads.passport(strangers.passport()));
        assertThat(seen.requestedAt()).isEqualTo(clock.instant());
        assertThat(seen.state()).isEqualTo(Passport.State.WAITING);
        assertThat(seen.called()).isNull();
        assertThat(seen.timeline()).allMatch(line -> !line.at().isBefore(clock.instant()));
        assertThat(strangers.promisedBy()).isEqualTo(clock.instant().plus(Duration.ofMinutes(15)));
        assertThat(strangers.repeated()).isFalse();
        assertThat(strangers.lead().value().version())
                .as("random, without a time in it")
                .isEqualTo(4);
        assertThat(scene.rows(complex.developer(), "lead")).isEqualTo(1);
        assertThat(charges(complex.developer())).isEqualTo(1);
    }

    @Test
    void whoAsksTwiceSeesOneIdTwiceWhetherTheNumberWasKnownOrNot() {
        var complex = scene.complexOf(CommercialModel.CPL);
        var known = buyer();
        get(leads.request(form(complex, known, UUID.randomUUID())));
        for (var number : List.of(known, buyer())) {
            var first = get(leads.request(form(complex, number, UUID.randomUUID())));
            clock.advance(Duration.ofMinutes(1));
            var second = get(leads.request(form(complex, number, UUID.randomUUID())));
            assertThat(second.lead()).isEqualTo(first.lead());
            assertThat(second.repeated()).isFalse();
        }
    }

    @Test
    void wrongInputNamesEveryField() {
        var form = new LeadForm(
                "",
                null,
                "x".repeat(101),
                "12",
                null,
                null,
                io.kvartal.shared.Lang.RU,
                java.util.Set.of("share", "everything"),
                new LeadForm.Evidence(null, "api", "10.0.0.1", null, false));
        assertThatThrownBy(() -> leads.request(form).block())
                .isInstanceOfSatisfying(Problem.Invalid.class, wrong -> assertThat(wrong.errors())
                        .extracting(Problem.FieldError::pointer)
                        .contains("/complex", "/phone", "/name", "/consents"));
    }

    @Test
    void aRobotsRequestIsKeptButNeitherDeliveredNorCharged() {
        var complex = scene.complexOf(CommercialModel.CPL);
        var typed = form(complex, buyer(), null);
        for (var evidence : List.of(
                new LeadForm.Evidence(null, "form", "10.0.0.2", Duration.ofSeconds(20), true),
                new LeadForm.Evidence(null, "form", "10.0.0.2", Duration.ofMillis(300), false))) {
            var robot = new LeadForm(
                    typed.complex(),
                    null,
                    typed.name(),
                    typed.phone(),
                    typed.message(),
                    null,
                    typed.locale(),
                    typed.consents(),
                    evidence);
            var accepted = get(leads.request(robot));
            assertThat(get(leads.passport(accepted.passport())).state()).isEqualTo(Passport.State.WAITING);
            assertThat(scene.rows(complex.developer(), "lead")).isZero();
            assertThat(scene.events(complex.developer(), LeadDelivered.class)).isZero();
        }
    }

    @Test
    void aBrokenPromiseIsToldOncePerLevel() {
        var complex = scene.complexOf(CommercialModel.CPL);
        var lead = get(leads.request(form(complex, buyer(), null))).lead();
        alarms.raiseAll().block();
        assertThat(scene.events(complex.developer(), PromiseBroken.class)).isZero();
        for (var minutes : List.of(16, 45, 180, 1200)) {
            clock.advance(Duration.ofMinutes(minutes));
            alarms.raiseAll().block();
            alarms.raiseAll().block();
        }
        assertThat(scene.events(complex.developer(), PromiseBroken.class)).isEqualTo(4);
        assertThat(get(leads.card(complex.developer(), lead)).timeline())
                .filteredOn(line -> line.kind() == EventKind.PROMISE_BROKEN)
                .extracting(line -> line.data().get("minutes"))
                .containsExactly("15", "60", "240", "1440");
        clock.advance(Duration.ofDays(2));
        alarms.raiseAll().block();
        assertThat(scene.events(complex.developer(), PromiseBroken.class)).isEqualTo(4);
    }

    @Test
    void aKeptPromiseIsNotWatchedAnyMore() {
        var complex = scene.complexOf(CommercialModel.CPL);
        var lead = get(leads.request(form(complex, buyer(), null))).lead();
        clock.advance(Duration.ofMinutes(10));
        get(leads.attempt(complex.developer(), lead, clock.instant(), "reached", null, "Ержан"));
        clock.advance(Duration.ofDays(2));
        alarms.raiseAll().block();
        assertThat(scene.events(complex.developer(), PromiseBroken.class)).isZero();
    }

    @Test
    void aRequestAfterClosingIsPromisedForTheMorning() {
        var complex = scene.complexOf(CommercialModel.CPL);
        clock.set(Instant.parse("2026-11-16T14:30:00Z"));
        var accepted = get(leads.request(form(complex, buyer(), null)));
        assertThat(accepted.promisedBy()).isEqualTo(Instant.parse("2026-11-17T04:15:00Z"));
    }

    private long charges(TenantId tenant) {
        var period = BillingPeriod.parse("2026-11");
        return get(billing.charges(tenant, period)).stream()
                .filter(charge -> charge.rest().isPositive())
                .count();
    }

    private static void owner(String sql) throws Exception {
        var database = TestDatabase.database();
        try (var owner = DriverManager.getConnection(database.jdbcUrl(), "kvartal_owner", database.ownerPassword());
                var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Numbers of this test's own are valid numbers. */
    @Test
    void buyersOfTestsAreReal() {
        assertThat(PhoneNumber.parse(buyer().display())).isPresent();
    }
}
