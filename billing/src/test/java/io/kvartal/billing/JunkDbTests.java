package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.contract.Channel;
import io.kvartal.contract.SampleContracts;
import io.kvartal.platform.StaffAccess;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.Contacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Sure junk is credited before anybody asks, once, and can be charged again. */
@DbTest
class JunkDbTests extends BillingBase {
    @Autowired
    Junk junk;

    private Charge robot(String person) {
        sign(SampleContracts.cpl());
        var charge = assess(Contacts.call(clock.instant(), person, 90)).charge();
        junk.list(person, "robot", "heard by two", "q").block();
        return charge;
    }

    private List<JunkCredit> credits() {
        return junk.credits(tenant, clock.instant().minus(Duration.ofDays(30)), 100)
                .block();
    }

    private Charge now(ChargeId id) {
        return billing.charge(tenant, id).block().charge();
    }

    @Test
    void aListedCallerIsCreditedOnceWithTheEvidence() {
        var person = person();
        var charge = robot(person);
        junk.sweep().block();
        junk.sweep().block();
        assertThat(billing.charge(tenant, charge.id()).block().credits())
                .singleElement()
                .satisfies(note -> assertThat(note.reason()).isEqualTo(CreditReason.AUTO_JUNK))
                .satisfies(note -> assertThat(note.note()).isEqualTo("LISTED code=robot"));
        assertThat(credits()).singleElement().satisfies(one -> assertThat(one.evidence())
                .containsEntry("code", "robot"));
        assertThat(junk.credits(Tenants.random(), Instant.EPOCH, 10).block()).isEmpty();
    }

    @Test
    void anHonestBuyerIsLeftAlone() {
        sign(SampleContracts.cpl());
        var charge = charged();
        junk.sweep().block();
        assertThat(now(charge.id()).credited().isZero()).isTrue();
    }

    @Test
    void whatWasTakenBackIsChargedAgainAndNeverCreditedByARuleAgain() {
        var charge = robot(person());
        junk.sweep().block();
        var undone =
                junk.undo(tenant, charge.id(), "a real buyer after all", "b").block();
        var again = now(undone.recharge());
        assertThat(again.amount()).isEqualTo(PRICE);
        assertThat(again.lead()).isEqualTo(charge.lead());
        assertThat(again.vatRate()).isEqualByComparingTo(charge.vatRate());
        junk.sweep().block();
        assertThat(now(undone.recharge()).credited().isZero()).isTrue();
        assertThat(now(charge.id()).rest().isZero()).isTrue();
        assertThat(billing.ofLeads(tenant, List.of(charge.lead())).block().get(charge.lead()))
                .satisfies(money -> assertThat(money.charge()).isEqualTo(undone.recharge()))
                .satisfies(money -> assertThat(money.credited().isZero()).isTrue());
        assertThatThrownBy(() -> junk.undo(tenant, charge.id(), "twice", "b").block())
                .isInstanceOf(Problem.Conflict.class);

        clock.set(Instant.parse("2026-12-02T06:00:00Z"));
        var invoice = billing.close(BillingPeriod.parse("2026-11"), STAFF).block().created().stream()
                .filter(one -> one.tenant().equals(tenant))
                .findFirst()
                .orElseThrow();
        assertThat(invoice.net()).isEqualTo(PRICE);
        assertThat(billing.trialBalance(StaffAccess.system("test"), clock.instant())
                        .block()
                        .isBalanced())
                .isTrue();
    }

    @Test
    void afterTheWindowItStays() {
        var charge = robot(person());
        junk.sweep().block();
        clock.set(credits().getFirst().undoUntil().plusSeconds(1));
        assertThatThrownBy(() -> junk.undo(tenant, charge.id(), "late", "b").block())
                .hasMessage("junk-undo-over");
        assertThat(now(charge.id()).rest().isZero()).isTrue();
    }

    @Test
    void aCallerOfFourComplexesWithinTheHourIsJunkForEveryDeveloper() {
        var person = person();
        var tenants = List.of(tenant, Tenants.random(), Tenants.random(), Tenants.random());
        for (int i = 0; i < 4; i++) {
            contracts.sign(tenants.get(i), SampleContracts.cpl(), "tester").block();
            var call = Contacts.contact(
                    UUID.randomUUID(),
                    Channel.CALL,
                    clock.instant().plusSeconds(i * 600L),
                    person,
                    true,
                    45,
                    "complex-" + i);
            billing.assess(tenants.get(i), call.contact(), "call", call).block();
            if (i == 2) {
                junk.sweep().block();
                assertThat(credits()).isEmpty();
            }
        }
        junk.sweep().block();
        for (TenantId one : tenants) {
            assertThat(junk.credits(one, Instant.EPOCH, 10).block())
                    .singleElement()
                    .satisfies(credit -> assertThat(credit.rule()).isEqualTo(JunkRule.Code.MANY_COMPLEXES))
                    .satisfies(credit -> assertThat(credit.evidence()).containsEntry("complexes", "4"));
        }
    }

    @Test
    void aRuleThatIsOffCreditsNothing() {
        var off = new JunkRule(JunkRule.Code.LISTED, false, 0, 0);
        junk.change(off, "b").block();
        try {
            var charge = robot(person());
            junk.sweep().block();
            assertThat(now(charge.id()).credited()).isEqualTo(Money.ZERO_KZT);
        } finally {
            junk.change(new JunkRule(JunkRule.Code.LISTED, true, 0, 0), "b").block();
        }
    }
}
