package io.kvartal.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.shared.Money;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceRuleTests {
    private static final PriceRule ALL = PriceRule.all(Money.kzt(10_000));
    private static final PriceRule PARK = new PriceRule("park", null, null, null, Money.kzt(12_000));
    private static final PriceRule PARK_TWO = new PriceRule("park", RoomClass.TWO, null, null, Money.kzt(14_000));
    private static final PriceRule CALLS_OF_ADS = new PriceRule(null, null, Channel.CALL, "yandex", Money.kzt(9_000));

    @Test
    void theMostSpecificRuleWinsWhateverTheirOrder() {
        for (var rules : List.of(List.of(ALL, PARK, PARK_TWO), List.of(PARK_TWO, PARK, ALL))) {
            assertThat(PriceRule.choose(rules, "park", RoomClass.TWO, Channel.FORM, null))
                    .contains(PARK_TWO);
            assertThat(PriceRule.choose(rules, "park", RoomClass.ONE, Channel.FORM, null))
                    .contains(PARK);
            assertThat(PriceRule.choose(rules, "lake", RoomClass.TWO, Channel.FORM, null))
                    .contains(ALL);
        }
    }

    @Test
    void moreCriteriaCountMoreThanTheComplexAlone() {
        var rules = List.of(ALL, PARK, CALLS_OF_ADS);
        assertThat(PriceRule.choose(rules, "park", null, Channel.CALL, "yandex"))
                .contains(CALLS_OF_ADS);
        assertThat(PriceRule.choose(rules, "park", null, Channel.CALL, null)).contains(PARK);
    }

    @Test
    void aContractWithTwoPricesForTheSameContactsIsRefused() {
        var draft = SampleContracts.cpl();
        assertThatThrownBy(() ->
                        draft.withPrices(List.of(ALL, PARK, new PriceRule("park", null, null, null, Money.kzt(1)))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> draft.withPrices(List.of(PARK))).hasMessageContaining("every contact");
    }
}
