package io.kvartal.dispute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.billing.Billing;
import io.kvartal.billing.CreditReason;
import io.kvartal.billing.Replacement;
import io.kvartal.catalogue.Complex;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.DisputeTerms;
import io.kvartal.desk.DeskScene;
import io.kvartal.lead.LeadId;
import io.kvartal.platform.Job;
import io.kvartal.platform.Role;
import io.kvartal.platform.StaffAccess;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Duration;
import java.util.List;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Terms of the contract, evidence, promises, and what a decision teaches. */
@DbTest
class DisputeTermsDbTests {
    @Autowired
    Disputes disputes;

    @Autowired
    DisputeFiles files;

    @Autowired
    BulkClaims bulk;

    @Autowired
    Counting counting;

    @Autowired
    DeskScene scene;

    @Autowired
    Billing billing;

    @Autowired
    Contracts contracts;

    @Autowired
    List<Job> jobs;

    @Autowired
    TestClock clock;

    private Complex complex;
    private TenantId tenant;

    @BeforeEach
    void aDeveloper() {
        clock.set(TestClock.START);
        complex = scene.complex();
        tenant = complex.developer();
    }

    private Dispute open(LeadId lead, String reason) {
        return disputes.open(tenant, lead, reason, "word", null, "Head").block();
    }

    private void run(String name) {
        jobs.stream()
                .filter(job -> job.name().equals(name))
                .findFirst()
                .orElseThrow()
                .work()
                .get()
                .block();
    }

    private Dispute now(Dispute dispute) {
        return disputes.view(StaffAccess.system("test"), dispute.id()).block().dispute();
    }

    @Test
    void theTermsAreThoseOfTheContractByWhichTheLeadWasCharged() {
        var before = scene.chargedLead(complex);
        var version = contracts.history(tenant).block().getFirst();
        var tomorrow = version.hours().dateOf(clock.instant()).plusDays(1);
        contracts
                .sign(tenant, version.redraft(tomorrow).withDisputes(new DisputeTerms(2, 0, 60, 2, 5, 1)), "test")
                .block();
        clock.advance(Duration.ofDays(1));
        var after = scene.chargedLead(complex);
        var closesBefore = disputes.standing(tenant, before).block().closes();
        var closesAfter = disputes.standing(tenant, after).block().closes();
        assertThat(closesBefore).isAfter(closesAfter.plus(Duration.ofDays(5)));
        assertThat(open(before, "spam").decideBy()).isEqualTo(Agreed.WEEK.plusDays(clock.instant(), 3));
        var dispute = open(after, "spam");
        assertThat(dispute.answerBy()).isEqualTo(Agreed.WEEK.plusDays(clock.instant(), 2));
        assertThat(dispute.decideBy()).isEqualTo(Agreed.WEEK.plusDays(clock.instant(), 5));
        disputes.decide(DeskScene.staff(Role.QUALITY), dispute.id(), Decision.of("upheld", "replacement", "", null))
                .block();
        assertThat(billing.replacements(tenant).block().getFirst().dueAt())
                .isEqualTo(version.hours().plusWorkingDays(clock.instant(), 1));
    }

    @Test
    void aLateFirstAnswerIsThePortalsLatenessAndCounted() {
        var intime = open(scene.chargedLead(complex), "spam");
        var late = open(scene.chargedLead(complex), "spam");
        disputes.review(DeskScene.staff(Role.QUALITY), intime.id()).block();
        clock.set(late.answerBy().plusSeconds(1));
        assertThat(now(late).answeredLate(clock.instant())).isTrue();
        disputes.review(DeskScene.staff(Role.QUALITY), late.id()).block();
        assertThat(now(late).answeredLate(clock.instant())).isTrue();
        assertThat(now(intime).answeredLate(clock.instant())).isFalse();
        assertThat(counting.of(tenant, 14).block())
                .satisfies(figures -> assertThat(figures.late()).isOne())
                .satisfies(figures -> assertThat(figures.disputed().part()).isEqualTo(2))
                .satisfies(figures -> assertThat(figures.disputed().whole()).isEqualTo(2));
        assertThat(counting.of(Tenants.random(), 14).block().disputed().part()).isZero();
    }

    @Test
    void aQuestionWithoutAnAnswerIsWarnedOfThenClosedAsNotProvenAndCanBeAppealed() {
        var dispute = open(scene.chargedLead(complex), "spam");
        disputes.askEvidence(DeskScene.staff(Role.QUALITY), dispute.id(), "which call?")
                .block();
        var until = now(dispute).clock().evidenceBy();
        run("dispute-evidence");
        assertThat(now(dispute).clock().warnedAt()).isNull();
        clock.set(until.minus(Duration.ofDays(1)));
        run("dispute-evidence");
        run("dispute-evidence");
        assertThat(disputes.view(StaffAccess.system("test"), dispute.id())
                        .block()
                        .steps())
                .filteredOn(step -> step.act().equals("WARNED"))
                .hasSize(1);
        clock.set(until);
        run("dispute-evidence");
        assertThat(now(dispute).state()).isEqualTo(DisputeState.EVIDENCE_NEEDED);
        clock.advance(Duration.ofSeconds(1));
        run("dispute-evidence");
        assertThat(now(dispute).ruling())
                .satisfies(ruling -> assertThat(ruling.verdict()).isEqualTo(Decision.Verdict.REJECTED))
                .satisfies(ruling -> assertThat(ruling.expired()).isTrue());
        assertThat(disputes.appeal(tenant, dispute.id(), "we were away", "Head")
                        .block()
                        .state())
                .isEqualTo(DisputeState.APPEALED);
    }

