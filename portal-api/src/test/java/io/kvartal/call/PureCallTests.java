package io.kvartal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.call.sandbox.SandboxCall;
import io.kvartal.call.sandbox.SandboxPhone;
import io.kvartal.call.telephony.CallEvent;
import io.kvartal.call.telephony.FieldMaps;
import io.kvartal.call.telephony.NoticeReader;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.ComplexId;
import io.kvartal.contract.CommercialModel;
import io.kvartal.shared.Ids;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PureCallTests {
    private static final Instant AT = Instant.parse("2026-11-16T06:00:00Z");
    private static final PhoneNumber LINE = new PhoneNumber("+77272310001");
    private static final PhoneNumber BUYER = new PhoneNumber("+77011234567");

    @Test
    void theOrderAndNumberOfNoticesChangeNothing() {
        var call = new SandboxCall(Ids.next(), LINE, BUYER, AT, 7, 62, 3);
        var events = events(call);
        var wanted = facts(new Assembly(events));
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var told = new ArrayList<CallEvent>(events);
            for (int i = random.nextInt(10); i > 0; i--) {
                told.add(events.get(random.nextInt(events.size())));
            }
            Collections.shuffle(told, random);
            assertThat(facts(new Assembly(told))).as("seed %d", seed).isEqualTo(wanted);
        }
        assertThat(wanted).isEqualTo("true ANSWERED 7 62 " + AT + " /sandbox/phone/recordings/v3-w7-t62.wav");
    }

    @Test
    void anUnansweredCallHasNoRecordingToWaitFor() {
        var assembly = new Assembly(events(new SandboxCall(Ids.next(), LINE, null, AT, 30, 0, 0)));
        assertThat(assembly.outcome()).isEqualTo(Outcome.MISSED);
        assertThat(assembly.recordingPossible()).isFalse();
        assertThat(assembly.buyer()).isNull();
        assertThat(assembly.finished()).isTrue();
    }

    private static String facts(Assembly call) {
        return call.finished() + " " + call.outcome() + " " + call.waitSec() + " " + call.talkSec() + " "
                + call.startedAt(AT.plusSeconds(999)) + " "
                + URI.create(call.recordingUrl()).getPath();
    }

    private static List<CallEvent> events(SandboxCall call) {
        var reader = new NoticeReader(FieldMaps.of("ringostat").orElseThrow());
        return SandboxPhone.payloads(call, URI.create("http://127.0.0.1:8080")).stream()
                .map(payload -> reader.read(payload.event(), "application/json", "", payload.json()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-,                      Whole",
                "bytes=0-,               0-99",
                "bytes=0-0,              0-0",
                "bytes=0-99,             0-99",
                "bytes=50-,              50-99",
                "bytes=99-99,            99-99",
                "bytes=90-1000,          90-99",
                "bytes=-1,               99-99",
                "bytes=-100,             0-99",
                "bytes=-1000,            0-99",
                "bytes=100-,             Outside",
                "bytes=100-200,          Outside",
                "bytes=-0,               Outside",
                "bytes=99999999999999999999-, Outside",
                "bytes=0-99999999999999999999, 0-99",
                "bytes=-99999999999999999999, 0-99",
                "bytes=5-2,              Whole",
                "'bytes=0-1,3-4',        Whole",
                "bytes=,                 Whole",
                "bytes=-,                Whole",
                "bytes=a-b,              Whole",
                "bytes=1.5-2,            Whole",
                "items=0-5,              Whole",
                "bytes,                  Whole",
            })
    void rangesOfAHundredBytes(String header, String wanted) {
        var range = ByteRange.of(header, 100);
        var got = range instanceof ByteRange.Part part
                ? part.from() + "-" + part.to()
                : range.getClass().getSimpleName();
        assertThat(got).isEqualTo(wanted);
    }

    @Test
    void aThousandRangesAreTheWhole() {
        var many = new StringBuilder("bytes=0-0");
        for (int i = 1; i < 1000; i++) {
            many.append(",").append(i).append("-").append(i);
        }
        assertThat(ByteRange.of(many.toString(), 5000)).isInstanceOf(ByteRange.Whole.class);
        assertThat(ByteRange.of("bytes=0-", 0)).isInstanceOf(ByteRange.Outside.class);
    }

    @Test
    void theSandboxSoundsAsLongAsTheCallAndHasAShape() {
        var call = new SandboxCall(Ids.next(), LINE, BUYER, AT, 4, 30, 5);
        var sound = SandboxPhone.recording(call);
        var wave = Wave.of(sound);
        assertThat(wave.durationMillis()).isEqualTo(34_000);
        assertThat(wave.peaks()).hasSize(800);
        int loudest = 0;
        for (var peak : wave.peaks()) {
            loudest = Math.max(loudest, peak);
        }
        assertThat(loudest).isBetween(30, 127);
        assertThat(SandboxPhone.recording(call.recordingName())).isEqualTo(sound);
    }

    @Test
    void whatIsNoWaveHasNoPeaks() {
        assertThat(Wave.of(new byte[10])).isNull();
        assertThat(Wave.of("ID3 this is an mp3 file, says its head, and no wave at all".getBytes()))
                .isNull();
        var cut = SandboxPhone.recording("v0-w0-t1.wav");
        for (int length = 0; length < 80; length++) {
            Wave.of(java.util.Arrays.copyOf(cut, length));
        }
    }

    @Test
    void muLawGoesThereAndBack() {
        for (int value = -32_000; value <= 32_000; value += 37) {
            int back = Wave.muLaw(io.kvartal.call.sandbox.MuLaw.encode(value));
            assertThat(Math.abs(back - value)).as("%d", value).isLessThanOrEqualTo(Math.max(16, Math.abs(value) / 16));
        }
    }

    @Test
    void routesByContractAndHours() {
        var centre = new PhoneNumber("+77272000000");
        var complex = new Complex(
                new ComplexId(Ids.next()),
                "x",
                "X",
                new TenantId(Ids.next()),
                "d",
                "D",
                "almaty",
                "bostandyk",
                "comfort",
                0,
                0,
                2027,
                4,
                null,
                LINE,
                null);
        assertThat(RoutePlan.of(null, null, true, false, centre))
                .isEqualTo(new RoutePlan(centre, RoutePlan.Reason.UNKNOWN_NUMBER));
        assertThat(RoutePlan.of(complex, null, true, false, centre))
                .isEqualTo(new RoutePlan(centre, RoutePlan.Reason.NO_CONTRACT));
        for (var model : CommercialModel.values()) {
            boolean office = model == CommercialModel.CPL || model == CommercialModel.PLACEMENT;
            assertThat(RoutePlan.of(complex, model, true, false, centre).target())
                    .isEqualTo(office ? LINE : centre);
            assertThat(RoutePlan.of(complex, model, false, false, centre).target())
                    .isEqualTo(centre);
            assertThat(RoutePlan.of(complex, model, true, true, centre))
                    .isEqualTo(new RoutePlan(
                            centre, office ? RoutePlan.Reason.RESTRICTED : RoutePlan.Reason.CALL_CENTRE_MODEL));
        }
    }

    @Test
    void aCursorComesBackAndAForgedOneIsRefused() {
        var cursor = new Cursor(AT, Ids.next());
        assertThat(Cursor.parse(cursor.text())).isEqualTo(cursor);
        for (var forged : List.of("", "x", "AAAA", "!!!")) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> Cursor.parse(forged))
                    .isInstanceOf(io.kvartal.shared.Problem.Invalid.class);
        }
    }
}
