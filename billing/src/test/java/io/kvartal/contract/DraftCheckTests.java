package io.kvartal.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.shared.Money;
import io.kvartal.shared.Problem.FieldError;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DraftCheckTests {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 16);
    private static final Contract LAST = SampleContracts.signed(SampleContracts.cpl());
    private static final ContractDraft NEXT = LAST.redraft(LocalDate.of(2026, 12, 1));

    private static List<String> codes(ContractDraft draft) {
        return DraftCheck.errors(draft, LAST, TODAY).stream()
                .map(error -> error.pointer() + " " + error.code())
                .toList();
    }

    private static ContractDraft of(Party party) {
        return ContractDraft.cpl(NEXT.validFrom(), party, Money.kzt(1));
    }

    @Test
    void whatWasSignedCanBeSignedAgain() {
        assertThat(codes(NEXT)).isEmpty();
    }

    @Test
    void listeningNeverStartsAboveTheMinimumTalk() {
        assertThat(codes(NEXT.withTerms(Terms.defaults().withReviewFromSec(41))))
                .containsExactly("/terms/reviewFromSec contract-review-above-talk");
        assertThat(codes(NEXT.withTerms(Terms.defaults().withReviewFromSec(40))))
                .isEmpty();
    }

    @Test
    void aVersionBeginsAfterTheLastOneAndNotInThePast() {
        assertThat(codes(LAST.redraft(LAST.validFrom()))).containsExactly("/validFrom contract-before-last");
        assertThat(codes(LAST.redraft(TODAY.minusDays(1)))).containsExactly("/validFrom contract-in-the-past");
        assertThat(codes(LAST.redraft(TODAY))).isEmpty();
        assertThat(DraftCheck.errors(SampleContracts.cpl(), null, TODAY))
                .extracting(FieldError::pointer)
                .doesNotContain("/validFrom");
    }

    @Test
    void aNewTaxIdMustBeANumberThatExists() {
        assertThat(codes(of(new Party("x", "123", "", "a@b.kz")))).containsExactly("/party/taxId contract-bin-form");
        assertThat(codes(of(new Party("x", "240140000002", "", "a@b.kz"))))
                .containsExactly("/party/taxId contract-bin-check");
        assertThat(codes(of(new Party("x", "940740000911", "", "nobody"))))
                .containsExactly("/party/email contract-email");
    }

    /** The sums by hand: 1·9+2·4+3·0+4·7+5·4+6·0+7·0+8·0+9·0+10·9+11·1 = 166 = 15·11 + 1. */
    @Test
    void theLastDigitOfABinChecksTheOthers() {
        assertThat(Bin.isValid("940740000911")).isTrue();
        for (int digit = 0; digit <= 9; digit++) {
            assertThat(Bin.isValid("94074000091" + digit)).as("%d", digit).isEqualTo(digit == 1);
        }
        assertThat(Bin.isValid("94074000091")).isFalse();
        assertThat(Bin.isValid("9407400009x1")).isFalse();
    }

    /** 10·1 leaves 10 with the first weights; with the second ones the tenth digit weighs 1. */
    @Test
    void whereTheFirstWeightsLeaveTenTheSecondOnesCount() {
        assertThat(Bin.isValid("000000000101")).isTrue();
        assertThat(Bin.isValid("000000000100")).isFalse();
    }

    @Test
    void slugsAndSourcesHaveAForm() {
        var prices = List.of(
                PriceRule.all(Money.kzt(1)),
                new PriceRule("Alatau Park", null, null, null, Money.kzt(2)),
                new PriceRule(null, null, null, "yandex direct!", Money.kzt(2)));
        assertThat(codes(NEXT.withPrices(prices)))
                .containsExactly("/prices/1/complex contract-slug", "/prices/2/source contract-source");
    }

    @Test
    void channelsActionsAndCapsMakeSense() {
        var usual = Terms.defaults();
        var terms = new Terms(
                40,
                20,
                60,
                usual.uniquenessScope(),
                usual.uniquenessAnchor(),
                usual.missedInHours(),
                usual.crossChannelMerge(),
                Set.of(),
                Set.of("martian"),
                90,
                180,
                5,
                6,
                null,
                Set.of());
        assertThat(codes(NEXT.withTerms(terms)))
                .containsExactly(
                        "/terms/channels contract-no-channel",
                        "/terms/exclusions wrong-value",
                        "/terms/targetActions contract-no-action",
                        "/terms/dailyCap contract-daily-above-monthly");
    }

    @Test
    void moneyIsTengeThroughout() {
        var dollars = new BillingTerms(Currency.getInstance("USD"), 10, 0, VatTreatment.STANDARD, null);
        assertThat(codes(NEXT.withBilling(dollars)))
                .containsExactly("/billing/currency contract-currency", "/prices/0/price contract-other-currency");
    }

    @Test
    void aVersionIsApprovedThenInForceThenSuperseded() {
        var first = LAST;
        assertThat(first.state(Instant.parse("2025-12-31T18:59:59Z"))).isEqualTo(VersionState.APPROVED);
        assertThat(first.state(Instant.parse("2025-12-31T19:00:00Z"))).isEqualTo(VersionState.IN_FORCE);
        var closed = new Contract(
                first.id(),
                first.tenant(),
                1,
                first.validFrom(),
                LocalDate.of(2026, 12, 1),
                first.model(),
                first.terms(),
                first.complexTerms(),
                first.prices(),
                first.monthlyFee(),
                first.prepaidMonths(),
                first.bundle(),
                first.commission(),
                first.monthlyLeadPlan(),
                first.hours(),
                first.billing(),
                first.disputes(),
                first.party(),
                first.legalEntity(),
                first.signedAt(),
                first.signedBy());
        assertThat(closed.state(Instant.parse("2026-11-30T18:59:59Z"))).isEqualTo(VersionState.IN_FORCE);
        assertThat(closed.state(Instant.parse("2026-11-30T19:00:00Z"))).isEqualTo(VersionState.SUPERSEDED);
    }

    @Test
    void aDraftIsTheSameAfterItWasStored() {
        for (var draft : List.of(
                NEXT,
                ContractDraft.cpt(TODAY, SampleContracts.PARTY, new java.math.BigDecimal("1.8")),
                ContractDraft.placement(TODAY, SampleContracts.PARTY, Money.kzt(5)))) {
            assertThat(ContractJson.draft(ContractJson.write(draft))).isEqualTo(draft);
        }
    }
}
