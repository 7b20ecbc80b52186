package io.kvartal.dispute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionTests {
    private static final Money REST = Money.kzt(15_001);

    @Test
    void upheldGivesBackAllThatIsLeftAndNeverMore() {
        assertThat(Decision.of("upheld", "credit", null, null).credit(REST)).isEqualTo(REST);
        assertThat(Decision.of("upheld", "replacement", null, null).credit(REST))
                .isEqualTo(Money.ZERO_KZT);
        assertThat(Decision.of("rejected", "none", "heard it", null).credit(REST))
                .isEqualTo(Money.ZERO_KZT);
    }

    @Test
    void partialGivesHalfUnlessAnAmountIsNamed() {
        assertThat(Decision.of("partial", "credit", "half", null).credit(REST)).isEqualTo(Money.of(750_050, "KZT"));
        assertThat(Decision.of("partial", "credit", "third", Money.kzt(5_000)).credit(REST))
                .isEqualTo(Money.kzt(5_000));
        var tooMuch = Decision.of("partial", "credit", "x", Money.kzt(20_000));
        assertThatThrownBy(() -> tooMuch.credit(REST)).isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void aPercentageIsOfWhatIsLeftAndRoundedOnce() {
        var third = Decision.of("partial", "credit", "third", null, new BigDecimal("33.33"));
        assertThat(third.credit(REST)).isEqualTo(Money.of(499_983, "KZT"));
        for (var wrong : new String[] {"0", "100", "-1"}) {
            assertThatThrownBy(() -> Decision.of("partial", "credit", "x", null, new BigDecimal(wrong)))
                    .isInstanceOf(Problem.Invalid.class);
        }
        assertThatThrownBy(() -> Decision.of("partial", "credit", "x", Money.kzt(1), BigDecimal.TEN))
                .isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> Decision.of("upheld", "credit", "x", null, BigDecimal.TEN))
                .isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void theOtherLeadIsNamedByItsIdOrItsAddress() {
        var id = "0198f2c0-0000-7000-8000-000000000001";
        for (var typed : new String[] {id, "https://kvartal.example/cabinet/leads/" + id.toUpperCase(), " " + id}) {
            assertThat(Claim.of("duplicate", null, null, typed).otherLead()).hasToString(id);
        }
        assertThatThrownBy(() -> Claim.of("duplicate", null, null, "yesterday's"))
                .isInstanceOf(Problem.Invalid.class);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "upheld, none, note, /remedy",
                "rejected, credit, note, /remedy",
                "rejected, none, -, /note",
                "partial, credit, -, /note",
                "partial, replacement, note, /remedy",
                "maybe, none, note, /verdict",
                "upheld, cash, note, /remedy"
            })
    void whatDoesNotFitIsRefusedAtItsPlace(String verdict, String remedy, String note, String pointer) {
        assertThatThrownBy(() -> Decision.of(verdict, remedy, note, null))
                .isInstanceOfSatisfying(Problem.Invalid.class, wrong -> assertThat(wrong.errors())
                        .extracting(Problem.FieldError::pointer)
                        .containsExactly(pointer));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "non-target, -, -, 90, /atSecond",
                "NON_TARGET, about rent, -, -, -",
                "NON_TARGET, -, -, -, /comment",
                "non_target, -, 12, 90, -",
                "non-target, -, 91, 90, /atSecond",
                "duplicate, the one before, -, -, /otherLead",
                "known-client, our client, -, -, /comment",
                "known-client, CRM 2026-08-14 deal 77, -, -, -",
                "spam, -, -, 90, -"
            })
    void everyReasonNeedsItsEvidence(String reason, String comment, Integer second, Integer recording, String pointer) {
        var claim = Claim.of(reason, comment, second);
        if (pointer == null) {
            claim.check(recording);
        } else {
            assertThatThrownBy(() -> claim.check(recording))
                    .isInstanceOfSatisfying(Problem.Invalid.class, wrong -> assertThat(
                                    wrong.errors().getFirst().pointer())
                            .isEqualTo(pointer));
        }
    }

    @Test
    void anUnknownReasonNamesTheKnownOnes() {
        assertThatThrownBy(() -> Claim.of("did-not-buy", null, null))
                .isInstanceOfSatisfying(Problem.Invalid.class, wrong -> assertThat(
                                wrong.errors().getFirst().args()[0].toString())
                        .contains("non-target, duplicate, known-client"));
    }
}
