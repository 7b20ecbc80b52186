package io.kvartal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.call.sandbox.SandboxCall;
import io.kvartal.call.sandbox.SandboxPhone;
import io.kvartal.catalogue.Complex;
import io.kvartal.number.Confidence;
import io.kvartal.number.Numbers;
import io.kvartal.number.Samples;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Ids;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.Problem;
import io.kvartal.visitor.Arrival;
import io.kvartal.visitor.Visitors;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.TestClock;
import kvartal.testing.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;

@DbTest
class CallDbTests {
    private static final String HOOK = "/hooks/telephony/ringostat/test-hook-secret";

    @Autowired
    Calls calls;

    @Autowired
    CallWork work;

    @Autowired
    Recordings recordings;

    @Autowired
    Numbers numbers;

    @Autowired
    Visitors visitors;

    @Autowired
    Samples samples;

    @Autowired
    Collected collected;

    @Autowired
    TenantTx tx;

    @Autowired
    WebTestClient web;

    @Autowired
    Tokens tokens;

    @Autowired
    TestClock clock;

    @AfterEach
    void backToTheStart() {
        calls.settle().block();
        clock.set(TestClock.START);
    }

    @Test
    void anyOrderAndAnyNumberOfNoticesIsOneCallAndOneLead() {
        var complex = samples.complex();
        samples.pool(4, complex);
        var number = numbers.reveal(Samples.visitor(), complex).block().number();
        for (int seed = 0; seed < 10; seed++) {
            var random = new Random(seed);
            var call = call(number, Samples.buyer(), 50 + seed);
            var notices = new ArrayList<SandboxPhone.Payload>();
            for (int i = 0; i < 10; i++) {
                notices.addAll(SandboxPhone.payloads(call, URI.create("http://127.0.0.1:1")));
            }
            Collections.shuffle(notices, random);
            int cut = random.nextInt(notices.size());
            post(notices.subList(0, cut));
            drainFromSeveralSides();
            post(notices.subList(cut, notices.size()));
            drainFromSeveralSides();
            assertThat(collected.of(call.callId())).as("seed %d", seed).hasSize(1);
            var stored = calls.call(complex.developer(), call.callId()).block();
            assertThat(stored.talkSec()).isEqualTo(50 + seed);
            assertThat(stored.outcome()).isEqualTo(Outcome.ANSWERED);
            assertThat(stored.startedAt()).isEqualTo(call.startedAt());
            assertThat(stored.recording()).isEqualTo(RecordingState.EXPECTED);
        }
        assertThat(calls.list(complex.developer(), CallFilter.ALL, null, 100)
                        .block()
                        .items())
                .hasSize(10);
    }

    private void drainFromSeveralSides() {
        Flux.range(0, 4).flatMap(i -> work.drain(), 4).blockLast();
    }

    @Test
    void aCallIsAttributedToTheVisitThatShowedTheNumber() {
        var complex = samples.complex();
        samples.pool(4, complex);
        var visitor = Samples.visitor();
        visitors.touch(
                        visitor,
                        Arrival.of(
                                Map.of(
                                        "utm_source",
                                        "google",
                                        "utm_medium",
                                        "cpc",
                                        "utm_campaign",
                                        "autumn",
                                        "utm_term",
                                        "flat"),
                                null,
                                "",
                                "/ru/zhk/x"),
                        clock.instant())
                .block();
        var number = numbers.reveal(visitor, complex).block().number();
        // the provider's clock runs a little behind ours: to it the call began before the visit
        var call = new SandboxCall(
                Ids.next(), number, Samples.buyer(), clock.instant().minusSeconds(20), 5, 70, 6);
        play(call);
        var stored = calls.call(complex.developer(), call.callId()).block();
        assertThat(stored.attribution())
                .isEqualTo(new Attribution("google", "cpc", "autumn", "flat", "/ru/zhk/x", Confidence.EXACT));
        assertThat(stored.complex()).isEqualTo(complex.slug());
        assertThat(collected.of(call.callId()).getFirst().visitor()).isEqualTo(visitor);
    }

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

    private List<String> state(String externalId) {
        return tx.portal(db -> db.sql("select state from call.inbox where external_id = :id")
                        .bind("id", externalId)
                        .map(row -> row.get("state", String.class))
                        .all()
                        .collectList())
                .block();
    }

    @Test
    void aCallToAnUnknownNumberIsKeptForStaff() {
        var call = call(Samples.number(), Samples.buyer(), 33);
        play(call);
        assertThat(collected.of(call.callId())).isEmpty();
        var kept = calls.unattributed(new StaffAccess("test", "looking"), 100).block().stream()
                .filter(one -> one.id().equals(call.callId()))
                .findFirst()
                .orElseThrow();
        assertThat(kept.caller()).isEqualTo(call.caller());
        assertThat(kept.talkSec()).isEqualTo(33);
        web.get()
                .uri("/api/v1/desk/calls/unattributed?limit=100")
                .headers(h -> h.setBearerAuth(tokens.staff("operator")))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(json -> assertThat(json).contains(call.callId().toString()));
    }

