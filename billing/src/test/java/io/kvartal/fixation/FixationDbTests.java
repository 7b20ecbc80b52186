package io.kvartal.fixation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.fixation.Fixation.Channel;
import io.kvartal.fixation.Fixation.State;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Ids;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.TestClock;
import kvartal.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** The registry on PostgreSQL. */
@DbTest
class FixationDbTests {
    @Autowired
    Fixations fixations;

    @Autowired
    FixationDuties duties;

    @Autowired
    TenantTx tx;

    @Autowired
    TestClock clock;

    private final TenantId tenant = Tenants.random();

    @BeforeEach
    void atTheUsualTime() {
        clock.set(TestClock.START);
    }

    static PhoneNumber phone() {
        return new PhoneNumber("+7701" + ThreadLocalRandom.current().nextInt(1_000_000, 10_000_000));
    }

    private Fixation portal(PhoneNumber phone) {
        return fixations
                .claim(tenant, fixations.person(phone), "park", Ids.next(), clock.instant())
                .block();
    }

    private Fixation claim(PhoneNumber phone, Channel channel, Instant proven) {
        var holder = channel == Channel.AGENCY ? "Агентство" : null;
        return fixations
                .claim(tenant, new ClaimDraft(phone, "park", channel, holder, "CRM 17, Айгуль", proven), "Ержан")
                .block();
    }

    private Instant daysAgo(int days) {
        return clock.instant().minus(Duration.ofDays(days));
    }

    private Fixation again(Fixation claim) {
        return fixations.byId(tenant, claim.id()).block();
    }

    private static void conflict(Runnable act, String code) {
        assertThatThrownBy(act::run).isInstanceOf(Problem.Conflict.class).hasMessage(code);
    }

    @Test
    void theFirstClaimWinsATieIsReviewedAndALaterOneLearnsOnlyTheDate() {
        var phone = phone();
        var first = claim(phone, Channel.AGENCY, clock.instant());
        assertThat(first.state()).isEqualTo(State.CONDITIONAL);
        clock.advance(Duration.ofSeconds(200));
        assertThat(claim(phone, Channel.OWN, clock.instant()).state()).isEqualTo(State.UNDER_REVIEW);
        clock.advance(Duration.ofSeconds(700));
        var late = portal(phone);
        assertThat(late.state()).isEqualTo(State.REJECTED);
        assertThat(late.conflictAt()).isEqualTo(first.claimedAt());
    }

    @Test
    void anotherLeadOfAPersonWhomThePortalHoldsStandsOnTheSameClaim() {
        var phone = phone();
        var first = portal(phone);
        var lead = Ids.next();
        var person = fixations.person(phone);
        var second =
                fixations.claim(tenant, person, "park", lead, clock.instant()).block();
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(fixations
                        .claim(tenant, person, "park", lead, clock.instant())
                        .block()
                        .id())
                .isEqualTo(first.id());
        assertThat(fixations.of(tenant, lead).block().id()).isEqualTo(first.id());
        assertThat(fixations
                        .visited(tenant, lead, clock.instant(), "Ержан")
                        .block()
                        .state())
                .isEqualTo(State.FIXED);
    }

    @Test
    void aDevelopersOwnClaimWaitsForALookAtItsProofAndSentTwiceIsOne() {
        var phone = phone();
        var own = claim(phone, Channel.OWN, daysAgo(20));
        assertThat(own.state()).isEqualTo(State.REQUESTED);
        assertThat(own.countsFrom()).isEqualTo(own.claimedAt());
        assertThat(claim(phone, Channel.OWN, daysAgo(20)).id()).isEqualTo(own.id());
        var accepted = fixations
                .decide(tenant, own.id(), true, "выписка верна", "Сауле")
                .block();
        assertThat(accepted.state()).isEqualTo(State.CONDITIONAL);
        assertThat(accepted.countsFrom()).isEqualTo(daysAgo(20));
        conflict(
                () -> fixations
                        .decide(tenant, own.id(), true, "ещё раз", "Сауле")
                        .block(),
                "fixation-decided-already");
    }

