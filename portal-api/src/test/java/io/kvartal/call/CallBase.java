package io.kvartal.call;

import io.kvartal.call.sandbox.SandboxCall;
import io.kvartal.call.sandbox.SandboxPhone;
import io.kvartal.catalogue.Complex;
import io.kvartal.number.Numbers;
import io.kvartal.number.Samples;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Ids;
import io.kvartal.shared.PhoneNumber;
import java.net.URI;
import java.util.List;
import kvartal.testing.TestClock;
import kvartal.testing.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Calls of the sandbox telephone, handed in as its notices. */
abstract class CallBase {
    static final String HOOK = "/hooks/telephony/ringostat/test-hook-secret";

    @Autowired
    Calls calls;

    @Autowired
    Numbers numbers;

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

    List<String> state(String externalId) {
        return tx.portal(db -> db.sql("select state from call.inbox where external_id = :id")
                        .bind("id", externalId)
                        .map(row -> row.get("state", String.class))
                        .all()
                        .collectList())
                .block();
    }

    WebTestClient.ResponseSpec get(Complex complex, CallId id, String range, String ifRange) {
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

    PhoneNumber shown(Complex complex) {
        return numbers.reveal(Samples.visitor(), complex).block().number();
    }

    SandboxCall call(PhoneNumber number, PhoneNumber caller, int talk) {
        return new SandboxCall(Ids.next(), number, caller, clock.instant(), 5, talk, talk % 8);
    }

    void play(SandboxCall call) {
        SandboxPhone.payloads(call, URI.create("http://127.0.0.1:1"))
                .forEach(p -> calls.take("ringostat", p.event(), p.json(), clock.instant())
                        .block());
        calls.settle().block();
    }

    void post(List<SandboxPhone.Payload> notices) {
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
