package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.contract.Channel;
import io.kvartal.contract.DisputeTerms;
import io.kvartal.contract.RoomClass;
import io.kvartal.contract.SampleContracts;
import io.kvartal.platform.StaffAccess;
import io.kvartal.shared.Problem;
import io.kvartal.verdict.ContactFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import kvartal.testing.DbTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A promised lead: kept by the next one like it, else money. */
@DbTest
class ReplacementDbTests extends BillingBase {
    @Autowired
    Crediting crediting;

    @Autowired
    Credits credits;

    private Charge call(String complex, @Nullable RoomClass room) {
        clock.advance(Duration.ofMinutes(1));
        return assess(new ContactFacts(
                        UUID.randomUUID(),
                        Channel.CALL,
                        clock.instant(),
                        person(),
                        null,
                        true,
                        5,
                        90,
                        complex,
                        room,
                        null,
                        null,
                        null,
                        null))
                .charge();
    }

    private Replacement owed(Charge bad, Replacement.Wanted wanted) {
        return credits.owe(tenant, bad.id(), wanted, "bad lead", "q").block();
    }

    private Replacement.State state(Charge bad) {
        return billing.charge(tenant, bad.id()).block().replacement().state();
    }

    @Test
    void theNextLeadOfTheSameClassAndRoomsKeepsThePromiseByItself() {
        sign(SampleContracts.cpl());
        var bad = call("park", RoomClass.TWO);
        owed(bad, new Replacement.Wanted(Set.of("park", "grove"), RoomClass.TWO));
        var otherComplex = call("tower", RoomClass.TWO);
        var otherRooms = call("park", RoomClass.ONE);
        crediting.keepPromises().block();
        assertThat(state(bad)).isEqualTo(Replacement.State.OWED);

        var good = call("grove", RoomClass.TWO);
        var second = call("park", RoomClass.TWO);
        crediting.keepPromises().block();
        crediting.keepPromises().block();
        assertThat(state(bad)).isEqualTo(Replacement.State.DELIVERED);
        assertThat(billing.charge(tenant, good.id()).block())
                .satisfies(view -> assertThat(view.charge().rest().isZero()).isTrue())
                .satisfies(view -> assertThat(view.credits())
                        .extracting(CreditNote::reason)
                        .containsExactly(CreditReason.REPLACEMENT));
        for (var paid : java.util.List.of(bad, otherComplex, otherRooms, second)) {
            assertThat(billing.charge(tenant, paid.id()).block().charge().rest())
                    .isEqualTo(PRICE);
        }
    }

    @Test
    void twoPromisesTakeTwoLeads() {
        sign(SampleContracts.cpl());
        var first = call("park", null);
        var second = call("park", null);
        owed(first, Replacement.Wanted.SAME_COMPLEX);
        owed(second, Replacement.Wanted.SAME_COMPLEX);
        call("park", RoomClass.ONE);
        crediting.keepPromises().block();
        assertThat(state(first)).isEqualTo(Replacement.State.DELIVERED);
        assertThat(state(second)).isEqualTo(Replacement.State.OWED);
        call("park", null);
        crediting.keepPromises().block();
        assertThat(state(second)).isEqualTo(Replacement.State.DELIVERED);
    }

    @Test
    void theDeadlineIsThatOfTheContractByWhichTheLeadWasCharged() {
        var draft = SampleContracts.cpl();
        sign(draft.withDisputes(new DisputeTerms(10, 3, 5, 1, 3, 2)));
        var bad = call("park", null);
        var owed = owed(bad, Replacement.Wanted.SAME_COMPLEX);
        assertThat(owed.dueAt()).isEqualTo(Instant.parse("2026-11-18T14:00:00Z"));
        clock.set(owed.dueAt().plusSeconds(60));
        call("park", null);
        crediting.keepPromises().block();
        assertThat(state(bad)).isEqualTo(Replacement.State.CREDITED);
        assertThat(billing.charge(tenant, bad.id()).block().charge().rest().isZero())
                .isTrue();
    }

    @Test
    void byHandOnlyALeadThatIsStillPaidForKeepsIt() {
        sign(SampleContracts.cpl());
        var bad = call("park", null);
        var owed = owed(bad, new Replacement.Wanted(Set.of("park"), RoomClass.FOUR_PLUS));
        assertThatThrownBy(
                        () -> credits.fulfil(tenant, owed.id(), bad.lead(), "b").block())
                .isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> credits.fulfil(tenant, owed.id(), UUID.randomUUID(), "b")
                        .block())
                .isInstanceOf(Problem.Invalid.class);
        var good = call("tower", null);
        assertThat(credits.fulfil(tenant, owed.id(), good.lead(), "b").block().state())
                .isEqualTo(Replacement.State.DELIVERED);
        assertThatThrownBy(() -> credits.fulfil(
                                tenant, owed.id(), call("park", null).lead(), "b")
                        .block())
                .isInstanceOf(Problem.Conflict.class);
        assertThat(credits.promises(StaffAccess.system("test")).block())
                .filteredOn(one -> one.tenant().equals(tenant))
                .singleElement()
                .satisfies(one -> assertThat(one.replacement().wanted().room()).isEqualTo(RoomClass.FOUR_PLUS));
    }

    @Test
    void whatWasGivenBackOtherwiseIsNotMadeGoodTwice() {
        sign(SampleContracts.cpl());
        var bad = call("park", null);
        owed(bad, Replacement.Wanted.SAME_COMPLEX);
        credits.goodwill(tenant, bad.id(), null, null, "sorry", "b").block();
        var good = call("park", null);
        crediting.keepPromises().block();
        assertThat(state(bad)).isEqualTo(Replacement.State.CREDITED);
        assertThat(billing.charge(tenant, good.id()).block().charge().rest()).isEqualTo(PRICE);
    }
}
