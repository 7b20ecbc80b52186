package io.kvartal.dispute;

import static io.kvartal.dispute.DisputeState.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.dispute.DisputeState.Act;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DisputeStateTests {
    /** One line per state, one column per act, so that a change of the table is seen here first. */
    private static final String TABLE = """
        state            REVIEW        ASK_EVIDENCE     SUPPLY        LISTEN     DECIDE   SILENCE  EXPIRE   APPEAL    WITHDRAW
        OPEN             UNDER_REVIEW  EVIDENCE_NEEDED  -             LISTENING  DECIDED  DECIDED  -        -         WITHDRAWN
        EVIDENCE_NEEDED  -             -                UNDER_REVIEW  -          DECIDED  -        DECIDED  -         WITHDRAWN
        UNDER_REVIEW     -             EVIDENCE_NEEDED  -             LISTENING  DECIDED  DECIDED  -        -         WITHDRAWN
        LISTENING        -             -                -             -          DECIDED  DECIDED  -        -         WITHDRAWN
        DECIDED          -             -                -             -          -        -        -        APPEALED  -
        APPEALED         -             -                -             -          FINAL    FINAL    -        -         FINAL
        FINAL            -             -                -             -          -        -        -        -         -
        WITHDRAWN        -             -                -             -          -        -        -        -         -
        """;

    @Test
    void theWholeTable() {
        var lines = TABLE.lines().map(line -> line.split("\\s+")).toList();
        var expected = new LinkedHashMap<String, String>();
        for (var line : lines.subList(1, lines.size())) {
            for (int i = 1; i < line.length; i++) {
                expected.put(line[0] + " " + lines.get(0)[i], line[i]);
            }
        }
        Map<String, String> actual = Arrays.stream(values())
                .flatMap(state -> Arrays.stream(Act.values())
                        .map(act -> Map.entry(
                                state + " " + act,
                                state.after(act).map(Enum::name).orElse("-"))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void waitingForTheDeveloperStopsTheClockOfSilence() {
        assertThat(EVIDENCE_NEEDED.waitsForPortal()).isFalse();
        assertThat(Arrays.stream(values()).filter(DisputeState::waitsForPortal))
                .containsExactly(OPEN, UNDER_REVIEW, LISTENING, APPEALED);
    }
}
