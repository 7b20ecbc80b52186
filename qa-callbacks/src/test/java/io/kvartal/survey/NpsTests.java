package io.kvartal.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NpsTests {
    @ParameterizedTest(name = "n={0}: ±{1}")
    @CsvSource({"10, 48", "30, 28", "50, 22", "100, 15", "200, 11", "400, 8"})
    void theMarginOfHalfPromotersAndAFifthDetractors(int n, double points) {
        var nps = new Nps(n / 2, n - n / 2 - n / 5, n / 5, Integer.MAX_VALUE);
        assertThat(nps.score()).isCloseTo(30, within(1e-9));
        assertThat(nps.margin()).isCloseTo(points, within(0.5));
    }

    @Test
    void thirtyOfFortyAnswersHalveTheMarginAndAllOfThemRemoveIt() {
        assertThat(new Nps(15, 9, 6, 40).margin()).isCloseTo(14, within(0.5));
        assertThat(new Nps(15, 9, 6, 30).margin()).isZero();
        assertThat(new Nps(1, 0, 0, 1).margin()).isZero();
    }

    @Test
    void nineIsAPromoterSevenIsNotSixIsADetractor() {
        assertThat(Nps.of(List.of(10, 9, 8, 7, 6, 0), 6)).isEqualTo(new Nps(2, 2, 2, 6));
        assertThat(Nps.of(List.of(10, 9), 4).score()).isEqualTo(100);
        assertThat(Nps.of(List.of(0, 6), 4).score()).isEqualTo(-100);
        assertThat(Nps.of(List.of(10, 9), 4).responseRate()).isEqualTo(0.5);
    }

    @Test
    void withoutAnswersThereIsNoScore() {
        var silent = new Nps(0, 0, 0, 12);
        assertThat(silent.responseRate()).isZero();
        assertThatThrownBy(silent::score).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Nps(3, 0, 0, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMoveInsideTheIntervalIsNoMove() {
        var before = new Nps(15, 9, 6, 40);
        assertThat(new Nps(17, 8, 5, 40).differsFrom(before)).isFalse();
        assertThat(new Nps(28, 2, 0, 40).differsFrom(before)).isTrue();
    }

    @Test
    void rolesCountAlikeHoweverManyAnswered() {
        var score = AccountScore.of(Map.of("HEAD", List.of(4), "SALES", List.of(10, 8, 9)), 5);
        assertThat(score).isEqualTo(new AccountScore(5, 4, 6.5, 5.0, false));
        assertThat(AccountScore.of(Map.of(), 3).silent()).isTrue();
    }
}
