package io.kvartal.dispute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.catalogue.Complex;
import io.kvartal.desk.AccountManager;
import io.kvartal.desk.AccountManagers;
import io.kvartal.desk.DeskScene;
import io.kvartal.dispute.DisputeView.Side;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A joint listening from its first proposal to two signatures, and who may take no part in it. */
@DbTest
class JointListeningDbTests {
    @Autowired
    Listening listening;

    @Autowired
    Disputes disputes;

    @Autowired
    SecondReviews reviews;

    @Autowired
    SessionScreens screens;

    @Autowired
    DeskScene scene;

    @Autowired
    AccountManagers managers;

    @Autowired
    TenantTx tx;

    @Autowired
    TestClock clock;

    private final Staff quality = DeskScene.staff(Role.QUALITY);
    private Complex complex;
    private Member head;
    private Dispute first;
    private Dispute second;

    @BeforeEach
    void twoDisputes() {
        clock.set(TestClock.START);
        complex = scene.complex();
        head = new Member(complex.developer(), "slug", "m-1", "Ерлан", Set.of(Role.HEAD));
        first = open();
        second = open();
    }

    private Dispute open() {
        return disputes.open(complex.developer(), scene.chargedLead(complex), "spam", "robot", null, "Ерлан")
                .block();
    }

    private Dispute now(Dispute dispute) {
        return disputes.view(StaffAccess.system("test"), dispute.id()).block().dispute();
    }

    private ListeningSession proposed() {
        return listening
                .propose(
                        quality,
                        List.of(first.id(), second.id()),
                        clock.instant().plus(Duration.ofDays(6)),
                        "room 5")
                .block();
    }

    private void decide(Dispute dispute, String verdict, String remedy) {
        disputes.decide(quality, dispute.id(), Decision.of(verdict, remedy, "heard it", null))
                .block();
    }

    @Test
    void fromTheProposalToTwoSignatures() {
        var id = proposed().id();
        assertThat(now(first).state()).isEqualTo(DisputeState.LISTENING);
        assertThatThrownBy(() -> listening.accept(quality, id).block()).isInstanceOf(Problem.Conflict.class);
        var other = clock.instant().plus(Duration.ofDays(7));
        listening.move(head, id, other, "zoom").block();
        assertThatThrownBy(() -> listening.accept(head, id).block()).isInstanceOf(Problem.Conflict.class);
        listening.accept(quality, id).block();
        assertThat(now(first).decideBy()).isEqualTo(Agreed.WEEK.plusDays(other, 1));

        clock.set(now(second).openedAt().plus(Duration.ofDays(6)));
        disputes.upholdOverdue().block();
        assertThat(now(first).state()).as("silence waits for the appointment").isEqualTo(DisputeState.LISTENING);

        listening.position(head, id, second.id(), 40).block();
        listening.position(quality, id, first.id(), 65).block();
        assertThat(listening.session(head, id).block().position())
                .satisfies(position -> assertThat(position.second()).isEqualTo(65))
                .satisfies(position -> assertThat(position.dispute()).isEqualTo(first.id()));
        assertThatThrownBy(() -> listening
                        .position(head, id, DisputeId.of(id.toString()), 1)
                        .block())
                .isInstanceOf(Problem.NotFound.class);

        decide(first, "upheld", "credit");
        assertThatThrownBy(() -> listening.sign(quality, id).block()).hasMessage("dispute.sign-not-yet");
        assertThatThrownBy(() -> listening.sign(head, id).block()).hasMessage("dispute.sign-not-yet");
        decide(second, "rejected", "none");
        listening.sign(quality, id).block();
        listening.sign(head, id).block();
        assertThatThrownBy(() -> listening.sign(head, id).block()).isInstanceOf(Problem.Conflict.class);

        disputes.appeal(complex.developer(), second.id(), "once more", "Ерлан").block();
        disputes.decide(DeskScene.staff(Role.QUALITY), second.id(), Decision.of("upheld", "credit", "", null))
                .block();
        var session = listening.session(head, id).block();
        assertThat(session.lines())
                .extracting(ListeningSession.Line::verdict)
                .as("an appeal does not rewrite what was signed")
                .containsExactlyInAnyOrder(Decision.Verdict.UPHELD, Decision.Verdict.REJECTED);
        assertThat(session.signatures())
                .extracting(ListeningSession.Signature::side)
                .containsExactlyInAnyOrder(Side.PORTAL, Side.DEVELOPER);
        for (var table : new String[] {"dispute.protocol_line set note = 'x'", "dispute.signature set name = 'x'"}) {
            assertThatThrownBy(() -> tx.in(complex.developer(), db -> db.sql("update " + table)
                                    .then())
                            .block())
                    .isInstanceOf(Exception.class);
        }
        var pdf = screens.protocol(Ui.sample(Lang.KK), session).block().getBody();
        assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        assertThat(screens.forMember(Ui.sample(Lang.RU), head, id, null).block().heard())
                .hasSize(2);
    }