    @Test
    void aProofOlderThanThePortalsClaimIsReviewedAndEitherMayWin() {
        for (boolean ownWins : new boolean[] {true, false}) {
            var phone = phone();
            var portal = portal(phone);
            clock.advance(Duration.ofDays(1));
            var own = claim(phone, Channel.OWN, daysAgo(20));
            assertThat(own.state()).isEqualTo(State.UNDER_REVIEW);
            assertThat(own.conflictAt()).isEqualTo(portal.claimedAt());
            fixations.decide(tenant, own.id(), ownWins, "сверено", "Сауле").block();
            var loser = again(ownWins ? portal : own);
            var winner = again(ownWins ? own : portal);
            assertThat(loser.state()).isEqualTo(State.REJECTED);
            assertThat(loser.conflictAt()).isEqualTo(ownWins ? daysAgo(20) : portal.claimedAt());
            assertThat(winner.holds(clock.instant())).isTrue();
        }
    }

    @Test
    void aProofThatIsNotOlderThanTheOtherClaimIsRejectedAtOnce() {
        var phone = phone();
        portal(phone);
        clock.advance(Duration.ofDays(2));
        assertThat(claim(phone, Channel.OWN, daysAgo(1)).state()).isEqualTo(State.REJECTED);
        assertThatThrownBy(() -> claim(phone(), Channel.OWN, clock.instant().plusSeconds(60)))
                .isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void aTermEndsByTheJobAndIsAnnouncedOnceForSevenThreeAndOneDays() {
        var phone = phone();
        var claim = portal(phone);
        long told = 0;
        for (int hour = 0; hour < 30 * 24; hour += 6) {
            clock.set(TestClock.START.plus(Duration.ofHours(hour)));
            duties.remind().block();
            duties.remind().block();
            duties.expire().block();
            assertThat(again(claim).state()).isEqualTo(State.CONDITIONAL);
            told = reminders(claim);
        }
        assertThat(told).isEqualTo(3);
        clock.set(claim.validTill());
        duties.expire().block();
        assertThat(again(claim).state()).isEqualTo(State.EXPIRED);
        assertThat(portal(phone).state()).isEqualTo(State.CONDITIONAL);
    }

    private long reminders(Fixation claim) {
        return tx.in(tenant, db -> db.sql(
                                "select count(*) from platform.outbox where type = :type and body ->> 'fixation' = :id")
                        .bind("type", FixationExpiring.class.getName())
                        .bind("id", claim.id().toString())
                        .map(row -> row.get(0, Long.class))
                        .one())
                .block();
    }

    @Test
    void aLateDealConvertsAClaimWhoseTermIsOverUnlessAnotherHoldsTheClient() {
        var phone = phone();
        var claim = portal(phone);
        clock.set(claim.validTill());
        duties.expire().block();
        var other = phone();
        var lost = portal(other);
        clock.set(lost.validTill());
        duties.expire().block();
        claim(other, Channel.AGENCY, clock.instant());
        assertThat(fixations.convert(tenant, claim.lead(), "b").block().state()).isEqualTo(State.CONVERTED);
        conflict(() -> fixations.convert(tenant, lost.lead(), "b").block(), "fixation-held-by-another");
    }

    @Test
    void aCancelledDealReopensTheClaimForTheRestOfItsTerm() {
        var claim = portal(phone());
        fixations.convert(tenant, claim.lead(), "b").block();
        clock.advance(Duration.ofDays(10));
        var open = fixations.reopen(tenant, claim.id(), "расторгнут", "b").block();
        assertThat(open.state()).isEqualTo(State.FIXED);
        assertThat(open.validTill()).isEqualTo(claim.validTill());
        fixations.convert(tenant, claim.lead(), "b").block();
        clock.set(claim.validTill());
        assertThat(fixations
                        .reopen(tenant, claim.id(), "расторгнут", "b")
                        .block()
                        .state())
                .isEqualTo(State.EXPIRED);
    }

    @Test
    void aRevokedConsentLeavesOnlyHashesAndTheChainStillHolds() {
        var phone = phone();
        var own = claim(phone, Channel.OWN, daysAgo(3));
        var portal = portal(phone);
        assertThat(fixations.forget(tenant, portal.lead(), "buyer").block()).isEqualTo(2);
        assertThat(fixations.forget(tenant, portal.lead(), "buyer").block()).isZero();
        var left = again(own).claim();
        assertThat(left.proof()).isNull();
        assertThat(left.hint()).isNull();
        assertThat(left.proofHash()).isNotNull();
        assertThat(again(portal).state()).isEqualTo(portal.state());
        assertThat(fixations.verify(tenant).block().isWhole()).isTrue();
    }

    @Test
    void sixteenClaimsAtOnceLeaveOneThatHolds() {
        var phone = phone();
        var drafts = IntStream.range(0, 16)
                .mapToObj(i -> new ClaimDraft(
                        phone, i % 3 == 0 ? null : "park", Channel.AGENCY, "Агентство " + i, "запись", clock.instant()))
                .toList();
        var states = Flux.fromIterable(drafts)
                .flatMap(draft -> fixations.claim(tenant, draft, "Сауле").subscribeOn(Schedulers.parallel()), 16)
                .map(Fixation::state)
                .collectList()
                .block();
        assertThat(states).hasSize(16);
        assertThat(states.stream().filter(State.CONDITIONAL::equals)).hasSize(1);
        assertThat(states.stream().filter(state -> state != State.CONDITIONAL))
                .allMatch(state -> state == State.UNDER_REVIEW || state == State.REJECTED);
        assertThat(fixations.verify(tenant).block().isWhole()).isTrue();
    }

    @Test
    void anotherTenantsClaimIsNotThere() {
        var claim = portal(phone());
        assertThatThrownBy(() -> fixations.byId(Tenants.random(), claim.id()).block())
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() ->
                        fixations.extend(Tenants.random(), claim.id(), "x", "y").block())
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void aClaimIsExtendedOnceAndRevokedWithAReason() {
        var claim = portal(phone());
        assertThatThrownBy(() -> fixations.extend(tenant, claim.id(), " ", "b").block())
                .isInstanceOf(Problem.Invalid.class);
        assertThat(fixations
                        .extend(tenant, claim.id(), "ждёт ипотеку", "b")
                        .block()
                        .validTill())
                .isEqualTo(claim.validTill().plus(Duration.ofDays(30)));
        conflict(() -> fixations.extend(tenant, claim.id(), "ещё", "b").block(), "fixation-extended-already");
        fixations.revoke(tenant, claim.id(), "ошибка", "b").block();
        assertThat(fixations.history(tenant, claim.id()).block())
                .extracting(Step::act)
                .containsExactly(Act.CLAIM, Act.EXTEND, Act.REVOKE);
        conflict(
                () -> fixations
                        .visited(tenant, claim.lead(), clock.instant(), "b")
                        .block(),
                "fixation-over");
    }

    /** Each of these is done by somebody who owns the database and has switched the trigger off. */
    @Test
    void aRowThatWasTamperedWithIsFound() throws SQLException {
        var tampering = List.of(
                "update fixation.fixation set state = 'EXPIRED' where id = '%s'",
                "update fixation.fixation set valid_till = valid_till + interval '1 day' where id = '%s'",
                "update fixation.fixation set claimed_at = claimed_at - interval '1 day' where id = '%s'",
                "update fixation.fixation set person = 'another' where id = '%s'",
                "update fixation.fixation set proof = 'another' where id = '%s'",
                "update fixation.fixation set accepted_from = claimed_at - interval '9 days' where id = '%s'",
                "update fixation.step set at = at - interval '1 day' where fixation_id = '%s' and act = 'CLAIM'",
                "update fixation.step set reason = 'another' where fixation_id = '%s' and act = 'ACCEPT'",
                "delete from fixation.step where fixation_id = '%s' and act = 'ACCEPT'");
        for (var statement : tampering) {
            var own = Tenants.random();
            var draft = new ClaimDraft(phone(), "park", Channel.OWN, null, "CRM 17", daysAgo(3));
            var claim = fixations.claim(own, draft, "Ержан").block();
            fixations.decide(own, claim.id(), true, "верно", "Сауле").block();
            assertThat(fixations.verify(own).block().isWhole()).isTrue();
            asOwner(statement.formatted(claim.id()));
            assertThat(fixations.verify(own).block().isWhole()).as(statement).isFalse();
        }
    }

    @Test
    void theApplicationItselfCannotRewriteAStep() {
        var claim = portal(phone());
        assertThatThrownBy(() -> tx.in(tenant, db -> db.sql("update fixation.step set reason = 'x'")
                                .then())
                        .block())
                .isNotNull();
        assertThat(fixations.history(tenant, claim.id()).block()).hasSize(1);
    }

    private static void asOwner(String statement) throws SQLException {
        try (var owner = DriverManager.getConnection(
                        TestDatabase.database().jdbcUrl(),
                        "kvartal_owner",
                        TestDatabase.database().ownerPassword());
                var sql = owner.createStatement()) {
            sql.execute("alter table fixation.step disable trigger append_only");
            sql.execute("select set_config('app.staff', 'tamperer', false)");
            assertThat(sql.executeUpdate(statement)).as(statement).isEqualTo(1);
            sql.execute("alter table fixation.step enable trigger append_only");
        }
    }
}
