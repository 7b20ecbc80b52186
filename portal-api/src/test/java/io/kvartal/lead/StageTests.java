package io.kvartal.lead;

import static io.kvartal.lead.Stage.BOOKING;
import static io.kvartal.lead.Stage.DEAL;
import static io.kvartal.lead.Stage.IN_WORK;
import static io.kvartal.lead.Stage.NEW;
import static io.kvartal.lead.Stage.REFUSED;
import static io.kvartal.lead.Stage.SHOWING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.shared.Problem;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StageTests {
    private static final Map<Stage, Set<Stage>> ALLOWED = Map.of(
            NEW, Set.of(IN_WORK, SHOWING, BOOKING, DEAL, REFUSED),
            IN_WORK, Set.of(SHOWING, BOOKING, DEAL, REFUSED),
            SHOWING, Set.of(IN_WORK, BOOKING, DEAL, REFUSED),
            BOOKING, Set.of(IN_WORK, SHOWING, DEAL, REFUSED),
            DEAL, Set.of(BOOKING, REFUSED),
            REFUSED, Set.of(IN_WORK));

    @Test
    void theWholeTableOfMoves() {
        for (var from : Stage.values()) {
            for (var to : Stage.values()) {
                assertThat(from.mayBecome(to))
                        .as("%s to %s", from, to)
                        .isEqualTo(ALLOWED.get(from).contains(to));
            }
        }
    }

    @Test
    void aMoveThatIsNotInTheTableIsAConflictAndOneThatIsPasses() {
        for (var from : Stage.values()) {
            for (var to : Stage.values()) {
                var lead = SomeLead.at(from);
                if (from == to || ALLOWED.get(from).contains(to)) {
                    lead.mustMoveTo(to, "bought elsewhere", lead.version());
                } else {
                    assertThatThrownBy(() -> lead.mustMoveTo(to, "bought elsewhere", lead.version()))
                            .as("%s to %s", from, to)
                            .isInstanceOf(Problem.Conflict.class);
                }
            }
        }
    }

    @Test
    void aRefusalNeedsItsReason() {
        assertThatThrownBy(() -> SomeLead.at(IN_WORK).mustMoveTo(REFUSED, " ", 1))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        wrong -> assertThat(wrong.errors().getFirst().pointer()).isEqualTo("/reason"));
    }

    @Test
    void whoeverSawAnOlderVersionMovesNothing() {
        assertThatThrownBy(() -> SomeLead.at(NEW).mustMoveTo(IN_WORK, null, 0)).isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void stagesAreReadAsPeopleAndProgramsWriteThem() {
        assertThat(Stage.parse("in-work", "/stage")).isEqualTo(IN_WORK);
        assertThat(Stage.parse("IN_WORK", "/stage")).isEqualTo(IN_WORK);
        assertThatThrownBy(() -> Stage.parse("sold", "/stage")).isInstanceOf(Problem.Invalid.class);
    }
}