    @Test
    void aSessionIsOfOneDeveloperInTheFutureAndOnePerDispute() {
        var foreign = scene.complex();
        var alien = disputes.open(foreign.developer(), scene.chargedLead(foreign), "spam", "robot", null, "x")
                .block();
        var at = clock.instant().plus(Duration.ofDays(2));
        assertThatThrownBy(() -> listening
                        .propose(quality, List.of(first.id(), alien.id()), at, "")
                        .block())
                .isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> listening
                        .propose(quality, List.of(first.id()), clock.instant(), "")
                        .block())
                .isInstanceOf(Problem.Invalid.class);
        var id = proposed().id();
        assertThatThrownBy(() ->
                        listening.propose(quality, List.of(second.id()), at, "").block())
                .isInstanceOf(Problem.Conflict.class);
        var stranger = new Member(Tenants.random(), "other", "m-2", "x", Set.of(Role.HEAD));
        assertThatThrownBy(() -> listening.session(stranger, id).block()).isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> listening.accept(stranger, id).block()).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void theAccountManagerDecidesNoAppealJudgesNothingAgainAndSignsNothing() {
        var own = DeskScene.staff(Role.MANAGER, Role.QUALITY);
        managers.assign(complex.developer(), new AccountManager(own.userId(), own.name()))
                .block();
        var id = proposed().id();
        decide(first, "rejected", "none");
        decide(second, "rejected", "none");
        assertThatThrownBy(() -> listening.sign(own, id).block())
                .isInstanceOf(Problem.Forbidden.class)
                .hasMessage("dispute.own-account");
        disputes.appeal(complex.developer(), first.id(), "once more", "Ерлан").block();
        assertThatThrownBy(() -> disputes.decide(own, first.id(), Decision.of("upheld", "credit", "", null))
                        .block())
                .hasMessage("dispute.own-account");
        var chosen = chosenAndDecided();
        assertThatThrownBy(() -> reviews.judge(own, chosen.id(), Decision.Verdict.UPHELD, "heard")
                        .block())
                .hasMessage("dispute.own-account");
        assertThat(reviews.waiting(own).block()).noneMatch(one -> one.id().equals(chosen.id()));
    }

    /** One that the id chooses: about every tenth. */
    private Dispute chosenAndDecided() {
        while (true) {
            var dispute = open();
            if (SecondReviews.chosen(dispute.id())) {
                decide(dispute, "upheld", "credit");
                return now(dispute);
            }
        }
    }

    @Test
    void aSecondJudgeIsSomebodyElseAndJudgesOnce() {
        var dispute = chosenAndDecided();
        assertThatThrownBy(() -> reviews.judge(quality, dispute.id(), Decision.Verdict.UPHELD, "same")
                        .block())
                .hasMessage("dispute.same-person");
        var other = DeskScene.staff(Role.QUALITY);
        assertThat(reviews.waiting(other).block()).anyMatch(one -> one.id().equals(dispute.id()));
        assertThat(reviews.waiting(quality).block()).noneMatch(one -> one.id().equals(dispute.id()));
        reviews.judge(other, dispute.id(), Decision.Verdict.PARTIAL, "half").block();
        assertThat(reviews.waiting(other).block()).noneMatch(one -> one.id().equals(dispute.id()));
        assertThatThrownBy(() -> reviews.judge(other, dispute.id(), Decision.Verdict.UPHELD, "again")
                        .block())
                .isInstanceOf(Problem.Conflict.class);
        assertThat(reviews.agreement(StaffAccess.system("test")).block())
                .first()
                .satisfies(month -> assertThat(month.cases()).isPositive());
        assertThat(now(dispute).ruling().verdict()).as("moves nothing").isEqualTo(Decision.Verdict.UPHELD);
    }
}
