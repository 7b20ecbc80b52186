package io.kvartal.catalogue.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether a developer keeps its word. */
class HandOverTests {
    @Test
    void lateIsCountedInQuartersAndEarlyIsOnTime() {
        assertThat(building(8100, 8103, true).delay()).isEqualTo(3);
        assertThat(building(8100, 8098, true).delay()).isZero();
        assertThat(building(8100, 8098, true).onTime()).isTrue();
        assertThat(building(8100, 8101, false).onTime()).isFalse();
    }

    @Test
    void theSummaryCountsWhatStandsApartFromWhatIsBeingBuilt() {
        var summary = HandOver.summary(List.of(
                building(8100, 8100, true),
                building(8100, 8103, true),
                building(8104, 8104, false),
                building(8104, 8106, false),
                building(8104, 8109, false)));
        assertThat(summary).isEqualTo(new HandOver.Summary(2, 1, 1.5, 3, 2));
        assertThat(HandOver.summary(List.of())).isEqualTo(new HandOver.Summary(0, 0, 0, 0, 0));
    }

    private static HandOver building(int promised, int latest, boolean done) {
        return new HandOver("park", "Park", "1", promised, latest, done);
    }
}
