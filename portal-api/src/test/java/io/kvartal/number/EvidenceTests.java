package io.kvartal.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kvartal.catalogue.ComplexId;
import io.kvartal.number.Evidence.Held;
import io.kvartal.number.Evidence.Remembered;
import io.kvartal.shared.Ids;
import io.kvartal.visitor.VisitorId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceTests {
    private static final Instant T = Instant.parse("2026-11-16T06:00:00Z");
    private final NumberPolicy policy = new NumberPolicy(
            Duration.ofMinutes(30), Duration.ofMinutes(60), Duration.ofMinutes(60), 25, 20, Duration.ofDays(90));
    private final ComplexId a = new ComplexId(Ids.next());
    private final ComplexId b = new ComplexId(Ids.next());
    private final VisitorId one = new VisitorId(Ids.next());
    private final VisitorId two = new VisitorId(Ids.next());

    @Test
    void aLivingLeaseIsExactFromItsFirstInstantToBeforeItsLast() {
        var evidence = new Evidence(List.of(held(a, one, 0, 30)), null, null);
        assertThat(evidence.resolve(T, policy)).isEqualTo(new Resolution(a, one, Confidence.EXACT));
        assertThat(evidence.resolve(minute(30).minusMillis(1), policy).confidence())
                .isEqualTo(Confidence.EXACT);
        assertThat(evidence.resolve(minute(30), policy).confidence()).isEqualTo(Confidence.LATE);
    }

    @Test
    void aProvidersClockMayBeAMinuteBehind() {
        var evidence = new Evidence(List.of(held(a, one, 1, 30)), null, null);
        assertThat(evidence.resolve(T, policy)).isEqualTo(new Resolution(a, one, Confidence.EXACT));
    }

    @Test
    void insideTheQuarantineALateCallStillHasItsVisitor() {
        var evidence = new Evidence(List.of(held(a, one, 0, 30)), null, null);
        assertThat(evidence.resolve(minute(90), policy)).isEqualTo(new Resolution(a, one, Confidence.LATE));
        assertThat(evidence.resolve(minute(91), policy)).isEqualTo(new Resolution(a, null, Confidence.LATE));
        assertThat(evidence.resolve(T.plus(Duration.ofDays(91)), policy)).isEqualTo(Resolution.NONE);
    }

    @Test
    void aNumberThatWasAnothersShortlyBeforeIsShared() {
        var evidence = new Evidence(List.of(held(b, two, 40, 70), held(a, one, 0, 30)), null, null);
        assertThat(evidence.resolve(minute(50), policy)).isEqualTo(new Resolution(b, null, Confidence.SHARED));
        var rested = new Evidence(List.of(held(b, two, 120, 150), held(a, one, 0, 30)), null, null);
        assertThat(rested.resolve(minute(121), policy)).isEqualTo(new Resolution(b, two, Confidence.EXACT));
    }

    @Test
    void theCallersHistoryBeatsTheLease() {
        var evidence =
                new Evidence(List.of(held(b, two, 0, 30)), new Remembered(a, one, T.minus(Duration.ofDays(40))), null);
        assertThat(evidence.resolve(minute(1), policy)).isEqualTo(new Resolution(a, one, Confidence.MEMORY));
    }

    @Test
    void historyEndsAfterNinetyDays() {
        var edge =
                new Evidence(List.of(held(b, two, 0, 30)), new Remembered(a, one, T.minus(Duration.ofDays(90))), null);
        assertThat(edge.resolve(T, policy).confidence()).isEqualTo(Confidence.MEMORY);
        assertThat(edge.resolve(T.plusMillis(1), policy)).isEqualTo(new Resolution(b, two, Confidence.EXACT));
    }

    @Test
    void theSameVisitorCallingAgainStaysExact() {
        var evidence = new Evidence(List.of(held(a, one, 0, 30)), new Remembered(a, one, minute(2)), null);
        assertThat(evidence.resolve(minute(10), policy)).isEqualTo(new Resolution(a, one, Confidence.EXACT));
    }

    @Test
    void aNumberOfTheComplexKnowsTheComplexOnly() {
        assertThat(new Evidence(List.of(), null, a).resolve(T, policy))
                .isEqualTo(new Resolution(a, null, Confidence.STATIC));
        assertThat(new Evidence(List.of(), null, null).resolve(T, policy)).isEqualTo(Resolution.NONE);
    }

    @Test
    void poolsAreAsLargeAsErlangSays() {
        double[] loads = {1, 2, 5, 10, 20, 30, 50, 80, 100, 150};
        int[] atOnePercent = {5, 7, 11, 18, 30, 42, 64, 96, 117, 170};
        int[] atOneMille = {6, 8, 14, 21, 35, 47, 71, 106, 128, 183};
        for (int i = 0; i < loads.length; i++) {
            assertThat(Erlang.needed(loads[i], 0.01)).isEqualTo(atOnePercent[i]);
            assertThat(Erlang.needed(loads[i], 0.001)).isEqualTo(atOneMille[i]);
        }
        assertThat(Erlang.blocking(10, 18)).isCloseTo(0.0071, within(0.001));
        assertThat(Erlang.needed(0, 0.01)).isZero();
    }

    @Test
    void neighboursShareABucketAndOthersDoNot() throws Exception {
        assertThat(RevealLimits.network(java.net.InetAddress.getByName("2.132.0.10")))
                .isEqualTo(RevealLimits.network(java.net.InetAddress.getByName("2.132.0.99")))
                .isNotEqualTo(RevealLimits.network(java.net.InetAddress.getByName("2.132.1.10")));
        assertThat(RevealLimits.network(java.net.InetAddress.getByName("2a02::1:2:3:4")))
                .isEqualTo(RevealLimits.network(java.net.InetAddress.getByName("2a02::9:9:9:9")));
    }

    @Test
    void theTwoBucketsAreIndependent() throws Exception {
        var limits = new RevealLimits(3, 100, 5, 2, 7);
        var home = java.net.InetAddress.getByName("2.132.0.10");
        for (int i = 0; i < 3; i++) {
            assertThat(limits.leave(one, home, false)).isEqualTo(new Leave.Leased(false));
        }
        assertThat(limits.leave(one, java.net.InetAddress.getByName("9.9.9.9"), false))
                .isInstanceOf(Leave.Refused.class);
        assertThat(limits.leave(two, home, true)).isEqualTo(new Leave.Leased(true));
        assertThat(limits.leave(null, home, true)).isEqualTo(new Leave.Leased(true));
        assertThat(limits.leave(null, home, true)).as("the pool is spared").isEqualTo(new Leave.Fixed());
        assertThat(limits.leave(null, home, true)).isEqualTo(new Leave.Fixed());
        assertThat(limits.leave(null, home, true)).isInstanceOf(Leave.Refused.class);
    }

    private Held held(ComplexId complex, VisitorId visitor, int from, int until) {
        return new Held(complex, visitor, minute(from), minute(until));
    }

    private static Instant minute(int minute) {
        return T.plus(Duration.ofMinutes(minute));
    }
}
