package io.kvartal.callback;

import static io.kvartal.callback.QuietHoursTests.almaty;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.callback.Callback.State;
import io.kvartal.desk.DeskScene;
import io.kvartal.lead.LeadId;
import io.kvartal.lead.Leads;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Jobs;
import io.kvartal.platform.Role;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

@DbTest
class CallbackDbTests {
    @Autowired
    Callbacks callbacks;

    @Autowired
    CallbackRows rows;

    @Autowired
    DeskScene scene;

    @Autowired
    TenantTx tx;

    @Autowired
    TestClock clock;

    @Autowired
    Jobs jobs;

    @Autowired
    Leads leads;

    private final Staff caller = DeskScene.staff(Role.QUALITY);

    @BeforeEach
    void anEmptyQueueAtNoon() {
        clock.set(almaty("2026-11-16T12:00:00"));
        scene.portal(db -> db.sql("""
            update callback.callback set state = 'SETTLED', closed_at = now(), lease_until = null,
                leased_by = null, leased_name = null where state = 'OPEN'
            """).then());
    }

    private LeadId want(Reason reason, Instant due) {
        return want(new LeadId(UUID.randomUUID()), reason, due);
    }

    private LeadId want(LeadId lead, Reason reason, Instant due) {
        TenantId developer = Tenants.random();
        scene.portal(db ->
                rows.raise(db, new CallbackRows.Wanted(developer, lead, "park", "Park", reason, due), clock.instant()));
        return lead;
    }

    private static Outcome outcome(String result) {
        return Outcome.of(result, null, null);
    }

    @Test
    void thirtyTwoCallersAtOnceNeverGetTheSameBuyer() {
        IntStream.range(0, 20).forEach(i -> want(Reason.QUALITY_SAMPLE, clock.instant()));
        var given = Flux.range(0, 32)
                .flatMap(i -> callbacks.next(DeskScene.staff(Role.QUALITY)).subscribeOn(Schedulers.parallel()), 32)
                .map(Callback::lead)
                .collectList()
                .block();
        // A row that another transaction holds at that moment is skipped, so a late caller may find nothing yet.
        assertThat(given).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(20).isNotEmpty();
        var rest = Flux.range(0, 20)
                .concatMap(i -> callbacks.next(DeskScene.staff(Role.QUALITY)))
                .map(Callback::lead)
                .collectList()
                .block();
        assertThat(given.size() + rest.size()).isEqualTo(20);
        assertThat(rest).doesNotContainAnyElementsOf(given);
    }

    @Test
    void oneCallerWithManyWindowsHoldsOneBuyer() {
        IntStream.range(0, 10).forEach(i -> want(Reason.QUALITY_SAMPLE, clock.instant()));
        var given = Flux.range(0, 16)
                .flatMap(i -> callbacks.next(caller).subscribeOn(Schedulers.parallel()), 16)
                .map(Callback::id)
                .collectList()
                .block();
        assertThat(given).hasSize(16).containsOnly(given.getFirst());
    }

    @Test
    void theBuyerWhomNobodyCalledGoesFirst() {
        want(Reason.QUALITY_SAMPLE, clock.instant().minusSeconds(7200));
        want(Reason.MISSED_CALL, clock.instant().minusSeconds(3600));
        var first = want(Reason.NOT_CALLED, clock.instant());
        assertThat(callbacks.next(caller).block().lead()).isEqualTo(first);
    }

    @Test
    void aGraverReasonRaisesTheOpenCallbackAndALighterOneChangesNothing() {
        var lead = want(Reason.QUALITY_SAMPLE, clock.instant().plus(Duration.ofHours(24)));
        want(lead, Reason.NOT_CALLED, clock.instant());
        want(lead, Reason.MISSED_CALL, clock.instant().minusSeconds(60));
        var callback = callbacks.next(caller).block();
        assertThat(callback.lead()).isEqualTo(lead);
        assertThat(callback.reason()).isEqualTo(Reason.NOT_CALLED);
        assertThat(scene.count("select count(*) from callback.callback where lead_id = :id", lead.value()))
                .isOne();
    }

    @Test
    void nobodyIsCalledInQuietHoursButALeaseIsResumed() {
        want(Reason.NOT_CALLED, clock.instant());
        clock.set(almaty("2026-11-16T20:00:00"));
        assertThat(callbacks.next(caller).blockOptional()).isEmpty();
        clock.set(almaty("2026-11-17T08:59:59"));
        assertThat(callbacks.next(caller).blockOptional()).isEmpty();
        clock.set(almaty("2026-11-17T19:55:00"));
        var mine = callbacks.next(caller).block();
        clock.set(almaty("2026-11-17T20:01:00"));
        assertThat(callbacks.next(caller).block().id()).isEqualTo(mine.id());
    }

