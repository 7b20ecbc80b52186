package io.kvartal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.number.Samples;
import io.kvartal.shared.Problem;
import java.time.Duration;
import kvartal.testing.DbTest;
import org.junit.jupiter.api.Test;

/** Notices that fail are tried again, and in the end put aside. */
@DbTest
class CallNoticeDbTests extends CallBase {
    @Test
    void aFailingLeadTakesTheCallBackAndIsTriedAgain() {
        var complex = samples.complex();
        var call = call(shown(complex), Samples.buyer(), 45);
        collected.refuse(call.callId());
        play(call);
        assertThatThrownBy(() -> calls.call(complex.developer(), call.callId()).block())
                .isInstanceOf(Problem.NotFound.class);
        collected.accept(call.callId());
        clock.advance(Duration.ofHours(1));
        calls.settle().block();
        assertThat(calls.call(complex.developer(), call.callId()).block().talkSec())
                .isEqualTo(45);
        assertThat(collected.of(call.callId())).hasSize(1);
    }

    @Test
    void aNoticeThatAlwaysFailsIsParkedAndHoldsUpNobody() {
        var complex = samples.complex();
        var number = shown(complex);
        var poison = call(number, Samples.buyer(), 45);
        collected.refuse(poison.callId());
        play(poison);
        var good = call(number, Samples.buyer(), 46);
        play(good);
        assertThat(collected.of(good.callId())).hasSize(1);
        for (int i = 0; i < CallWork.MOST_ATTEMPTS; i++) {
            clock.advance(Duration.ofHours(3));
            calls.settle().block();
        }
        assertThat(state(poison.externalId())).contains("parked");
        collected.accept(poison.callId());
    }
}