    @Test
    void aDuplicateNamesAnEarlierLeadOfItsOwn() {
        var earlier = scene.chargedLead(complex);
        clock.advance(Duration.ofMinutes(5));
        var lead = scene.chargedLead(complex);
        clock.advance(Duration.ofMinutes(5));
        var later = scene.chargedLead(complex);
        var foreign = scene.chargedLead(scene.complex());
        for (var wrong : List.of(later, foreign, lead)) {
            assertThatThrownBy(
                            () -> disputes.open(tenant, lead, Claim.of("duplicate", "", null, wrong.toString()), "Head")
                                    .block())
                    .isInstanceOf(Problem.Invalid.class);
        }
        assertThat(disputes.open(tenant, lead, Claim.of("duplicate", "", null, "/cabinet/leads/" + earlier), "Head")
                        .block()
                        .claim()
                        .otherLead())
                .isEqualTo(earlier);
        assertThat(disputes.ofLead(tenant, lead)
                        .block()
                        .orElseThrow()
                        .dispute()
                        .claim()
                        .otherLead())
                .isEqualTo(earlier);
    }

    @Test
    void ofManyClaimsEachHasItsOwnFate() {
        var good = scene.chargedLead(complex).toString();
        var unproven = scene.chargedLead(complex).toString();
        var free = scene.missedCall(complex).toString();
        var foreign = scene.chargedLead(scene.complex()).toString();
        var outcomes = bulk.open(
                        tenant,
                        List.of(
                                new BulkClaims.Item(good, "spam", "", "", ""),
                                new BulkClaims.Item(unproven, "duplicate", "", "", ""),
                                new BulkClaims.Item(free, "spam", "", "", ""),
                                new BulkClaims.Item(foreign, "spam", "", "", ""),
                                new BulkClaims.Item("nonsense", "spam", "", "", "")),
                        "Head")
                .block();
        assertThat(outcomes)
                .extracting(
                        one -> one.problem() == null ? "opened" : one.problem().code())
                .containsExactly(
                        "opened",
                        "dispute.needs-other-lead",
                        "dispute.nothing-charged",
                        "dispute.no-lead",
                        "dispute.no-lead");
        assertThat(disputes.ofTenant(tenant).block()).hasSize(1);
        var twice = new BulkClaims.Item(good, "spam", "", "", "");
        assertThatThrownBy(
                        () -> bulk.open(tenant, List.of(twice, twice), "Head").block())
                .isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void aFileIsKeptForBothSidesAndForNobodyElse() {
        var dispute = open(scene.chargedLead(complex), "spam");
        var file = files.add(tenant, dispute.id(), "C:\\crm\\line.png", EvidenceTests.picture("png"), "Head")
                .block();
        assertThat(file.name()).isEqualTo("line.png");
        assertThat(files.file(tenant, file.id()).block().bytes()).isPositive();
        assertThat(files.content(file).count().block()).isPositive();
        assertThat(files.file(StaffAccess.system("test"), file.id()).block().id())
                .isEqualTo(file.id());
        assertThatThrownBy(() -> files.file(Tenants.random(), file.id()).block())
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> files.add(Tenants.random(), dispute.id(), "x.png", EvidenceTests.picture("png"), "x")
                        .block())
                .isInstanceOf(Problem.NotFound.class);
        disputes.withdraw(tenant, dispute.id(), "Head").block();
        assertThatThrownBy(() -> files.add(tenant, dispute.id(), "x.png", EvidenceTests.picture("png"), "Head")
                        .block())
                .isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void thePromisedLeadComesByItself() {
        var dispute = open(scene.chargedLead(complex), "wrong-number");
        disputes.decide(DeskScene.staff(Role.QUALITY), dispute.id(), Decision.of("upheld", "replacement", "", null))
                .block();
        assertThat(billing.replacements(tenant).block().getFirst().wanted().complexes())
                .containsExactly(complex.slug());
        clock.advance(Duration.ofHours(1));
        var next = scene.chargedLead(complex);
        run("billing.replacement-deadlines");
        assertThat(billing.replacements(tenant).block().getFirst().state()).isEqualTo(Replacement.State.DELIVERED);
        assertThat(billing.ofLeads(tenant, List.of(next.value()))
                        .block()
                        .get(next.value())
                        .credited())
                .isEqualTo(DeskScene.PRICE);
    }

    @Test
    void aSpammerThatAPersonHasHeardIsCreditedToEveryDeveloper() {
        var other = scene.complex();
        var caller = DeskScene.buyer();
        var lead = scene.chargedLead(complex, caller);
        var elsewhere = scene.chargedLead(other, caller);
        var honest = scene.chargedLead(other);
        var dispute = open(lead, "spam");
        disputes.decide(DeskScene.staff(Role.QUALITY), dispute.id(), Decision.of("upheld", "credit", "", null))
                .block();
        run("billing.junk");
        var money = billing.ofLeads(other.developer(), List.of(elsewhere.value(), honest.value()))
                .block();
        assertThat(money.get(elsewhere.value()).credited()).isEqualTo(DeskScene.PRICE);
        assertThat(money.get(honest.value()).credited().isZero()).isTrue();
        assertThat(billing.charge(
                                other.developer(), money.get(elsewhere.value()).charge())
                        .block()
                        .credits()
                        .getFirst()
                        .reason())
                .isEqualTo(CreditReason.AUTO_JUNK);
    }
}
