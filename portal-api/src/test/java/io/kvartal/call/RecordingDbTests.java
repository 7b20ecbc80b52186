package io.kvartal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.call.sandbox.SandboxPhone;
import io.kvartal.catalogue.Complex;
import io.kvartal.number.Samples;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import kvartal.testing.DbTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;

/** A recording is fetched, heard in pieces, put on record and thrown away. */
@DbTest
class RecordingDbTests extends CallBase {
    @Autowired
    Recordings recordings;

    @Test
    void theSandboxTelephoneMakesARealCallThatCanBeHeard() {
        var complex = samples.complex();
        var number = shown(complex);
        var accepted = web.post()
                .uri("/sandbox/phone/calls")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(
                        "{\"number\":\"%s\",\"caller\":\"+77011112233\",\"waitSec\":2,\"talkSec\":12,\"answered\":true,\"repeat\":true}"
                                .formatted(number.e164()))
                .exchange()
                .expectStatus()
                .isAccepted()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
        var id = CallId.of((String) accepted.get("callId"));
        calls.settle().block();
        calls.fetchRecordings().block();
        var call = calls.call(complex.developer(), id).block();
        assertThat(call.talkSec()).isEqualTo(12);
        assertThat(call.recording()).isEqualTo(RecordingState.STORED);
        assertThat(call.recordingMillis()).isEqualTo(14_000);
        assertThat(call.peaks()).hasSize(800);
        ranges(complex, id);
        everyListeningIsOnRecord(complex, id);
        purged(complex, id);
    }

    private void ranges(Complex complex, CallId id) {
        var whole = get(complex, id, null, null)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Accept-Ranges", "bytes")
                .expectBody(byte[].class)
                .returnResult();
        int size = whole.getResponseBody().length;
        assertThat(size).isGreaterThan(14 * 8000);
        var etag = whole.getResponseHeaders().getETag();
        get(complex, id, "bytes=0-3", null)
                .expectStatus()
                .isEqualTo(206)
                .expectHeader()
                .valueEquals("Content-Range", "bytes 0-3/" + size)
                .expectBody(byte[].class)
                .isEqualTo("RIFF".getBytes());
        get(complex, id, "bytes=" + (size - 1) + "-", null)
                .expectStatus()
                .isEqualTo(206)
                .expectHeader()
                .contentLength(1);
        get(complex, id, "bytes=" + size + "-", null)
                .expectStatus()
                .isEqualTo(416)
                .expectHeader()
                .valueEquals("Content-Range", "bytes */" + size);
        get(complex, id, "bytes=0-1,5-6", null)
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentLength(size);
        get(complex, id, "bytes=0-1", etag).expectStatus().isEqualTo(206);
        get(complex, id, "bytes=0-1", "\"another\"").expectStatus().isOk();
        web.get()
                .uri("/api/v1/desk/calls/{id}/recording", id)
                .headers(h -> h.setBearerAuth(tokens.staff("quality")))
                .header("Range", "bytes=8-11")
                .exchange()
                .expectStatus()
                .isEqualTo(206)
                .expectBody(byte[].class)
                .isEqualTo("WAVE".getBytes());
        web.get()
                .uri("/api/v1/desk/calls/{id}/recording", id)
                .headers(h -> h.setBearerAuth(tokens.staff("billing")))
                .exchange()
                .expectStatus()
                .isForbidden();
        web.get()
                .uri("/api/v1/cabinet/calls/{id}/recording", id)
                .headers(h -> h.setBearerAuth(tokens.member(complex.developer(), "x", "accountant")))
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    private void everyListeningIsOnRecord(Complex complex, CallId id) {
        long before = listened(id);
        get(complex, id, "bytes=100-200", null).expectStatus().isEqualTo(206).expectBody(byte[].class);
        assertThat(listened(id)).as("within one sitting").isEqualTo(before);
        get(complex, id, "bytes=0-", null).expectStatus().isEqualTo(206).expectBody(byte[].class);
        assertThat(listened(id)).isEqualTo(before + 1);
    }

    private void purged(Complex complex, CallId id) {
        clock.advance(Duration.ofDays(181));
        recordings.purgeOld().block();
        assertThat(calls.call(complex.developer(), id).block().recording()).isEqualTo(RecordingState.PURGED);
        get(complex, id, null, null).expectStatus().isNotFound();
    }

    private long listened(CallId id) {
        return tx.portal(db -> db.sql(
                                "select count(*) as n from platform.audit where action = 'call.listen' and subject ="
                                        + " :id")
                        .bind("id", id.toString())
                        .map(row -> row.get("n", Long.class))
                        .one())
                .block();
    }

    @Test
    void aRecordingElsewhereIsNeverFetchedFromOurNetwork() {
        var complex = samples.complex();
        var call = call(shown(complex), Samples.buyer(), 45);
        for (var payload : SandboxPhone.payloads(call, URI.create("http://169.254.169.254"))) {
            calls.take("ringostat", payload.event(), payload.json(), clock.instant())
                    .block();
        }
        calls.settle().block();
        calls.fetchRecordings().block();
        assertThat(calls.call(complex.developer(), call.callId()).block().recording())
                .isEqualTo(RecordingState.ABSENT);
    }
}