    @Test
    void anUnreachedBuyerIsTriedSevenTimesAndThenLeftAlone() {
        want(Reason.QUALITY_SAMPLE, clock.instant());
        for (int attempt = 1; attempt <= 7; attempt++) {
            var callback = callbacks.next(caller).block();
            assertThat(callback).as("attempt %d", attempt).isNotNull();
            var after = callbacks
                    .answer(caller, callback.id(), outcome("no-answer"))
                    .block();
            assertThat(after.attempts()).isEqualTo(attempt);
            assertThat(after.state()).isEqualTo(attempt < 7 ? State.OPEN : State.GIVEN_UP);
            assertThat(callbacks.next(caller).blockOptional()).isEmpty();
            clock.set(after.dueAt());
        }
        assertThat(clock.instant()).isBefore(almaty("2026-11-19T20:00:00"));
    }

    @Test
    void onlyTheHolderAnswersAndTheSameAnswerTwiceIsOne() {
        var lead = want(Reason.QUALITY_SAMPLE, clock.instant());
        var id = callbacks.next(caller).block().id();
        var other = DeskScene.staff(Role.QUALITY);
        assertThatThrownBy(
                        () -> callbacks.answer(other, id, outcome("contacted")).block())
                .isInstanceOf(Problem.Conflict.class);
        var answer = Outcome.of("contacted", 4, "polite");
        assertThat(callbacks.answer(caller, id, answer).block().state()).isEqualTo(State.DONE);
        assertThat(callbacks.answer(caller, id, answer).block().csi()).isEqualTo(4);
        assertThatThrownBy(
                        () -> callbacks.answer(caller, id, outcome("refused")).block())
                .isInstanceOf(Problem.Conflict.class);
        assertThat(callbacks.attempts(lead).block()).hasSize(1);
    }

    @Test
    void aLeaseThatRanOutGoesToTheNextCallerAndTheFirstIsTold() {
        want(Reason.QUALITY_SAMPLE, clock.instant());
        var id = callbacks.next(caller).block().id();
        clock.advance(Duration.ofMinutes(9));
        assertThat(callbacks.next(DeskScene.staff(Role.QUALITY)).blockOptional())
                .isEmpty();
        clock.advance(Duration.ofMinutes(2));
        var second = DeskScene.staff(Role.OPERATOR);
        assertThat(callbacks.next(second).block().id()).isEqualTo(id);
        assertThatThrownBy(
                        () -> callbacks.answer(caller, id, outcome("contacted")).block())
                .isInstanceOf(Problem.Conflict.class);
        assertThat(callbacks.answer(second, id, outcome("contacted")).block().state())
                .isEqualTo(State.DONE);
    }

    @Test
    void leadsFillTheQueueByThemselves() {
        var complex = scene.complex();
        var lead = scene.chargedLead(complex);
        drain();
        assertThat(callbacks.next(caller).blockOptional()).isEmpty();
        clock.set(almaty("2026-11-17T12:00:00"));
        var sample = callbacks.next(caller).block();
        assertThat(sample.lead()).isEqualTo(lead);
        assertThat(sample.reason()).isEqualTo(Reason.QUALITY_SAMPLE);
        callbacks
                .answer(caller, sample.id(), Outcome.of("not-contacted", 1, null))
                .block();
        var heard = callbacks
                .heard(List.of(complex.developer()), Duration.ofDays(7))
                .block();
        assertThat(heard.get(complex.developer())).isEqualTo(new Heard(1, 0, 1, 1.0));
    }

    private void drain() {
        jobs.run("outbox").block();
    }

    @Test
    void aBuyerWhoSaysThatNobodyCalledIsPhonedAtOnce() {
        var passport = scene.request(scene.complex());
        leads.answer(passport, false).block();
        drain();
        assertThat(callbacks.next(caller).block().reason()).isEqualTo(Reason.NOT_CALLED);
    }

    @Test
    void aBuyerWhoSaysThatAllIsWellIsLeftAlone() {
        var passport = scene.request(scene.complex());
        drain();
        leads.answer(passport, true).block();
        drain();
        clock.set(almaty("2026-11-18T12:00:00"));
        assertThat(callbacks.next(caller).blockOptional()).isEmpty();
    }
}
