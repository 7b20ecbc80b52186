package io.kvartal.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.search.Landings.Count;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LandingSetTests {
    private static final LandingSet CITY = set(null, null, null);

    private static LandingSet set(Integer rooms, Integer millions, String programme) {
        return new LandingSet("almaty", rooms, millions, programme);
    }

    @Test
    void everySetHasOneAddressAndIsReadFromIt() {
        var all = LandingSet.all("almaty", List.of("7-20-25", "nauryz", "nauryz-social"));
        assertThat(all).hasSize(6 * 9 * 4 - 1);
        assertThat(all.stream().map(LandingSet::slug).collect(Collectors.toSet()))
                .hasSameSizeAs(all);
        assertThat(all).allSatisfy(set -> assertThat(LandingSet.of("almaty", set.slug()))
                .contains(set));
        assertThat(set(2, 30, "7-20-25").path())
                .isEqualTo("/almaty/novostroyki/2-komnatnye-do-30-mln-programma-7-20-25");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "2-komnatnye-",
                "-do-30-mln",
                "do-31-mln",
                "do-30-mln-2-komnatnye",
                "5-komnatnye",
                "2-komnatnyedo-30-mln",
                "programma-",
                "kvartiry",
                "2-komnatnye-do-030-mln"
            })
    void whatIsNotInTheGrammarIsNoSet(String slug) {
        assertThat(LandingSet.of("almaty", slug)).isEmpty();
    }

    @Test
    void theWidestOfEqualSetsIsTheOneInTheIndex() {
        var counts = new HashMap<LandingSet, Count>();
        counts.put(CITY, new Count(10, 100));
        counts.put(set(2, null, null), new Count(8, 40));
        counts.put(set(2, 100, null), new Count(8, 40));
        counts.put(set(2, 70, null), new Count(8, 40));
        counts.put(set(2, 30, null), new Count(4, 12));
        counts.put(set(2, 30, "7-20-25"), new Count(4, 12));
        counts.put(set(null, 100, null), new Count(10, 100));
        counts.put(set(2, 20, null), new Count(2, 3));
        counts.put(set(null, 20, null), new Count(2, 3));
        assertThat(Landings.canonical(set(2, 70, null), counts)).isEqualTo(set(2, null, null));
        assertThat(Landings.canonical(set(2, 30, "7-20-25"), counts)).isEqualTo(set(2, 30, null));
        assertThat(Landings.canonical(set(null, 100, null), counts)).isEqualTo(CITY);
        assertThat(Landings.worthy(counts)).containsExactlyInAnyOrder(set(2, null, null), set(2, 30, null));
    }
}