    @Test
    void theCallerComesBackToTheSameComplex() {
        var first = samples.complex();
        var second = samples.complex();
        samples.pool(1, first, second);
        var buyer = Samples.buyer();
        var number = numbers.reveal(Samples.visitor(), first).block().number();
        play(call(number, buyer, 60));
        clock.advance(Duration.ofDays(2));
        numbers.reveal(Samples.visitor(), second).block();
        var again = call(number, buyer, 61);
        play(again);
        assertThat(calls.call(first.developer(), again.callId())
                        .block()
                        .attribution()
                        .confidence())
                .isEqualTo(Confidence.MEMORY);
    }

    @Test
    void oneTenantNeverSeesAnothersCalls() {
        var complex = samples.complex();
        var call = call(shown(complex), Samples.buyer(), 45);
        play(call);
        var other = Tenants.random();
        assertThat(calls.list(other, CallFilter.ALL, null, 10).block().items()).isEmpty();
        web.get()
                .uri("/api/v1/cabinet/calls/{id}", call.callId())
                .headers(h -> h.setBearerAuth(tokens.member(other, "other", "head")))
                .exchange()
                .expectStatus()
                .isNotFound();
        web.get()
                .uri("/api/v1/cabinet/calls/{id}/recording", call.callId())
                .headers(h -> h.setBearerAuth(tokens.member(other, "other", "head")))
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void pagesOfTheListFollowEachOther() {
        var complex = samples.complex();
        var number = shown(complex);
        for (int i = 0; i < 5; i++) {
            play(call(number, Samples.buyer(), 40 + i));
        }
        var seen = new ArrayList<CallId>();
        String cursor = null;
        do {
            var page =
                    calls.list(complex.developer(), CallFilter.ALL, cursor, 2).block();
            page.items().forEach(call -> seen.add(call.id()));
            cursor = page.nextCursor();
        } while (cursor != null);
        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
        var answered = new CallFilter(
                complex.slug(),
                clock.instant().minusSeconds(9999),
                clock.instant().plusSeconds(1),
                Outcome.ANSWERED,
                null);
        assertThat(calls.list(complex.developer(), answered, null, 10).block().items())
                .hasSize(5);
        web.get()
                .uri("/api/v1/cabinet/calls?limit=2")
                .headers(h -> h.setBearerAuth(tokens.member(complex.developer(), "x", "sales")))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(2)
                .jsonPath("$.nextCursor")
                .isNotEmpty()
                .jsonPath("$.items[0].attribution.confidence")
                .isEqualTo("static")
                .jsonPath("$.items[0].recording.state")
                .isEqualTo("EXPECTED");
    }

    @Test
    void hooksKnowTheirSendersAndTheirLimits() {
        web.post()
                .uri("/hooks/telephony/ringostat/wrong?event=after_call")
                .bodyValue("call_id=1")
                .exchange()
                .expectStatus()
                .isNotFound();
        web.post()
                .uri("/hooks/telephony/nobody/test-hook-secret?event=after_call")
                .bodyValue("call_id=1")
                .exchange()
                .expectStatus()
                .isNotFound();
        web.post()
                .uri(HOOK + "?event=after_call")
                .bodyValue(new byte[256 * 1024 + 1])
                .exchange()
                .expectStatus()
                .isEqualTo(413);
        web.post()
                .uri(HOOK + "?event=after_call")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{broken")
                .exchange()
                .expectStatus()
                .isBadRequest();
        assertThat(state("")).contains("unreadable");
        var id = "get-" + Ids.next();
        web.get()
                .uri(HOOK + "?event=after_call&call_id=" + id + "&caller=77011234567&callee=77272310001")
                .exchange()
                .expectStatus()
                .isOk();
        assertThat(state(id)).containsExactly("pending");
        web.get()
                .uri(HOOK + "?event=after_call&call_id=" + id + "&caller=77011234567&callee=77272310001")
                .exchange()
                .expectStatus()
                .isOk();
        assertThat(state(id)).hasSize(1);
    }

    @Test
    void anAccountOfItsOwnHasItsOwnSecretAndNames() {
        var complex = samples.complex();
        var number = shown(complex);
        var secret = "own-" + Ids.next();
        calls.addAccount("ringostat", secret, complex.developer(), """
            {"zone": "UTC", "fields": {"callId": ["/c/id"], "caller": ["/c/who"], "dialled": ["/c/to"], "disposition": ["/c/end"], "talkSec": ["/c/sec"]}, "answered": ["OK"]}
            """).block();
        var id = "own-" + Ids.next();
        web.post()
                .uri("/hooks/telephony/ringostat/" + secret + "?event=after_call")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"c\":{\"id\":\"%s\",\"who\":\"77011234567\",\"to\":\"%s\",\"end\":\"ok\",\"sec\":77}}"
                        .formatted(id, number.e164()))
                .exchange()
                .expectStatus()
                .isOk();
        calls.settle().block();
        assertThat(calls.call(complex.developer(), CallId.of("ringostat", id))
                        .block()
                        .talkSec())
                .isEqualTo(77);
    }

    @Test
    void aRingingCallIsSentSomewhereAndTheDecisionIsWrittenDown() {
        var complex = samples.complex();
        var number = shown(complex);
        for (var to : List.of(number, Samples.number())) {
            web.post()
                    .uri(HOOK + "/route")
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue("{\"call_id\":\"r-%s\",\"caller\":\"77011234567\",\"callee\":\"%s\"}"
                            .formatted(to.e164(), to.e164()))
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.number")
                    .isEqualTo("+77272000000");
            assertThat(routed(to)).isNotBlank();
        }
        web.post()
                .uri(HOOK + "/route")
                .bodyValue("garbage")
                .exchange()
                .expectStatus()
                .isOk();
        web.post()
                .uri("/hooks/telephony/ringostat/wrong/route")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    /** The answer does not wait for the row. */
    private String routed(PhoneNumber to) {
        for (int i = 0; ; i++) {
            var found = tx.portal(db -> db.sql("select reason from call.routing where dialled = :to")
                            .bind("to", to.e164())
                            .map(row -> row.get("reason", String.class))
                            .first())
                    .blockOptional();
            if (found.isPresent() || i > 100) {
                return found.orElse("");
            }
            reactor.core.publisher.Mono.delay(Duration.ofMillis(50)).block();
        }
    }

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

    private WebTestClient.ResponseSpec get(Complex complex, CallId id, String range, String ifRange) {
        return web.get()
                .uri("/api/v1/cabinet/calls/{id}/recording", id)
                .headers(h -> {
                    h.setBearerAuth(tokens.member(complex.developer(), "x", "sales"));
                    if (range != null) {
                        h.set("Range", range);
                    }
                    if (ifRange != null) {
                        h.set("If-Range", ifRange);
                    }
                })
                .exchange();
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

    @Test
    void theTelephonePageCallsAndShowsItsMistakes() {
        var page = web.get()
                .uri("/sandbox/phone")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult();
        var csrf = java.util.regex.Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"")
                .matcher(page.getResponseBody());
        assertThat(csrf.find()).isTrue();
        var cookie = page.getResponseCookies().getFirst("kv_csrf").getValue();
        for (var talk : List.of("75", "100000")) {
            web.post()
                    .uri("/sandbox/phone")
                    .cookie("kv_csrf", cookie)
                    .body(org.springframework.web.reactive.function.BodyInserters.fromFormData("_csrf", csrf.group(1))
                            .with("number", Samples.number().e164())
                            .with("caller", "")
                            .with("waitSec", "5")
                            .with("talkSec", talk)
                            .with("answered", "true"))
                    .exchange()
                    .expectStatus()
                    .isEqualTo(talk.equals("75") ? 200 : 422)
                    .expectBody(String.class)
                    .value(html -> assertThat(html).contains(talk.equals("75") ? "<audio" : "role=\"alert\""));
        }
        web.get()
                .uri("/sandbox/phone/recordings/v1-w1-t2.wav")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("audio/wav");
        web.get()
                .uri("/sandbox/phone/recordings/..%2f..%2fx")
                .exchange()
                .expectStatus()
                .is4xxClientError();
    }

    private PhoneNumber shown(Complex complex) {
        return numbers.reveal(Samples.visitor(), complex).block().number();
    }

    private SandboxCall call(PhoneNumber number, PhoneNumber caller, int talk) {
        return new SandboxCall(Ids.next(), number, caller, clock.instant(), 5, talk, talk % 8);
    }

    private void play(SandboxCall call) {
        SandboxPhone.payloads(call, URI.create("http://127.0.0.1:1"))
                .forEach(p -> calls.take("ringostat", p.event(), p.json(), clock.instant())
                        .block());
        calls.settle().block();
    }

    private void post(List<SandboxPhone.Payload> notices) {
        for (var notice : notices) {
            web.post()
                    .uri(HOOK + "?event=" + notice.event())
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(notice.json())
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.status")
                    .isEqualTo("stored");
        }
    }
}
