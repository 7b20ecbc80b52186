package io.kvartal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.call.sandbox.SandboxCall;
import io.kvartal.call.sandbox.SandboxPhone;
import io.kvartal.number.Confidence;
import io.kvartal.number.Samples;
import io.kvartal.platform.StaffAccess;
import io.kvartal.shared.Ids;
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
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

/** One call out of many notices, whose it is and who may see it. */
@DbTest
class CallDbTests extends CallBase {
    @Autowired
    CallWork work;

    @Autowired
    Visitors visitors;

    @Test
    void callsOfManyDevelopersAreWorkedOffInOneGoAndAtTheFirstAttempt() {
        var made = new ArrayList<SandboxCall>();
        for (int i = 0; i < 20; i++) {
            var complex = samples.complex();
            samples.pool(1, complex);
            made.add(call(shown(complex), Samples.buyer(), 60));
        }
        made.forEach(call -> post(SandboxPhone.payloads(call, URI.create("http://127.0.0.1:1"))));
        work.drain().block();
        assertThat(made).allSatisfy(call -> {
            assertThat(collected.of(call.callId())).hasSize(1);
            assertThat(attempts(call)).containsOnly(0);
        });
    }

    private List<Integer> attempts(SandboxCall call) {
        return tx.portal(db -> db.sql("select attempts from call.inbox where external_id = :id")
                        .bind("id", call.externalId())
                        .map(row -> row.get("attempts", Integer.class))
                        .all()
                        .collectList())
                .block();
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
}
